/** A published example of `md5(key + StreamName + txTime)`, with the document it stands in. */
export type SigningVector = {
  document: string
  key: string
  streamName: string
  txTime: string
  expected: string
}

/** Tencent Cloud CSS. The first has an upper-case txTime, the others a lower-case one: it is hashed as it stands. */
export const tencentVectors: readonly SigningVector[] = [
  {
    document: '267/32735',
    key: 'e12c46f2612d5106e2034781ab261ca3',
    streamName: 'test',
    txTime: '5C271099',
    expected: 'f85a2ab363fe4deaffef9754d79da6fe',
  },
  {
    document: '267/43123, original stream',
    key: 'somestring',
    streamName: 'test',
    txTime: '5c2acacc',
    expected: 'b77e812107e1d8b8f247885a46e1bd34',
  },
  {
    document: '267/43123, transcoded stream',
    key: 'somestring',
    streamName: 'test_900',
    txTime: '5c2acacc',
    expected: '4beae959b16c77da6a65c7edda1dfefe',
  },
]

/** Huawei Cloud Live's method B is the same rule, written down by others: an independent check. */
export const huaweiVector: SigningVector = {
  document: 'Huawei live_01_0049, method B',
  key: 'GCTbw44s6MPLh4GqgDpnfuFHgy25Enly',
  streamName: 'huawei1',
  txTime: '5eed5888',
  expected: '5cdc845362c332a4ec3e09ac5d5571d6',
}
