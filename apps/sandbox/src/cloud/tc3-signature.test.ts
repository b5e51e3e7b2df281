import { describe, expect, test } from 'vitest'
import { tc3Date, tc3Signature } from './tc3-signature.ts'

// The worked example of tencentcloud.com/document/product/267/37447, and of its newer edition (document 213/30654),
// which signs the action too and shows the key as asterisks.
const EXAMPLE = {
  service: 'cvm',
  timestamp: 1_551_113_065,
  body: Buffer.from(
    String.raw`{"Limit": 1, "Filters": [{"Values": ["\u672a\u547d\u540d"], "Name": "instance-name"}]}`,
  ),
}
const HEADERS: [string, string][] = [
  ['content-type', 'application/json; charset=utf-8'],
  ['host', 'cvm.tencentcloudapi.com'],
]

describe('the signature is that of Tencent’s own example', () => {
  test('with content type and host', () => {
    const signature = tc3Signature('Gu5t9xGARNpq86cd98joQYCN3EXAMPLE', {
      ...EXAMPLE,
      headers: new Map(HEADERS),
    })
    expect(signature).toBe('72e494ea809ad7a8c8f7a4507b9bddcbaa8e581f516e8da2f66e2c5a96525168')
  })

  test('with the action, whose value is signed in lower case', () => {
    const headers = new Map([...HEADERS, ['x-tc-action', ' DescribeInstances '] as const])
    const signature = tc3Signature('*'.repeat(32), { ...EXAMPLE, headers })
    expect(signature).toBe('10b1a37a7301a02ca19a647ad722d5e43b4b3cff309d421d85b46093f6ab6c4f')
  })
})

test('the day of a signature is that of UTC', () => {
  expect(tc3Date(1_551_139_199)).toBe('2019-02-25')
  expect(tc3Date(1_551_139_200)).toBe('2019-02-26')
})
