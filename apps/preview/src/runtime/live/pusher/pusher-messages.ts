/** `event.detail.message` for the codes that the preview raises; pages must act on the code alone. */
export const PUSHER_MESSAGES: Readonly<Record<number, string>> = {
  1001: 'Connected to server',
  1002: 'Push begin',
  1003: 'Open camera success',
  1007: 'First frame available',
  1008: 'Video encoder started',
  1101: 'Network busy, frames were dropped',
  1102: 'Reconnecting',
  3002: 'Failed to connect to the server',
  3004: 'Refused or disconnected by the server',
  3005: 'Failed to write to the network',
  [-1301]: 'Failed to open the camera',
  [-1302]: 'Failed to open the microphone',
  [-1303]: 'Video encoding failed',
  [-1304]: 'Audio encoding failed',
  [-1307]: 'Disconnected, and three reconnects failed',
  [-1313]: 'Invalid push URL',
}
