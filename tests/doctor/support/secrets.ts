/** Keys of an installation, as long as they have to be and of what consoles take. All are canaries. */
export const SECRETS = {
  KAIBO_PUSH_KEY: 'canarypushkey0123456789abcdefABC',
  KAIBO_PUSH_BACKUP_KEY: 'canarypushbackup0123456789abcdef',
  KAIBO_PLAY_KEY: 'canaryplaykey0123456789abcdefABC',
  KAIBO_PLAY_BACKUP_KEY: 'canaryplaybackup0123456789abcdef',
  KAIBO_CALLBACK_KEY: 'canarycallbackkey0123456789abcde',
  KAIBO_CALLBACK_PATH: 'canarycallbackpath0123456789abcdef',
  KAIBO_TOKEN_KEY: 'canarytokenkey0123456789abcdef0123456789',
  KAIBO_WECHAT_PUSH_TOKEN: 'canarypushtoken0123456789abcdef',
  KAIBO_WECHAT_SECRET: 'canarywechatsecret0123456789abcd',
  KAIBO_CLOUD_SECRET_ID: 'AKIDcanaryid0123456789abcdef0123',
  KAIBO_CLOUD_SECRET_KEY: 'canarycloudkey0123456789abcdef01',
} as const
