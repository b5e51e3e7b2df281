import type { User } from '@kaibo/live-core'
import { pino } from 'pino'
import { CallbackManager } from '../callback/callback-manager.ts'
import { PushRecorder } from '../callback/push-recorder.ts'
import { composeIdentity } from '../compose-identity.ts'
import type { BroadcastPolicy } from '../config/config.ts'
import { DEFAULT_RHYTHM, type Rhythm } from '../config/rhythm.ts'
import type { TextGate } from '../content-check/text-gate.ts'
import { KaiboError } from '../http/kaibo-error.ts'
import { createImageUrls } from '../image/image-urls.ts'
import { OutboxPublisher, type RoomChange } from '../outbox/outbox-publisher.ts'
import { createTencentCssProvider } from '../provider/tencent-css/tencent-css-provider.ts'
import { HeartbeatManager } from '../publisher/heartbeat-manager.ts'
import { RoomJournal } from '../room/room-journal.ts'
import { RoomManager } from '../room/room-manager.ts'
import type { Database } from '../storage/database.ts'
import { PlayUrlManager } from '../stream/play-url-manager.ts'
import { createPushTokens } from '../stream/push-token.ts'
import { PushUrlManager } from '../stream/push-url-manager.ts'
import { createReplaceStream } from '../stream/replace-stream.ts'
import { StallWatch } from '../stream/stall-watch.ts'
import { RoomSweeper } from '../sweep/room-sweeper.ts'
import { StreamReconciler } from '../sweep/stream-reconciler.ts'
import { TimelineManager } from '../timeline/timeline-manager.ts'
import { type FakeStreams, fakeStreams } from './fake-streams.ts'
import { type ManualClock, manualClock } from './manual-clock.ts'
import { seededRandom } from './seeded-random.ts'
import { CALLBACK_NOW_MS, pushBody, signed, toBytes } from './signed-callback.ts'
import { testKeys } from './test-keys.ts'
import { openTestStore, rowsOf } from './test-store.ts'

export const validity = {
  sessionSeconds: 3_600,
  sessionIdleSeconds: 1_800,
  pushUrlSeconds: 86_400,
  playUrlSeconds: 600,
  hlsUrlSeconds: 43_200,
}

/** Higher than any test reaches without meaning to. */
export const limits = {
  loginCallsPerMinute: 1_000,
  roomsPerMinute: 1_000,
  pushUrlsPerMinute: 1_000,
  textChangesPerMinute: 1_000,
}

/**
 * Every manager over one store, with a clock that the test moves and a provider in memory. WeChat takes a code for the
 * openid. Nothing goes on by itself: the test ticks.
 */
export type Managers = Awaited<ReturnType<typeof openManagers>>

/** Counts over all managers: two that share a store must not hand in the same code. */
let logins = 0

/** An issue that the store does not know: its token proves a push, and conflicts with none. */
const SOME_ISSUE = `issue_${'0'.repeat(20)}`

/** `database`, `clock` and `streams` of other managers make these a second process beside them, or a restarted one. */
type Options = {
  database?: Database
  clock?: ManualClock
  streams?: FakeStreams
  rhythm?: Rhythm
  holder?: string
  broadcastPolicy?: BroadcastPolicy
  /** Judges texts; without it, all pass. */
  passTexts?: TextGate
}

export async function openManagers(seed: string, options: Options = {}) {
  const database = options.database ?? (await openTestStore())
  const rhythm = options.rhythm ?? DEFAULT_RHYTHM
  const clock = options.clock ?? manualClock(CALLBACK_NOW_MS)
  const random = seededRandom(seed)
  const streams = options.streams ?? fakeStreams()
  const provider = createTencentCssProvider(
    {
      pushRtmpBaseUrl: 'rtmp://push.example.test/live',
      playFlvBaseUrl: 'https://play.example.test/live',
      playRtmpBaseUrl: 'rtmp://play.example.test/live',
      playHlsBaseUrl: 'https://play.example.test/live',
    },
    testKeys,
    streams.control,
  )
  const pushTokens = createPushTokens(testKeys.tokenKey)
  const logLines: string[] = []
  const logger = pino({ base: null }, { write: (line: string) => void logLines.push(line) })
  const wechat = {
    async exchangeLoginCode(code: string) {
      // What follows a # only makes the code another one, as each of wx.login is.
      const openid = code.split('#')[0] ?? ''
      if (openid === 'refused') throw new KaiboError('login_code_rejected', 'Call wx.login again.')
      return { openid }
    },
  }
  const { callbackPath } = testKeys
  const { pushUrlSeconds } = validity
  const journal = new RoomJournal({ database, rhythm })
  const replaceStream = createReplaceStream(random, provider.name)
  const stalls = new StallWatch(journal, rhythm.doubtSpacingMs)
  const changes: RoomChange[] = []
  const words = { passTexts: options.passTexts ?? (async () => {}), avatarUrlOf: async () => null }
  const covers = {
    imageUrls: createImageUrls('https://api.example.test', testKeys.tokenKey),
    imageHosts: ['cdn.example.test'],
  }
  const shared = { database, journal, provider, pushTokens, replaceStream, clock, random, rhythm, logger }

  const broadcastPolicy = options.broadcastPolicy ?? 'open'
  const identity = composeIdentity({ broadcastPolicy, limits, validity }, testKeys, {
    ...shared,
    ...words,
    wechat,
  })
  const { sessions } = identity
  const rooms = new RoomManager({ ...shared, ...words, covers, provider: provider.name })
  const recorder = new PushRecorder(shared)
  const callbacks = new CallbackManager({ ...shared, recorder, callbackPath })

  /** Logs the person in with a code that was never used. */
  const logIn = (openid: string) =>
    sessions.createSession(
      { code: `${openid}#${logins++}` },
      { clientAddress: '203.0.113.1', authorization: undefined },
    )

  return {
    database,
    clock,
    rhythm,
    journal,
    pushTokens,
    ...identity,
    rooms,
    imageUrls: covers.imageUrls,
    recorder,
    callbacks,
    pushUrls: new PushUrlManager({ ...shared, pushUrlSeconds }),
    playUrls: new PlayUrlManager({ ...shared, stalls, validity }),
    heartbeats: new HeartbeatManager(shared),
    timelines: new TimelineManager(shared),
    sweeper: new RoomSweeper({ ...shared, holder: options.holder ?? 'unit' }),
    reconciler: new StreamReconciler(shared),
    outbox: new OutboxPublisher({ ...shared, consumers: [(change) => void changes.push(change)] }),
    streams,
    changes,
    logLines,
    logIn,
    async newUser(openid: string): Promise<User> {
      return (await logIn(openid)).user
    },
    /** A room with the name of its stream, which the API itself tells nobody. */
    async newRoom(user: User, request: Parameters<RoomManager['createRoom']>[1] = { title: '开播' }) {
      const { id } = await rooms.createRoom(user, request)
      return { id, streamName: await currentStreamOf(database, id) }
    },
    currentStream: (roomId: string) => currentStreamOf(database, roomId),
    /** Delivers a push callback, signed now and with a token of the stream, as the provider would. */
    deliver: (fields: Record<string, unknown>) =>
      callbacks.receive(
        callbackPath,
        toBytes(
          pushBody({
            ...signed(Math.floor(clock() / 1000) + 600),
            event_time: Math.floor(clock() / 1000),
            stream_param: `kaibo=${pushTokens.sign(SOME_ISSUE, String(fields.stream_id))}`,
            ...fields,
          }),
        ),
      ),
  }
}

async function currentStreamOf(database: Database, roomId: string): Promise<string> {
  const [stream] = await rowsOf<{ name: string }>(
    database,
    'select name from streams where room_id = $1 order by generation desc limit 1',
    [roomId],
  )
  return stream?.name ?? ''
}
