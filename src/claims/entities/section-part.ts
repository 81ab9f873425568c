import { inEnglish } from '../words/translation.js'

/** A label such as `**Indexes**:` or a heading, which tells what the list or table after it holds. */
export type Part = 'fields' | 'indexes' | 'constraints' | 'computed' | 'relations' | 'other'

/** The part that a title or label opens. */
export function partOf(written: string): Part {
  const title = inEnglish(written)
  if (/\b(?:indexes|indices|index)\b/i.test(title)) return 'indexes'
  if (/\b(?:constraints?|validation|validations|rules?|invariants)\b/i.test(title)) return 'constraints'
  if (/^\W{0,3}(?:computed|derived|calculated|virtual|transient)\b/i.test(title)) return 'computed'
  if (/^\W{0,3}(?:relationships?|relations|associations?)\b/i.test(title)) return 'relations'
  return /\b(?:fields?|columns?|attributes?|properties)\b/i.test(title) ? 'fields' : 'other'
}

/** The part after a line: that of its label, or the one before when it has none. */
export function labelled(text: string, before: Part): Part {
  if (!/[:：]$|^\S{1,40}$/.test(text.trim()) && !/^[\w ]{1,40}[:：]/.test(text)) return before
  return partOf(text)
}

/** Titles of parts that belong to the entity around them. */
export function isDetail(title: string): boolean {
  return /^(?:notes?|schema|definition|table(?: definition)?|sql(?:model)?(?: \w{1,20})?|purpose|structure|enums?|example)\b/i.test(
    title,
  )
}
