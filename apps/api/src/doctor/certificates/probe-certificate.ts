import { checkServerIdentity, connect, type TLSSocket } from 'node:tls'

/** What a TLS server shows of itself. */
export type Certificate = {
  validFromMs: number
  validUntilMs: number
  /** Whether it is made out to the host that was asked for. */
  coversHost: boolean
  /** Its own name, for a person. */
  subject: string
  /** Why a phone would not trust it, such as `DEPTH_ZERO_SELF_SIGNED_CERT`; absent when it would, but for its dates and name. */
  distrust?: string
}

/** There was no certificate to look at. `code` is of the system or of OpenSSL, such as `ECONNREFUSED`. */
export class NoCertificateError extends Error {
  override name = 'NoCertificateError'
  readonly code: string

  constructor(code: string) {
    super(`No certificate: ${code}`)
    this.code = code
  }
}

export type CertificateTarget = { host: string; address: string; port: number }

/** Rejects with `NoCertificateError`. */
export type ProbeCertificate = (target: CertificateTarget) => Promise<Certificate>

const TIMEOUT_MS = 4_000
/** The dates and the name are judged by themselves. */
const JUDGED_APART = new Set(['CERT_HAS_EXPIRED', 'CERT_NOT_YET_VALID', 'ERR_TLS_CERT_ALTNAME_INVALID'])

/** @param authorities certificates in PEM that are trusted besides those that Node trusts; for tests */
export const createCertificateProbe =
  (authorities?: readonly string[]): ProbeCertificate =>
  ({ host, address, port }) =>
    new Promise((resolve, reject) => {
      const socket = connect({
        host: address,
        port,
        servername: host,
        // It is to be looked at, whatever it is; nothing is sent.
        rejectUnauthorized: false,
        ...(authorities === undefined ? {} : { ca: [...authorities] }),
      })
      const fail = (code: string) => {
        socket.destroy()
        reject(new NoCertificateError(code))
      }
      const timer = setTimeout(() => fail('ETIMEDOUT'), TIMEOUT_MS)
      socket.once('close', () => clearTimeout(timer))
      socket.once('error', (error: NodeJS.ErrnoException) => fail(error.code ?? error.name))
      socket.once('secureConnect', () => {
        resolve(read(socket, host))
        socket.destroy()
      })
    })

function read(socket: TLSSocket, host: string): Certificate {
  const certificate = socket.getPeerCertificate()
  const distrust = distrustOf(socket.authorizationError)
  return {
    validFromMs: Date.parse(certificate.valid_from),
    validUntilMs: Date.parse(certificate.valid_to),
    coversHost: checkServerIdentity(host, certificate) === undefined,
    subject: certificate.subjectaltname?.replaceAll('DNS:', '') ?? String(certificate.subject?.CN ?? '-'),
    ...(distrust === undefined ? {} : { distrust }),
  }
}

/** An OpenSSL code; Node's types call it an error. Null when all is well. */
function distrustOf(error: unknown): string | undefined {
  if (!error) return undefined
  const code = error instanceof Error && 'code' in error ? String(error.code) : String(error)
  return JUDGED_APART.has(code) ? undefined : code
}
