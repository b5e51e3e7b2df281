import { describe, expect, it } from 'vitest'
import { ApiError, ApiUnreachable } from './api-error.ts'
import { runDemoBroadcaster } from './demo-broadcaster.ts'
import { DEMO_ROOM_TITLE } from './demo-room.ts'
import { parseClip } from './flv-clip.ts'
import { type ApiCalls, fakeApi } from './testing/fake-api.ts'
import { fakePush } from './testing/fake-push.ts'
import { flvFile } from './testing/flv-file.ts'
import { instantClock } from './testing/instant-clock.ts'

const SECRET_URL = 'rtmp://127.0.0.1/live/stream?txSecret=0123456789abcdef&txTime=1'
const clip = parseClip(flvFile({ pictures: 5, pictureMs: 40, sounds: 0, soundMs: 0, startMs: 0 }))
const refusal = (status: number, code: 'unauthenticated' | 'room_ended') =>
  new ApiError('issuePushUrl', status, { code, message: code, requestId: 'r1' })

type RunOptions = { pushes: number; refused?: number; packets?: number }

/** Runs the broadcaster until its push number `pushes` has begun, against the given answers. */
const run = async (answers: ApiCalls, { pushes, refused = 0, packets = 20 }: RunOptions) => {
  const stop = new AbortController()
  const api = fakeApi(answers)
  const lines: string[] = []
  const live: string[] = []
  const opened: ReturnType<typeof fakePush>[] = []
  let attempts = 0
  await runDemoBroadcaster({
    api,
    connectPush: async () => {
      attempts += 1
      if (attempts <= refused) throw new Error('the origin says bad txSecret')
      const push = fakePush(packets)
      opened.push(push)
      if (opened.length === pushes) stop.abort()
      return push
    },
    clip,
    clock: instantClock(),
    random: () => 0,
    name: 'demo',
    onLive: (roomId) => live.push(roomId),
    log: (line) => lines.push(line),
    signal: stop.signal,
  })
  return { asked: api.asked, lines, live, opened }
}

const ownRoom = (id: string, status: string) => ({
  id,
  title: DEMO_ROOM_TITLE,
  status,
  broadcaster: { id: 'user_me', displayName: 'demo' },
})
const answers = (more: ApiCalls = {}): ApiCalls => ({
  createSession: () => ({ token: 'token-1', user: { id: 'user_me', displayName: 'demo' } }),
  listRooms: () => ({ items: [], nextCursor: null }),
  createRoom: () => ownRoom('room_new', 'waiting'),
  getRoom: ({ params }) => ownRoom(params?.roomId ?? '', 'live'),
  issuePushUrl: () => ({ url: SECRET_URL }),
  ...more,
})

describe('runDemoBroadcaster', () => {
  it('opens a room when there is none to continue', async () => {
    const { asked, live } = await run(answers(), { pushes: 2 })
    expect(asked.map(({ name }) => name).slice(0, 4)).toEqual([
      'createSession',
      'listRooms',
      'createRoom',
      'issuePushUrl',
    ])
    expect(live).toEqual(['room_new'])
  })

  it('continues its own room after a restart', async () => {
    const listRooms = () => ({ items: [ownRoom('room_old', 'interrupted')], nextCursor: null })
    const { asked, live } = await run(answers({ listRooms }), { pushes: 2 })
    expect(asked.some(({ name }) => name === 'createRoom')).toBe(false)
    expect(live).toEqual(['room_old'])
  })

  it('asks for a fresh push URL after a drop, and closes every connection', async () => {
    const { asked, opened } = await run(answers(), { pushes: 3 })
    const reasons = asked.filter(({ name }) => name === 'issuePushUrl').map(({ call }) => call.body)
    expect(reasons).toEqual([{ reason: 'start' }, { reason: 'reconnect' }, { reason: 'reconnect' }])
    expect(opened.every((push) => push.isClosed)).toBe(true)
  })

  it('logs in again when its session is over', async () => {
    let calls = 0
    const issuePushUrl = () => {
      calls += 1
      if (calls === 2) throw refusal(401, 'unauthenticated')
      return { url: SECRET_URL }
    }
    const { asked } = await run(answers({ issuePushUrl }), { pushes: 2 })
    expect(asked.filter(({ name }) => name === 'createSession')).toHaveLength(2)
  })

  it('opens a new room when the old one has ended, and says that it is live', async () => {
    const rooms = ['room_one', 'room_two']
    let calls = 0
    const issuePushUrl = () => {
      calls += 1
      if (calls === 2) throw refusal(409, 'room_ended')
      return { url: SECRET_URL }
    }
    const createRoom = () => ownRoom(rooms.shift() ?? 'none', 'waiting')
    const { live, asked } = await run(answers({ createRoom, issuePushUrl }), { pushes: 3 })
    expect(live).toEqual(['room_one', 'room_two'])
    const keys = asked.filter(({ name }) => name === 'createRoom').map(({ call }) => call.idempotencyKey)
    expect(new Set(keys).size).toBe(2)
  })

  it('stops pushing into a room that somebody has ended, and opens a new one', async () => {
    let looks = 0
    let hasEnded = false
    const getRoom: ApiCalls[string] = ({ params }) => {
      looks += 1
      hasEnded ||= looks === 2
      return ownRoom(params?.roomId ?? '', hasEnded && params?.roomId === 'room_one' ? 'ended' : 'live')
    }
    const issuePushUrl: ApiCalls[string] = ({ params }) => {
      if (hasEnded && params?.roomId === 'room_one') throw refusal(409, 'room_ended')
      return { url: SECRET_URL }
    }
    const rooms = ['room_one', 'room_two']
    const createRoom = () => ownRoom(rooms.shift() ?? 'none', 'waiting')
    const { live, lines } = await run(answers({ getRoom, createRoom, issuePushUrl }), {
      pushes: 2,
      packets: 1_000_000,
    })
    expect(live[0]).toBe('room_one')
    expect(lines).toContain('the push ended: the room has ended')
  })

  it('repeats an unanswered creation with the same key', async () => {
    let calls = 0
    const createRoom = () => {
      calls += 1
      if (calls === 1) throw new ApiError('createRoom', 503, undefined)
      return ownRoom('room_new', 'waiting')
    }
    const { asked } = await run(answers({ createRoom }), { pushes: 2 })
    const keys = asked.filter(({ name }) => name === 'createRoom').map(({ call }) => call.idempotencyKey)
    expect(keys).toHaveLength(2)
    expect(new Set(keys).size).toBe(1)
  })

  it('tries again when the origin refuses', async () => {
    const { live } = await run(answers(), { pushes: 2, refused: 2 })
    expect(live).toEqual(['room_new'])
  })

  it('gives up when the API is not there at the start', async () => {
    const createSession = () => {
      throw new ApiUnreachable('http://127.0.0.1:7100', new Error('refused'))
    }
    await expect(run(answers({ createSession }), { pushes: 1 })).rejects.toThrow('does not answer')
  })

  it('gives up when the room does not become live', async () => {
    const getRoom = () => ownRoom('room_new', 'waiting')
    const giveUp = run(answers({ getRoom }), { pushes: 1_000 })
    await expect(giveUp).rejects.toThrow(/still "waiting"|the push ended/)
  })

  it('never logs a token or a push URL', async () => {
    const { lines } = await run(answers(), { pushes: 3, refused: 1 })
    expect(lines.join('\n')).not.toMatch(/txSecret=|token-1|rtmp:/)
  })
})
