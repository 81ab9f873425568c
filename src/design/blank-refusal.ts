import { candidatesOf } from './claim-index.js'
import type { ValueFact } from './claim-index.js'
import type { OperationGroup } from './operation-groups.js'

const EMPTY = new Set(['empty', 'blank', 'whitespace', 'nonempty', 'nonblank'])

/** Words between a field and `empty` that leave it said of the field. */
const BETWEEN = new Set(
  "is are was cannot can't be must not missing or an a only field value string text too short".split(' '),
)

/**
 * That an operation refuses a text of blanks, where one of its refusals says so:
 * `422: title is empty`, `400: empty title`, `Title cannot be empty`. Nothing
 * for fields that no refusal names.
 *
 * @param field name of the body field, as on the wire.
 */
export function blankRefusal(group: OperationGroup, field: string): readonly ValueFact[] {
  return candidatesOf(group.claims, 'error').flatMap(({ value, span, reader }): readonly ValueFact[] => {
    if (value.status !== 400 && value.status !== 422) return []
    const texts = [value.condition, value.message]
    return texts.some((text) => text !== null && isRefusedEmpty(wordsIn(text), wordsIn(field)))
      ? [{ property: 'notBlank', value: true, span, reader }]
      : []
  })
}

function wordsIn(text: string): readonly string[] {
  return text
    .slice(0, 400)
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9']+/)
    .filter((word) => word !== '')
}

function isRefusedEmpty(words: readonly string[], field: readonly string[]): boolean {
  return words.some((_, start) => {
    if (field.length === 0 || !field.every((word, at) => words[start + at] === word)) return false
    if (EMPTY.has(nearest(words.slice(0, start).toReversed()) ?? '')) return true
    return EMPTY.has(nearest(words.slice(start + field.length)) ?? '')
  })
}

/** The first word that tells something, if it stands close by. */
function nearest(words: readonly string[]): string | undefined {
  return words.slice(0, 5).find((word) => !BETWEEN.has(word))
}
