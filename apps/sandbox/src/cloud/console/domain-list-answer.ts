import type { DomainFaults } from '../../control/console-faults.ts'
import type { CloudAnswer } from '../cloud-actions.ts'
import type { ConsoleSettings } from './console-settings.ts'

/** Which of the domains are wanted. */
export interface DomainQuestion {
  /** 0 push, 1 play; both by default. */
  readonly type: number | undefined
  readonly pageSize: number
  /** From 1. */
  readonly page: number
}

const TYPES = { push: 0, play: 1 } as const

/** `DomainList` of DescribeLiveDomains, in the fields of document 267/35187: the account has two domains. */
export function domainListAnswer(settings: ConsoleSettings, question: DomainQuestion): CloudAnswer {
  const { pushDomain, playDomain } = settings.faults()
  const domains = [
    ...domainInfo(settings.pushDomain, 'push', pushDomain),
    ...domainInfo(settings.playDomain, 'play', playDomain),
  ].filter(({ Type: type }) => question.type === undefined || type === question.type)
  const from = (question.page - 1) * question.pageSize
  return { AllCount: domains.length, DomainList: domains.slice(from, from + question.pageSize) }
}

function domainInfo(name: string, type: 'push' | 'play', faults: DomainFaults = {}) {
  if (faults.absent) return []
  const isResolved = faults.resolved ?? true
  const target = `${name}.${type === 'push' ? 'tlivepush.com' : 'tlivecdn.com'}`
  return [
    {
      Name: name,
      Type: TYPES[faults.type ?? type],
      Status: faults.enabled === false ? 0 : 1,
      CreateTime: '2026-01-01 00:00:00',
      BCName: isResolved ? 1 : 0,
      TargetDomain: target,
      CurrentCName: isResolved ? `${target}.` : '',
      PlayType: 1,
      IsDelayLive: 0,
      IsMiniProgramLive: 0,
    },
  ]
}
