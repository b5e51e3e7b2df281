import type { BroadcasterApplication } from '@kaibo/live-core'
import type { Handlers } from '../http/handler.ts'
import { stubUser } from './stub-user.ts'

const stubApplication: BroadcasterApplication = {
  id: `application_${'0'.repeat(20)}`,
  applicant: stubUser,
  reason: '我想开播',
  state: 'approved',
  createdAt: '2026-11-22T12:00:00.000Z',
  decidedAt: '2026-11-22T13:00:00.000Z',
  note: '欢迎',
}

const stubMe = {
  ...stubUser,
  avatarUrl: null,
  role: 'broadcaster',
  mayBroadcast: true,
  application: stubApplication,
} as const

/** Handlers about people that answer at once, the same for everybody. */
export const stubIdentityHandlers = {
  endSession: async () => ({ ended: 1 }),
  getMe: async () => stubMe,
  updateMe: async () => stubMe,
  setRole: async () => ({ ...stubUser, role: 'broadcaster' }),
  applyToBroadcast: async () => stubApplication,
  listApplications: async () => ({ items: [stubApplication], nextCursor: null }),
  decideApplication: async () => stubApplication,
} satisfies Partial<Handlers>
