import type { Words } from '../../cli/words.ts'

/** What only a person can see and tick. No interface tells it. */
export type ToTick = { id: string; words: Words; where: Words }

export const TO_TICK: readonly ToTick[] = [
  {
    id: 'category',
    words: {
      zh: '服务类目已通过审核，而且是可以用直播组件的类目（如 社交-直播、教育-在线视频课程）',
      en: 'The service category is approved, and one that may use live components (such as 社交-直播 or 教育-在线视频课程).',
    },
    where: {
      zh: '微信公众平台 → 账号设置 → 基本设置 → 服务类目',
      en: "WeChat's console → Account (账号设置) → Basics (基本设置) → Category (服务类目)",
    },
  },
  {
    id: 'live-components',
    words: {
      zh: '“实时播放音视频流”（live-player）和“实时录制音视频流”（live-pusher）都已开通',
      en: 'Both 实时播放音视频流 (live-player) and 实时录制音视频流 (live-pusher) are switched on.',
    },
    where: {
      zh: '微信公众平台 → 管理 → 开发管理 → 接口设置',
      en: "WeChat's console → Management (管理) → Development (开发管理) → Interfaces (接口设置)",
    },
  },
  {
    id: 'server-domains',
    words: {
      zh: '上面的域名列表已填进“服务器域名”',
      en: 'The domain list above is entered under 服务器域名.',
    },
    where: {
      zh: '微信公众平台 → 管理 → 开发管理 → 开发设置 → 服务器域名',
      en: "WeChat's console → Management (管理) → Development (开发管理) → Settings (开发设置) → Server domains (服务器域名)",
    },
  },
  {
    id: 'message-push',
    words: {
      zh: '“消息推送”已启用，地址、Token 与这里相同，数据格式是 JSON',
      en: 'The message push (消息推送) is switched on, with our address and Token, in JSON.',
    },
    where: {
      zh: '微信公众平台 → 管理 → 开发管理 → 消息推送',
      en: "WeChat's console → Management (管理) → Development (开发管理) → Message push (消息推送)",
    },
  },
  {
    id: 'privacy',
    words: {
      zh: '《用户隐私保护指引》已声明：摄像头（用于开播）、麦克风（用于开播）；让用户填昵称和头像的话，还有昵称、头像',
      en: 'The privacy guide (用户隐私保护指引) declares 摄像头 (camera, to broadcast) and 麦克风 (microphone, to broadcast); where people enter a name and a picture, 昵称 and 头像 as well.',
    },
    where: {
      zh: '微信公众平台 → 账号设置 → 服务内容声明 → 用户隐私保护指引',
      en: "WeChat's console → Account (账号设置) → Declarations (服务内容声明) → Privacy guide (用户隐私保护指引)",
    },
  },
  {
    id: 'icp',
    words: {
      zh: '小程序已备案；API 域名、推流域名、播放域名都已完成 ICP 备案',
      en: 'The mini-program is filed (小程序备案), and the API, push and play domains have their ICP filing.',
    },
    where: {
      zh: '微信公众平台 → 账号设置 → 小程序备案；腾讯云控制台 → 备案',
      en: "WeChat's console → Account (账号设置) → Filing (小程序备案); Tencent Cloud console → ICP (备案)",
    },
  },
  {
    id: 'phone',
    words: {
      zh: '用真机在 4G/5G 下开播一次：有的网络会封 RTMP 的 1935 端口',
      en: 'A real phone has broadcast over 4G/5G once: some networks block port 1935 of RTMP.',
    },
    where: { zh: '手机微信 → 体验版', en: 'WeChat on a phone → the trial version (体验版)' },
  },
]
