import { generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto'
import { bits, boolean, dnsName, integer, octets, oid, sequence, set, tagged, text, utcTime } from './der.ts'

/** A certificate and its key, in PEM. */
export type Identity = { cert: string; key: string }

/** One who signs certificates: who trusts `cert` trusts them all. */
export type Authority = { cert: string; issue(wanted: Wanted): Identity }

export type Wanted = { names: string[]; fromMs?: number; untilMs?: number }

const DAY_MS = 24 * 3_600_000
const ECDSA_SHA256 = sequence(oid('1.2.840.10045.4.3.2'))

/** Makes an authority of its own; nobody but who is told trusts it. */
export function createAuthority(name = 'Kaibo test authority'): Authority {
  const issuer = { name, ...newKeys() }
  const own = create({ subject: name, publicKey: issuer.publicKey, issuer, isAuthority: true, names: [] })
  return {
    cert: own,
    issue(wanted) {
      const keys = newKeys()
      const { names } = wanted
      const cert = create({ subject: names[0] ?? 'nobody', publicKey: keys.publicKey, issuer, ...wanted })
      return { cert, key: keys.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString() }
    },
  }
}

const newKeys = () => generateKeyPairSync('ec', { namedCurve: 'P-256' })

type Parts = Wanted & {
  subject: string
  publicKey: KeyObject
  issuer: { name: string; privateKey: KeyObject }
  isAuthority?: boolean
}

/** An X.509 certificate of version 3 (RFC 5280). */
function create({ subject, publicKey, issuer, isAuthority = false, ...wanted }: Parts): string {
  const { names, fromMs = Date.now() - DAY_MS, untilMs = Date.now() + 90 * DAY_MS } = wanted
  const toSign = sequence(
    tagged(0, integer(Buffer.from([2]))),
    integer(Buffer.concat([Buffer.from([1]), randomBytes(8)])),
    ECDSA_SHA256,
    commonName(issuer.name),
    sequence(utcTime(fromMs), utcTime(untilMs)),
    commonName(subject),
    publicKey.export({ type: 'spki', format: 'der' }),
    tagged(
      3,
      sequence(basicConstraints(isAuthority), ...(names.length > 0 ? [alternativeNames(names)] : [])),
    ),
  )
  const der = sequence(toSign, ECDSA_SHA256, bits(sign('sha256', toSign, issuer.privateKey)))
  const lines = der.toString('base64').match(/.{1,64}/g) ?? []
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n')
}

const commonName = (name: string) => sequence(set(sequence(oid('2.5.4.3'), text(name))))

const basicConstraints = (isAuthority: boolean) =>
  sequence(oid('2.5.29.19'), boolean(true), octets(sequence(...(isAuthority ? [boolean(true)] : []))))

const alternativeNames = (names: string[]) =>
  sequence(oid('2.5.29.17'), octets(sequence(...names.map(dnsName))))
