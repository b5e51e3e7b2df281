import type { Misconfiguration } from './misconfiguration.ts'
import { NAMES } from './names.ts'

const DAY_MS = 24 * 3_600_000

/** Wrong in the domain name system or in a certificate. */
export const IN_NAMES: Misconfiguration[] = [
  {
    what: 'the push domain does not exist',
    code: 'push-name.absent',
    inject: ({ dns }) => void delete dns.records[NAMES.push],
  },
  {
    what: "the push domain's CNAME leads to another provider",
    code: 'push-name.elsewhere',
    inject({ dns }) {
      dns.records[NAMES.push] = { cname: 'push.kaibo.test.other-cdn.test' }
      dns.records['push.kaibo.test.other-cdn.test'] = { address: '127.0.0.1' }
    },
  },
  {
    what: "the push domain's CNAME is misspelt at Tencent",
    code: 'push-name.no-address',
    inject: ({ dns }) => void delete dns.records[`${NAMES.push}.tlivepush.com`],
  },
  {
    what: 'the play domain has an address and no CNAME, and Tencent sees none either',
    code: 'play-name.no-cname',
    inject({ dns, sandbox }) {
      dns.records[NAMES.play] = { address: '127.0.0.1' }
      const { cloud } = sandbox.faults.current
      sandbox.faults.set({ cloud: { console: { ...cloud?.console, playDomain: { resolved: false } } } })
    },
  },
  {
    what: "the play domain's certificate has expired",
    code: 'play-certificate.expired',
    inject: ({ servers, authority }) =>
      servers.play.show(authority.issue({ names: [NAMES.play], untilMs: Date.now() - DAY_MS / 2 })),
  },
  {
    what: "the play domain's certificate ends this week",
    code: 'play-certificate.ends-this-week',
    inject: ({ servers, authority }) =>
      servers.play.show(authority.issue({ names: [NAMES.play], untilMs: Date.now() + 6.5 * DAY_MS })),
  },
  {
    what: "the API's certificate ends this month",
    code: 'public-certificate.ends-soon',
    inject: ({ servers, authority }) =>
      servers.api.show(authority.issue({ names: [NAMES.api], untilMs: Date.now() + 20 * DAY_MS })),
  },
  {
    what: "the API's certificate is made out to another name",
    code: 'public-certificate.other-name',
    inject: ({ servers, authority }) => servers.api.show(authority.issue({ names: ['other.test'] })),
  },
]
