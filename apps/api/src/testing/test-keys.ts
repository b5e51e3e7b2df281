import type { Secrets } from '../config/index.ts'

/** Keys for tests only: fixed, distinct, long enough. */
export const testKeys = {
  pushKey: 'unit-push-key-0123456789abcdef',
  playKey: 'unit-play-key-0123456789abcdef',
  callbackKey: 'unit-callback-key-0123456789abcdef0123',
  callbackPath: 'unit-callback-path-0123456789abcdef01',
  tokenKey: 'unit-token-key-0123456789abcdef012345',
  wechatSecret: 'unit-wechat-secret-0123456789abcdef',
  cloudSecretId: 'unit-cloud-secret-id-0123456789abcdef',
  cloudSecretKey: 'unit-cloud-secret-key-0123456789abcdef',
  srsHookPath: 'unit-srs-hook-path-0123456789abcdef01',
  srsApiPassword: 'unit-srs-api-password-0123456789abcdef',
} as const satisfies Secrets
