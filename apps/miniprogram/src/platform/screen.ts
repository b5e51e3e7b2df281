/** Keeps the screen on until told otherwise. WeChat forgets it whenever the mini-program is left: set it again on show. */
export const keepScreenOn = (on: boolean): void => void wx.setKeepScreenOn({ keepScreenOn: on })
