/** Keys for tests only: fixed, distinct, long enough. */
export const keys = {
  push: 'test-push-key-0123456789abcdef',
  pushBackup: 'test-push-backup-key-0123456789',
  play: 'test-play-key-0123456789abcdef',
  playBackup: 'test-play-backup-key-0123456789',
  callback: 'test-callback-key-0123456789abcdef0123',
  callbackPath: 'test-callback-path-0123456789abcdef01',
  token: 'test-token-key-0123456789abcdef0123456789',
  wechatAppId: 'wx0123456789abcdef',
  wechatSecret: 'test-wechat-secret-0123456789abcdef',
  cloudSecretId: 'test-cloud-secret-id-0123456789abcdef',
  cloudSecretKey: 'test-cloud-secret-key-0123456789abcdef',
  srsHookPath: 'test-srs-hook-path-0123456789abcdef01',
  srsApiUser: 'kaibo',
  srsApiPassword: 'test-srs-api-password-0123456789abcdef',
}
