/**
 * Where the CNAMEs of Tencent's live domains lead: `DOMAIN.tlivepush.com` and `DOMAIN.tlivecdn.com` (documents 267/13551
 * and 267/35187), those of older accounts to `myqcloud.com`, which is also where test domains are.
 */
const TENCENT = /\.(?:tlivepush|tlivecdn|livepush\.myqcloud|liveplay\.myqcloud|txlivecdn|dnsv1)\.com\.?$/

export const isTencentName = (name: string): boolean => TENCENT.test(name)
