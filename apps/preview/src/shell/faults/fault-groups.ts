import { type Fault, faultOf, loseNext, type Words } from './fault.ts'

export interface FaultGroup {
  readonly name: Words
  readonly faults: readonly Fault[]
}

const callbacks: FaultGroup = {
  name: { zh: '服务商的回调', en: "The provider's callbacks" },
  faults: [
    loseNext(
      {
        id: 'lose-start',
        name: { zh: '丢掉下一个开播回调', en: 'Lose the next start' },
        what: {
          zh: '没人通知接口已开播；接口自己去查询，几秒后直播间照样变为直播中。',
          en: 'Nobody tells the API that a push began. It asks by itself, and the room still goes live.',
        },
      },
      'start',
    ),
    loseNext(
      {
        id: 'lose-end',
        name: { zh: '丢掉下一个断流回调', en: 'Lose the next end' },
        what: {
          zh: '断流后直播间先照样显示直播中；接口一分钟内会去查询，二十秒后再问一次，便改正过来。',
          en: 'The room stays live at first. Within a minute the API asks, asks again 20 s later, and corrects it.',
        },
      },
      'end',
    ),
    faultOf(
      {
        id: 'duplicate',
        name: { zh: '每个回调都来两次', en: 'Send every callback twice' },
        what: { zh: '应当什么都看不出来。', en: 'Nothing should be seen of it.' },
      },
      'callbacks',
      { duplicate: true },
    ),
    faultOf(
      {
        id: 'delay',
        name: { zh: '回调迟到 10 秒', en: 'Callbacks 10 s late' },
        what: {
          zh: '开播、断流都晚 10 秒才知道；心跳和查询可能更早。',
          en: 'Starts and ends are heard 10 s late; heartbeats and questions may be sooner.',
        },
      },
      'callbacks',
      { delayMs: 10_000 },
    ),
    faultOf(
      {
        id: 'reorder',
        name: { zh: '回调顺序颠倒', en: 'Swap the order of callbacks' },
        what: {
          zh: '重连时“断流”可能晚于新的“开播”到达；直播间不受影响。',
          en: 'In a reconnection the end may come after the newer start. The room does not mind.',
        },
      },
      'callbacks',
      { reorder: true },
    ),
  ],
}

const pushes: FaultGroup = {
  name: { zh: '推流规则', en: 'Rules for pushes' },
  faults: [
    faultOf(
      {
        id: 'hold-dead',
        name: { zh: '断掉的连接保留 70 秒', en: 'Keep dead connections 70 s' },
        what: {
          zh: '断网后服务商仍以为在推流，也会拒绝同名的新推流，直到接口把旧的断开。',
          en: 'After a cut the provider still sees a push and refuses the next one, until the API drops the old.',
        },
      },
      'pushes',
      { holdDeadMs: 70_000 },
    ),
    faultOf(
      {
        id: 'take-over',
        name: { zh: '重复推流顶掉旧的', en: 'A second push takes over' },
        what: {
          zh: '平时拒绝同名的第二路推流；打开后新来的会把旧的顶掉。',
          en: 'A second push of one stream is usually refused. Now it cuts the first.',
        },
      },
      'pushes',
      { duplicate: 'take-over' },
    ),
    faultOf(
      {
        id: 'cut-at-expiry',
        name: { zh: '推流地址到期就断', en: 'Cut at expiry' },
        what: {
          zh: '平时到期只拒绝新推流；打开后正在推的也会断，手机换新地址再推。配合下面的时钟一起试。',
          en: 'Expiry usually refuses new pushes only. Now a running one ends, too. Try it with the clock below.',
        },
      },
      'pushes',
      { cutAtExpiry: true },
    ),
  ],
}

const cloud: FaultGroup = {
  name: { zh: '服务商的接口', en: "The provider's API" },
  faults: [
    faultOf(
      {
        id: 'slow',
        name: { zh: '每次调用慢 3 秒', en: 'Every call takes 3 s' },
        what: { zh: '查询和断流都变慢，页面照常。', en: 'Questions and drops are slow; pages are not.' },
      },
      'cloud',
      { delayMs: 3_000 },
    ),
    faultOf(
      {
        id: 'failing',
        name: { zh: '每次调用都报错', en: 'Every call fails' },
        what: {
          zh: '查不到不算断流：直播间保持原样，恢复后再核实。',
          en: 'No answer is no end: rooms stay as they are and are looked into later.',
        },
      },
      'cloud',
      { failShare: 1, failure: 'error' },
    ),
    faultOf(
      {
        id: 'hanging',
        name: { zh: '每次调用都没有回应', en: 'No call is answered' },
        what: { zh: '接口到时放弃，过一会儿再问。', en: 'The API gives up in time and asks again later.' },
      },
      'cloud',
      { failShare: 1, failure: 'hang' },
    ),
    faultOf(
      {
        id: 'lie-active',
        name: { zh: '谎称每一路都在推流', en: 'Say that every stream is pushed' },
        what: {
          zh: '断流后查询仍答“在推流”，直播间会停在直播中，直到它说实话。',
          en: 'After an end the answer is still "active": the room stays live until it tells the truth.',
        },
      },
      'cloud',
      { lie: 'active' },
    ),
    faultOf(
      {
        id: 'lie-inactive',
        name: { zh: '谎称没有人在推流', en: 'Say that no stream is pushed' },
        what: {
          zh: '主播手机的心跳会反驳它：正在播的直播间不会因此中断。',
          en: "The broadcaster's heartbeats contradict it: a running show is not interrupted.",
        },
      },
      'cloud',
      { lie: 'inactive' },
    ),
  ],
}

const MINUTES_15 = 15 * 60_000

const clock: FaultGroup = {
  name: { zh: '服务商的时钟', en: "The provider's clock" },
  faults: [
    faultOf(
      {
        id: 'clock-ahead',
        name: { zh: '快 15 分钟', en: '15 minutes ahead' },
        what: {
          zh: '回调的时间对不上会被忽略，播放地址也提前过期；接口改用查询。',
          en: 'Callbacks fall out of their time window and play URLs expire early; the API asks instead.',
        },
      },
      'clock',
      { skewMs: MINUTES_15 },
    ),
    faultOf(
      {
        id: 'clock-behind',
        name: { zh: '慢 15 分钟', en: '15 minutes behind' },
        what: {
          zh: '回调像是早已过期，被忽略；接口改用查询。',
          en: 'Callbacks look long expired and are ignored; the API asks instead.',
        },
      },
      'clock',
      { skewMs: -MINUTES_15 },
    ),
  ],
}

/** Every fault that the panel offers, in its order. */
export const FAULT_GROUPS: readonly FaultGroup[] = [callbacks, pushes, cloud, clock]
