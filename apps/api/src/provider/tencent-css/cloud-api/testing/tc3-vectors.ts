/** The key of the examples in Tencent's documents, up to 2024. */
export const tc3DocumentKey = {
  secretId: 'AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE',
  secretKey: 'Gu5t9xGARNpq86cd98joQYCN3EXAMPLE',
}

/** The key of the newer documents: the asterisks are literal. */
const tc3MaskedKey = { secretId: `AKID${'*'.repeat(32)}`, secretKey: '*'.repeat(32) }

const example = {
  service: 'cvm',
  timestampSeconds: 1_551_113_065,
  payload: '{"Limit": 1, "Filters": [{"Values": ["\\u672a\\u547d\\u540d"], "Name": "instance-name"}]}',
}
const contentType = 'application/json; charset=utf-8'
const host = 'cvm.tencentcloudapi.com'

/** The worked examples of TC3-HMAC-SHA256 (Tencent documents 267/37447 and 213/30654), older and newer. */
export const tc3Vectors = [
  {
    key: tc3DocumentKey,
    call: { ...example, headers: { 'content-type': contentType, host } },
    signedHeaders: 'content-type;host',
    signature: '72e494ea809ad7a8c8f7a4507b9bddcbaa8e581f516e8da2f66e2c5a96525168',
  },
  {
    key: tc3MaskedKey,
    call: {
      ...example,
      headers: { 'content-type': contentType, host, 'x-tc-action': 'DescribeInstances' },
    },
    signedHeaders: 'content-type;host;x-tc-action',
    signature: '10b1a37a7301a02ca19a647ad722d5e43b4b3cff309d421d85b46093f6ab6c4f',
  },
]
