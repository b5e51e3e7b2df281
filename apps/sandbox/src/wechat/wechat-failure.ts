import type { Response } from 'express'
import type { WechatFaults } from '../control/faults.ts'
import type { WechatCall } from './wechat-call.ts'

/** The faults that are about this call. */
export function faultsOf(faults: WechatFaults, call: WechatCall): WechatFaults {
  return faults.calls === undefined || faults.calls.includes(call) ? faults : {}
}

/** Breaks one call. */
export function fail(response: Response, failure: NonNullable<WechatFaults['failure']>): void {
  switch (failure) {
    case 'reset':
      response.socket?.resetAndDestroy()
      break
    case 'garbage':
      response.type('text/html').send('<html><body>Bad gateway</body></html>\n')
      break
    case 'redirect':
      // 307 keeps method and body: a client that follows hands them to whoever is named here.
      response.redirect(307, '/redirected')
      break
    case 'drip': {
      const timer = setInterval(() => response.write(' '), 20)
      response.on('close', () => clearInterval(timer))
      break
    }
    case 'hang':
  }
}
