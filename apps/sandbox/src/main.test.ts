import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, test } from 'vitest'
import type { SandboxAddresses } from './sandbox.ts'
import { RtmpPeer } from './testing/rtmp-peer.ts'
import { until } from './testing/until.ts'

const MAIN = fileURLToPath(new URL('main.ts', import.meta.url))
const ENVIRONMENT = {
  KAIBO_PUSH_KEY: 'push',
  KAIBO_PLAY_KEY: 'play',
  KAIBO_CALLBACK_KEY: 'callback',
  KAIBO_CLOUD_SECRET_ID: 'id',
  KAIBO_CLOUD_SECRET_KEY: 'key',
  KAIBO_WECHAT_APPID: 'wx1',
  KAIBO_WECHAT_SECRET: 'secret',
  KAIBO_SANDBOX_RTMP_PORT: '0',
  KAIBO_SANDBOX_MEDIA_PORT: '0',
  KAIBO_SANDBOX_SERVICES_PORT: '0',
}

const children: ChildProcess[] = []

afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
})

// Not "close": Node never emits that for a child that was disconnected.
async function exitOf(child: ChildProcess): Promise<number | null> {
  const [code] = await once(child, 'exit')
  return code
}

function start(environment: Record<string, string>) {
  const { PATH = '', HOME = '' } = process.env
  const child = fork(MAIN, {
    execArgv: ['--import', 'tsx', '--conditions=@kaibo/source'],
    env: { PATH, HOME, ...environment },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  children.push(child)
  const result = { child, output: '', errors: '', exit: exitOf(child) }
  child.stdout?.on('data', (text) => {
    result.output += text
  })
  child.stderr?.on('data', (text) => {
    result.errors += text
  })
  return result
}

async function ready() {
  const process = start(ENVIRONMENT)
  const [message] = await once(process.child, 'message')
  const { type, addresses } = message as { type: string; addresses: SandboxAddresses }
  expect(type).toBe('ready')
  return { ...process, process, addresses }
}

describe('the sandbox process', () => {
  test('says where it listens, in one line, and stops on SIGTERM with 0', async () => {
    const { process, addresses } = await ready()
    await until('the line', () => process.output !== '')
    expect(process.output).toMatch(/^Sandbox ready: .*\n$/)
    for (const address of Object.values(addresses)) expect(process.output).toContain(address)
    process.child.kill('SIGTERM')
    expect(await process.exit).toBe(0)
    expect(process.errors).toBe('')
  })

  test.each(['SIGINT', 'disconnect'])('stops with 0 on %s, also while somebody is connected', async (how) => {
    const { process, addresses } = await ready()
    const peer = await RtmpPeer.ready(Number(new URL(addresses.rtmp).port))
    if (how === 'disconnect') process.child.disconnect()
    else process.child.kill(how as NodeJS.Signals)
    expect(await process.exit).toBe(0)
    await until('the connection is closed', () => peer.closed)
  })

  test.each(['RTMP', 'media', 'services'])(
    'says in one sentence that the port for %s is taken',
    async (purpose) => {
      const taken = createServer().listen(0, '127.0.0.1')
      await once(taken, 'listening')
      const address = taken.address()
      const port = typeof address === 'object' && address ? address.port : 0
      const variable = `KAIBO_SANDBOX_${purpose.toUpperCase()}_PORT`
      const process = start({ ...ENVIRONMENT, [variable]: String(port) })
      expect(await process.exit).toBe(1)
      expect(process.output).toBe('')
      expect(process.errors).toBe(
        `Port ${port} on 127.0.0.1 (${purpose}) is already in use: stop the program that uses it or set ${variable}.\n`,
      )
      taken.close()
    },
  )

  test('names a variable that is missing', async () => {
    const { KAIBO_PUSH_KEY: _missing, ...rest } = ENVIRONMENT
    const process = start(rest)
    expect(await process.exit).toBe(1)
    await until('a sentence', () => process.errors !== '')
    expect(process.errors).toBe('Set KAIBO_PUSH_KEY: the sandbox cannot run without it.\n')
  })

  test('says that a host others can reach is refused', async () => {
    const process = start({ ...ENVIRONMENT, KAIBO_SANDBOX_HOST: '0.0.0.0' })
    expect(await process.exit).toBe(1)
    await until('a sentence', () => process.errors !== '')
    expect(process.errors).toMatch(/^[^\n]*0\.0\.0\.0[^\n]*\n$/)
  })
})
