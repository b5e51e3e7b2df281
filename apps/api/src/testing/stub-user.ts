import type { User } from '@kaibo/live-core'

export const stubUser: User = { id: `user_${'0'.repeat(20)}`, displayName: '用户0000' }
