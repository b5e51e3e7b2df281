export type LogFields = Record<string, unknown>

/**
 * A line for 运营中心's real-time log, where a team reads what happened on someone's phone.
 * Never pass a token or a signed URL.
 */
export function logLine(level: 'info' | 'warn' | 'error', event: string, fields: LogFields = {}): void {
  if (wx.canIUse('getRealtimeLogManager')) wx.getRealtimeLogManager()[level](event, fields)
}
