import type { PushUrlRequest, RoomStatus, User } from '@kaibo/live-core'
import { pino } from 'pino'
import { createAdmitPush } from '../callback/admit-push.ts'
import type { PushRecorder } from '../callback/push-recorder.ts'
import { SrsHookManager } from '../callback/srs-hook-manager.ts'
import { hookSources } from '../provider/srs/hook-sources.ts'
import { createSrsProvider, type SrsProvider } from '../provider/srs/srs-provider.ts'
import { hook, paramOf } from '../provider/srs/testing/hooks.ts'
import { noStreamControl } from '../provider/tencent-css/cloud-api/testing/no-stream-control.ts'
import { type Managers, openManagers } from '../testing/managers.ts'
import { toBytes } from '../testing/signed-callback.ts'
import { testKeys } from '../testing/test-keys.ts'
import { rowsOf } from '../testing/test-store.ts'

export const SRS = { address: '10.0.0.9', isForwarded: false }

const base = 'rtmp://push.example.test/live'
export const srsProvider: SrsProvider = createSrsProvider(
  {
    pushRtmpBaseUrl: base,
    playFlvBaseUrl: base,
    playRtmpBaseUrl: base,
    playHlsBaseUrl: base,
    apiBaseUrl: 'http://srs:1985',
    apiUser: 'kaibo',
    hookSources: [],
  },
  testKeys,
  noStreamControl,
)

type Fields = Record<string, unknown>
type Fact = { type: string; sequence: string; binding: string }

/** A room whose stream an SRS carries, and that SRS's hooks. The test moves the clock. */
export class SrsHooks {
  readonly managers: Managers
  readonly logLines: string[] = []
  room = { id: '', streamName: '' }
  readonly #owner: User
  readonly #hooks: SrsHookManager

  private constructor(managers: Managers, owner: User) {
    this.managers = managers
    this.#owner = owner
    this.#hooks = this.managerWith(managers.recorder)
  }

  static async open(seed: string): Promise<SrsHooks> {
    const managers = await openManagers(seed)
    return new SrsHooks(managers, await managers.newUser('owner'))
  }

  get owner(): User {
    return this.#owner
  }

  /** The hooks' manager over another recorder. */
  managerWith(recorder: Pick<PushRecorder, 'record'>): SrsHookManager {
    return new SrsHookManager({
      readHook: srsProvider.readHook,
      recorder,
      admit: createAdmitPush(this.managers.rhythm.reopenWithinMs),
      clock: this.managers.clock,
      logger: pino({ base: null }, { write: (line: string) => void this.logLines.push(line) }),
      hookPath: testKeys.srsHookPath,
      sources: hookSources(['10.0.0.0/8']),
    })
  }

  async newRoom(): Promise<void> {
    this.room = await this.managers.newRoom(this.#owner)
  }

  /** The hook fields of whoever holds a push URL that is issued now. */
  async issue(request: PushUrlRequest = {}): Promise<Fields> {
    const { url } = await this.managers.pushUrls.issuePushUrl(this.#owner, this.room.id, request)
    return { param: paramOf(url), stream: new URL(url).pathname.split('/').at(-1) }
  }

  receive(path: string, source: Parameters<SrsHookManager['receive']>[1], body: unknown): Promise<boolean> {
    return this.#hooks.receive(path, source, Buffer.isBuffer(body) ? body : toBytes(body))
  }

  call = (body: unknown) => this.receive(testKeys.srsHookPath, SRS, body)
  publish = (fields: Fields) => this.call(hook('on_publish', fields))
  unpublish = (fields: Fields) => this.call(hook('on_unpublish', fields))

  async shown(): Promise<RoomStatus | 'unknown'> {
    return (await this.managers.rooms.getRoom(this.room.id)).status
  }

  facts = () =>
    rowsOf<Fact>(
      this.managers.database,
      'select type, sequence, binding from push_facts order by received_at, type desc',
    )

  later(ms: number): void {
    this.managers.clock.advance(ms)
  }
}
