import type { JsonValue } from '../claims/json.js'
import type { Span } from '../source/span.js'
import type { Assembly } from './assembly.js'
import { entityKey } from './canonical-name.js'
import { candidatesOf, claimsAbout } from './claim-index.js'
import type { DraftOperation } from './draft.js'
import type { BodyField } from './operation.js'

const QUESTION = 'blank-texts'

/**
 * Refuses blank texts in required fields where the documents show `can't be
 * empty` as the service's answer to an invalid body (`{"errors": {"name": ["can't be blank"]}}`)
 * and no field says so of itself. What the example is an example of is a
 * person's to decide, so it is a question as well.
 */
export function refuseBlankTexts(
  assembly: Assembly,
  operations: readonly DraftOperation[],
): readonly DraftOperation[] {
  const shown = candidatesOf(claimsAbout(assembly.reading.claims, 'service'), 'errorExample').filter(
    ({ value }) => complainsOfEmptiness(value),
  )
  const [first] = shown
  if (first === undefined) return operations
  const demanded = new Set(
    operations.flatMap(({ resource, body }) =>
      body.filter((field) => field.required && isOpen(field)).map((field) => keyOf(resource, field)),
    ),
  )
  const concerned = operations.filter(({ resource, body }) =>
    body.some((field) => isOpen(field) && demanded.has(keyOf(resource, field))),
  )
  if (concerned.length === 0) return operations
  const answer = assembly.answers.get(QUESTION) ?? null
  const spans: readonly Span[] = shown.map(({ span }) => span).slice(0, 4)
  assembly.questions.add({
    id: QUESTION,
    kind: 'ambiguous',
    concern: 'client-visible',
    blocking: false,
    subjects: concerned.map(({ id }) => id).slice(0, 12),
    about:
      'The answer to an invalid body is shown with a complaint about an empty value, and no line says which fields may not be empty.',
    sources: [...new Set(spans.map(assembly.sources.line))],
    spans,
    options: [
      { id: 'required', label: 'a required text of nothing but blanks is refused like a missing one' },
      { id: 'none', label: 'an empty text is stored; only a missing field is refused' },
    ],
    recommended: 'required',
    answer,
  })
  if (answer === 'none') return operations
  const origin =
    answer === null
      ? ({ kind: 'claim', span: first.span, reader: first.reader } as const)
      : ({ kind: 'answer', question: QUESTION, option: answer } as const)
  return operations.map((operation) => ({
    ...operation,
    body: operation.body.map((field) =>
      isOpen(field) && demanded.has(keyOf(operation.resource, field))
        ? { ...field, notBlank: true, origins: { ...field.origins, notBlank: [origin] } }
        : field,
    ),
  }))
}

/** A text that may be empty as far as its own rules go. */
function isOpen({ type, notBlank, minLength, enum: words }: BodyField): boolean {
  return type === 'string' && !notBlank && minLength === null && words === null
}

/** A field of a resource, whatever the number of its name: `/users` and `/user` are one. */
function keyOf(resource: string, { name }: BodyField): string {
  return `${entityKey(resource)}.${name}`
}

/** Whether a text within an error says that something is empty: `can't be blank`, `must not be empty`. */
function complainsOfEmptiness(value: JsonValue, depth = 0): boolean {
  if (depth > 6) return false
  if (typeof value === 'string') {
    return /\b(?:can't|can’t|cannot|can not|must not|may not|should not) be (?:an )?(?:empty|blank)\b/i.test(
      value.slice(0, 400),
    )
  }
  if (value === null || typeof value !== 'object') return false
  return Object.values(value).some((inner) => complainsOfEmptiness(inner, depth + 1))
}
