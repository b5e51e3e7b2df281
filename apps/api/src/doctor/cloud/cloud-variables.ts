/** What every question to Tencent Cloud rests on. */
export const CLOUD_VARIABLES = [
  'KAIBO_CLOUD_SECRET_ID',
  'KAIBO_CLOUD_SECRET_KEY',
  'KAIBO_CLOUD_BASE_URL',
  'KAIBO_PUSH_RTMP_BASE_URL',
] as const
