/** Calls back once a newer version has been downloaded; `apply` restarts the mini-program with it. */
export function onUpdateReady(listener: (apply: () => void) => void): void {
  const manager = wx.getUpdateManager()
  manager.onUpdateReady(() => listener(() => manager.applyUpdate()))
}
