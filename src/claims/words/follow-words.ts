/** What a sentence says follows a change, and of what: the clauses, and the one word that each is about. */
export interface Followed {
  readonly what: string
  readonly when: string
  readonly field: string | null
  readonly from: string | null
}

/** "The slug also gets updated when the title is changed"; null for a sentence that says nothing of the kind. */
export function followedIn(text: string): Followed | null {
  const at = /\b(?:when(?:ever)?|if|once|as soon as) /i.exec(text)
  if (at === null) return null
  const comma = Math.max(text.indexOf(',', at.index), 0)
  const [what, when] = LABEL.test(text.slice(0, at.index))
    ? [text.slice(comma + 1), text.slice(at.index, comma)]
    : [text.slice(0, at.index), text.slice(at.index)]
  const follows =
    /\b(?:updated?|changes|changed|regenerate[sd]?|recompute[sd]?|recalculate[sd]?|rebuilds?|rebuilt|renew(?:s|ed)?|follows)\b/i
  const changes = /\b(?:changes|changed|updated|edited|modified)\b/i
  if (!follows.test(what) || !changes.test(when) || /\bnot\b|n't\b/i.test(what)) return null
  return { what, when, field: subjectOf(what), from: subjectOf(when) }
}

/** Nothing before a sentence, or what numbers it: `FR-003: `. */
const LABEL = /^\W{0,4}(?:[A-Z]{1,5}-?\d{1,4}[a-z]?\W{1,5})?$/

/** The one word that a clause is about: `title` of "when the title is changed". */
function subjectOf(clause: string): string | null {
  const said =
    /\b(?:the|its|an?|this)\s{1,3}(\w{2,40})\s{1,3}(?:also\s{1,3})?(?:is|gets?|are|must|should|will|changes|follows)\b/i
  return said.exec(clause)?.[1] ?? null
}
