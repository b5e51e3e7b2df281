/**
 * Every error code of the API with the HTTP status it is answered with. Clients show text by code, never by
 * message. A status says whether the request could be processed; a negative answer is data, not an error.
 */
export const errorStatus = {
  invalid_request: 400,
  unauthenticated: 401,
  login_code_rejected: 401,
  login_refused: 403,
  callback_rejected: 403,
  not_allowed: 403,
  not_found: 404,
  method_not_allowed: 405,
  idempotency_key_reused: 409,
  room_ended: 409,
  publisher_busy: 409,
  not_configured: 409,
  last_operator: 409,
  application_pending: 409,
  application_not_needed: 409,
  applications_closed: 409,
  application_decided: 409,
  payload_too_large: 413,
  unsupported_media_type: 415,
  text_rejected: 422,
  rate_limited: 429,
  internal: 500,
  unavailable: 503,
} as const

export type ErrorCode = keyof typeof errorStatus

export const errorCodes = Object.keys(errorStatus) as [ErrorCode, ...ErrorCode[]]
