/** `event.detail.message` for the codes that the preview raises; pages must act on the code alone. */
export const PLAYER_MESSAGES: Readonly<Record<number, string>> = {
  2001: 'Connected to server',
  2002: 'Stream begin',
  2003: 'First I frame received',
  2004: 'Play begin',
  2007: 'Loading',
  2009: 'Resolution changed',
  2032: 'First frame rendered',
  2103: 'Reconnecting',
  [-2301]: 'Disconnected, and three reconnects failed',
}
