#!/usr/bin/env node
import { commands } from './commands/index.ts'
import { runCli } from './run-cli.ts'
import { createPaint } from './terminal/paint.ts'

/** A terminal that does not say how wide it is, or is none at all. */
const USUAL_COLUMNS = 100

const { env: environment, stdout, stderr } = process

// Whoever reads may have had enough, such as `kaibo doctor | head`.
for (const stream of [stdout, stderr]) stream.on('error', () => {})

const exitCode = await runCli(process.argv.slice(2), {
  environment,
  commands,
  screen: {
    print: (text) => void stdout.write(`${text}\n`),
    complain: (text) => void stderr.write(`${text}\n`),
    columns: stdout.columns ?? USUAL_COLUMNS,
    paint: createPaint({ isTty: stdout.isTTY === true, environment }),
  },
})
// What a check gave up on may still hold a socket open. Ended only when everything has been written.
stdout.write('', () => stderr.write('', () => process.exit(exitCode)))
