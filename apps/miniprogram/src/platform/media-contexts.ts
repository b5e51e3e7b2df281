export type LivePlayerContext = Pick<WechatMiniprogram.LivePlayerContext, 'play' | 'stop'>
export type LivePusherContext = Pick<
  WechatMiniprogram.LivePusherContext,
  'start' | 'stop' | 'startPreview' | 'switchCamera'
>

/** The context of the `<live-player>` with this id on this page. */
export const livePlayerContext = (id: string, page: object): LivePlayerContext =>
  // The typings ask for an instance with every built-in method; only its identity is used.
  wx.createLivePlayerContext(id, page as WechatMiniprogram.Component.TrivialInstance)

/** The page's `<live-pusher>`; WeChat allows one per page, so it needs no id. */
export const livePusherContext = (): LivePusherContext => wx.createLivePusherContext()
