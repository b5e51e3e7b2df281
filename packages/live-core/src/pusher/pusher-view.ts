/** What the broadcaster's page shows. Text belongs to the page. */
export type PusherView =
  /** The form: nothing was asked for yet. */
  | { kind: 'idle' }
  /** The first push URL is being fetched. */
  | { kind: 'preparing' }
  /** The push was started and is not confirmed yet. */
  | { kind: 'connecting' }
  | { kind: 'live' }
  /** The push broke, and comes back by itself. */
  | { kind: 'reconnecting' }
  /** A call or the background took over; the room is kept. */
  | { kind: 'interrupted'; by: 'call' | 'background' }
  /** No permission: offer the settings page. */
  | { kind: 'camera-denied' }
  | { kind: 'microphone-denied' }
  /** The device does not open or is in use: offer a retry. */
  | { kind: 'camera-unavailable' }
  | { kind: 'microphone-unavailable' }
  /** The network API says that the phone is offline; the room is kept. */
  | { kind: 'offline' }
  /** The API gives no usable answer; it is asked again by itself. */
  | { kind: 'unavailable' }
  /**
   * Another device of the same person broadcasts in this room: offer to take it over, or to leave. `takenOver`: it
   * was this device's show until then.
   */
  | { kind: 'busy-elsewhere'; takenOver: boolean }
  /** The person ended the room, and the server has not said so yet. The push is already stopped. */
  | { kind: 'ending' }
  | { kind: 'ended' }
  /** Nothing goes on by itself: only the person's retry, or a return to the page, tries again. */
  | { kind: 'failed' }
