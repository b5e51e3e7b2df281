/** WeChat's single-use login code, for the API to exchange. @throws Error when WeChat gives none */
export const fetchLoginCode = (): Promise<string> =>
  new Promise((resolve, reject) => {
    wx.login({
      success: ({ code }) => resolve(code),
      fail: ({ errMsg }) => reject(new Error(errMsg)),
    })
  })
