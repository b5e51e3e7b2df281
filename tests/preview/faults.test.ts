import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { keepScreenshot } from '../support/phone.ts'
import { until } from '../support/poll.ts'
import { type PreviewKaibo, startPreviewKaibo } from '../support/preview.ts'
import { Shell } from '../support/shell.ts'

let world: PreviewKaibo
let shell: Shell
let round = 0
beforeAll(async () => {
  world = await startPreviewKaibo({}, { hasCamera: false })
})
beforeEach(async () => {
  round += 1
  shell = await Shell.open(await world.browser.newPage(), world.preview.address)
  await shell.goLiveAndWatch(`差错 ${round}`)
  await shell.openFaults()
})
afterEach(async () => {
  world.kaibo.sandbox.faults.clear()
  await shell.page.close()
  expect(world.browser.errors).toEqual([])
})
afterAll(() => world?.stop())

/** The status that the API tells everybody. */
async function statusOfRoom(): Promise<string> {
  const client = await world.kaibo.client('bystander')
  const { items } = await client.listRooms()
  return items.find(({ title }) => title === `差错 ${round}`)?.status ?? 'none'
}

const becomes = (status: string): Promise<true> =>
  until(async () => ((await statusOfRoom()) === status ? true : undefined), {
    what: `the room ${status}`,
    // The last heartbeat counts for 35 s against what the provider answers.
    timeoutMs: 60_000,
    everyMs: 100,
  })

test('a lost end callback: the room is live a while longer, and then corrects itself', async () => {
  await shell.setFault('lose-end', true)
  await keepScreenshot(shell.page, 'faults')
  await shell.page.emulateMedia({ colorScheme: 'dark' })
  await keepScreenshot(shell.page, 'faults-dark')
  await shell.anchor.evaluate('location.reload()')
  await until(() => (world.kaibo.sandbox.list().length === 0 ? true : undefined), { what: 'the end' })
  await shell.page.locator('[data-fault="lose-end"][aria-checked="false"]').waitFor()
  expect(await statusOfRoom(), 'nobody has told the API').toBe('live')
  await becomes('interrupted')
  await shell.sees(shell.viewer, '主播暂时离开了')
}, 120_000)

test('a cut network, and a provider that keeps the dead connection: the phone is back, and the picture goes on', async () => {
  await shell.setFault('hold-dead', true)
  await shell.toStream('cut')
  await shell.sees(shell.anchor, '正在重连')
  await until(() => (world.kaibo.sandbox.list().some(({ link }) => link === 'lost') ? true : undefined), {
    what: 'a push that nobody has noticed to be gone',
  })
  await until(() => (world.kaibo.sandbox.list().some(({ link }) => link === 'open') ? true : undefined), {
    what: 'the next push',
  })
  await shell.sees(shell.anchor, '直播中')
  await shell.plays()
  expect(await statusOfRoom()).toBe('live')
})

test('a phone without a network: the viewer is asked, the push comes back with it, and the picture too', async () => {
  await shell.switchNetwork('anchor')
  await shell.sees(shell.viewer, '主播暂时离开了')
  await shell.viewer.getByRole('dialog').getByText('重新播放', { exact: true }).waitFor({ timeout: 20_000 })
  await keepScreenshot(shell.page, 'faults-offline')
  await shell.switchNetwork('anchor')
  await shell.plays(40_000)
  await becomes('live')
  await shell.sees(shell.anchor, '直播中')
})

test('a stream that the provider ends begins again, and everything is well again with one button', async () => {
  await shell.setFault('duplicate', true)
  await shell.setFault('reorder', true)
  expect(world.kaibo.sandbox.faults.current).toEqual({ callbacks: { duplicate: true, reorder: true } })
  await shell.toStream('drop')
  await shell.plays(40_000)
  await becomes('live')
  await shell.allWell()
  expect(world.kaibo.sandbox.faults.current).toEqual({})
})
