import { isObject } from '../conformance.js'
import type { QuestionPass } from '../question-pass.js'
import type { Span } from '../../source/span.js'
import { ask } from './ask.js'
import { jsonBlocks } from './json-blocks.js'
import { linesOf } from './lines.js'

const MESSAGES: ReadonlySet<string> = new Set(['detail', 'message', 'error', 'msg'])

/** Keys that only the body of an error has. */
const MARKS = /^(?:detail|error|code|error_?code|errors|field_?errors)$/i

/** Keys that an error body has beside its message. */
const BESIDE =
  /^(?:code|error_?code|errors|details|field_?errors|status|timestamp|path|request_?id|type|success)$/i

/** `{"detail": "…", "code": "…"}` in a sentence. */
const INLINE =
  /\{\s?["']?(detail|message|error)["']?\s?:\s?["'][^{}"']{0,60}["']\s?((?:,\s?["']?\w{1,20}["']?\s?:\s?[^{},]{1,40}){0,4})\}/i

/** The keys of a body, when it can be the body of an error. */
function keysOf(keys: readonly string[]): readonly string[] | null {
  // A message alone may as well tell of success.
  const refuses = keys.some((key) => MARKS.test(key))
  return refuses &&
    keys.some((key) => MESSAGES.has(key)) &&
    keys.every((key) => MESSAGES.has(key) || BESIDE.test(key))
    ? keys.toSorted()
    : null
}

/**
 * Bodies of errors with other keys in other documents:
 *
 *     {"detail": "no such loan"}        {"detail": "no such loan", "code": "LOAN_NOT_FOUND"}
 */
export const askErrorBodyKeys: QuestionPass = ({ assembly }) => {
  const shown = [
    ...jsonBlocks(assembly).map(({ value, span }) => ({
      keys: isObject(value) ? keysOf(Object.keys(value)) : null,
      span,
    })),
    ...linesOf(assembly).map(({ text, span, kind }) => {
      const match = kind === 'frontend' ? null : INLINE.exec(text)
      const more = [...(match?.[2] ?? '').matchAll(/,\s?["']?(\w{1,20})["']?\s?:/g)].flatMap(
        ([, key]) => key ?? [],
      )
      return { keys: match === null ? null : keysOf([match[1] ?? '', ...more]), span }
    }),
  ].filter(({ span }) => !['frontend', 'checklist'].includes(assembly.sources.kind(span.source) ?? 'other'))
  const bySource = new Map<string, Map<string, Span>>()
  for (const { keys, span } of shown) {
    if (keys === null) continue
    const shapes = bySource.get(span.source) ?? new Map<string, Span>()
    bySource.set(span.source, shapes.set(keys.join(', '), shapes.get(keys.join(', ')) ?? span))
  }
  // Documents that have one body in common agree; others show validation errors besides.
  const documents = [...bySource.values()]
  const others = documents.filter((shapes) =>
    documents.some((one) => [...one.keys()].every((name) => !shapes.has(name))),
  )
  if (others.length === 0) return
  const kinds = new Map(others.flatMap((shapes) => [...shapes]))
  ask(assembly, {
    id: 'error-body-keys',
    kind: 'conflict',
    concern: 'client-visible',
    subjects: ['Error body', 'validation error body'],
    about: `Documents show errors with other keys: ${[...kinds.keys()]
      .slice(0, 4)
      .map((name) => `{${name}}`)
      .join(' and ')}.`,
    spans: others.flatMap((shapes) => [...shapes.values()].slice(0, 3)),
    options: [
      {
        id: 'message',
        label:
          'every error has the message, as the strongest document shows it; a client that reads more finds nothing',
      },
      { id: 'specified', label: 'the documents show one body now; read them again' },
    ],
    recommended: 'message',
  })
}
