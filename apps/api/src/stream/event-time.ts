/**
 * The provider's event times are whole seconds, and its clock and ours differ a little: only what lies so much later
 * counts as later.
 */
export const EVENT_TIME_SLACK_MS = 2_000
