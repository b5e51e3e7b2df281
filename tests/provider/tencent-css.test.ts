import { describe } from 'vitest'
import { providerContract } from './contract.ts'
import { openTencentCssWorld } from './support/tencent-css-world.ts'

describe('Tencent CSS', () => providerContract(openTencentCssWorld))
