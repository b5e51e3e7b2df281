/** Whether the phone says that it has a network. It knows nothing about the server. */
export const isNetworkConnected = (): Promise<boolean> =>
  new Promise((resolve) => {
    wx.getNetworkType({
      success: ({ networkType }) => resolve(networkType !== 'none'),
      fail: () => resolve(true),
    })
  })

export type NetworkChange = { connected: boolean; networkType: string }

/** Calls back on every change of the network. @returns the undo */
export function onNetworkChange(listener: (change: NetworkChange) => void): () => void {
  const relay: WechatMiniprogram.OnNetworkStatusChangeCallback = ({ isConnected, networkType }) =>
    listener({ connected: isConnected, networkType })
  wx.onNetworkStatusChange(relay)
  // The typings give the undo's parameter another callback's argument.
  return () => wx.offNetworkStatusChange(relay as () => void)
}
