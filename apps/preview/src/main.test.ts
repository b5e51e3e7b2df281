import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { afterEach, expect, test } from 'vitest'
import { writeApp } from './testing/fixture-app.ts'

const undo: (() => Promise<unknown> | unknown)[] = []
afterEach(async () => {
  for (const stop of undo.splice(0).reverse()) await stop()
})

async function run(environment: Readonly<Record<string, string>>) {
  const { folder, remove } = await writeApp()
  undo.push(remove)
  const child = fork(fileURLToPath(new URL('main.ts', import.meta.url)), {
    execArgv: ['--conditions=@kaibo/source', '--import', 'tsx'],
    env: { ...process.env, KAIBO_MINIPROGRAM_DIST: folder, ...environment },
    silent: true,
  })
  undo.push(() => child.kill('SIGKILL'))
  let stderr = ''
  child.stderr?.on('data', (chunk) => {
    stderr += String(chunk)
  })
  return { child, stderr: () => stderr }
}

const ready = async (child: ChildProcess) => {
  const [message] = (await once(child, 'message')) as [{ type: string; addresses: { preview: string } }]
  expect(message.type).toBe('ready')
  return message.addresses.preview
}

test('it says when it is ready, and SIGTERM ends it with 0', async () => {
  const { child } = await run({ KAIBO_PREVIEW_PORT: '0' })
  expect((await fetch(await ready(child))).status).toBe(200)
  child.kill('SIGTERM')
  expect(await once(child, 'exit')).toEqual([0, null])
})

test('it goes when its launcher goes', async () => {
  const { child } = await run({ KAIBO_PREVIEW_PORT: '0' })
  await ready(child)
  child.disconnect()
  expect(await once(child, 'exit')).toEqual([0, null])
})

test('a port that is taken is one sentence with the cure', async () => {
  const first = await run({ KAIBO_PREVIEW_PORT: '0' })
  const { port } = new URL(await ready(first.child))
  const second = await run({ KAIBO_PREVIEW_PORT: port })
  expect(await once(second.child, 'exit')).toEqual([1, null])
  expect(second.stderr()).toBe(
    `Port ${port} on 127.0.0.1 (preview) is already in use: stop the program that uses it or set KAIBO_PREVIEW_PORT.\n`,
  )
})
