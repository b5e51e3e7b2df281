export type DialogText = { title: string; content: string; confirm: string; cancel: string }

/** Asks a person; true when they confirm. A dialog that cannot open counts as cancelled. */
export const askInDialog = ({ title, content, confirm, cancel }: DialogText): Promise<boolean> =>
  new Promise((resolve) => {
    wx.showModal({
      title,
      content,
      // WeChat refuses the dialog when a button has more than four Chinese characters.
      confirmText: confirm,
      cancelText: cancel,
      success: (answer) => resolve(answer.confirm),
      fail: () => resolve(false),
    })
  })

export const showToast = (title: string): void => void wx.showToast({ title, icon: 'none' })
