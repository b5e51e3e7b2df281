/** WeChat's verdict on a text or a picture, with its label. */
export interface Verdict {
  readonly suggest: 'pass' | 'review' | 'risky'
  /** 100 is normal, 21000 other, 20006 illegal. */
  readonly label: number
}

const RISKY = ['违规', 'kaibo-risky']
const REVIEW = ['待审', 'kaibo-review']

/** Judges by marks: text with one of the words is risky or has to be looked at, all else passes. */
export function judge(text: string): Verdict {
  if (RISKY.some((word) => text.includes(word))) return { suggest: 'risky', label: 20006 }
  if (REVIEW.some((word) => text.includes(word))) return { suggest: 'review', label: 21000 }
  return { suggest: 'pass', label: 100 }
}

/** The verdict as both checks word it, with the details that lead to it. */
export const verdictFields = (verdict: Verdict) => ({
  detail: [{ strategy: 'content_model', errcode: 0, ...verdict, prob: 90 }],
  result: verdict,
})
