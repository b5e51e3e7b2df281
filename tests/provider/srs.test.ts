import { describe } from 'vitest'
import { providerContract } from './contract.ts'
import { openFakeSrsWorld, openRealSrsWorld } from './support/srs-world.ts'

const realApi = process.env.SRS_HTTP_API

/** The stand-in always; a real SRS too where one is told of. */
const servers = [
  { name: 'a stand-in', open: openFakeSrsWorld, losesNews: true },
  ...(realApi ? [{ name: 'a real one', open: () => openRealSrsWorld(realApi), losesNews: false }] : []),
]

describe.each(servers)('SRS ($name)', ({ open, losesNews }) => providerContract(open, { losesNews }))
