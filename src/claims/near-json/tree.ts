/** A remark beside a value: a comment, words in brackets, or other words on its line. */
export interface Remark {
  /** Without the comment's marks and brackets. */
  readonly text: string
  readonly start: number
  readonly end: number
}

interface Range {
  /** Offsets in the text that was parsed. */
  readonly start: number
  readonly end: number
}

/** A value as people write it in documents, with its offsets. */
export type NearJson =
  | (Range & {
      readonly kind: 'object'
      readonly members: readonly NearJsonMember[]
      /** `...` stands for members that are not shown. */
      readonly elided: boolean
    })
  | (Range & { readonly kind: 'array'; readonly items: readonly NearJsonItem[]; readonly elided: boolean })
  | (Range & { readonly kind: 'string'; readonly value: string })
  | (Range & { readonly kind: 'number'; readonly value: number })
  | (Range & { readonly kind: 'boolean'; readonly value: boolean })
  | (Range & { readonly kind: 'null' })
  /** A bare type or description: `uuid`, `string[]`, `<issued_at>`. */
  | (Range & { readonly kind: 'words'; readonly text: string })
  /** `"low" | "medium"`, `string | null`. */
  | (Range & { readonly kind: 'choice'; readonly alternatives: readonly NearJson[] })

/** A key and its value. */
export interface NearJsonMember {
  readonly key: string
  readonly keyStart: number
  readonly keyEnd: number
  /** The key is written `key?`. */
  readonly optional: boolean
  /** Null for a key alone, as in `{ title, description }`. */
  readonly value: NearJson | null
  readonly remarks: readonly Remark[]
}

/** An item of an array. */
export interface NearJsonItem {
  readonly value: NearJson
  readonly remarks: readonly Remark[]
}

/** Something that could not be read as a value. */
export interface NearJsonProblem extends Range {
  readonly kind: 'unclosed' | 'unexpected' | 'too-deep' | 'too-long'
}
