import type { Span } from '../../source/span.js'
import type { Assembly } from '../assembly.js'
import type { Origins } from '../origin.js'
import type { Question } from '../question.js'

/** A question as a pass words it; the rest follows from the assembly. */
export type Asked = Omit<Question, 'sources' | 'answer' | 'blocking'> & { readonly blocking?: boolean }

/** At most so many lines stand under a question: more are not read. */
const MOST_SPANS = 12

/** Puts a question of a pass to the log, with its lines named and the answer that a person gave. */
export function ask({ questions, sources, answers }: Assembly, asked: Asked): void {
  const spans = asked.spans.slice(0, MOST_SPANS)
  questions.add({
    ...asked,
    blocking: asked.blocking ?? false,
    spans,
    sources: [...new Set(spans.map(sources.line))],
    answer: answers.get(asked.id) ?? null,
  })
}

/** Where documents say what stands under `key` in the origins of a thing. */
export function claimedAt({ origins }: { readonly origins: Origins }, key: string): readonly Span[] {
  return (origins[key] ?? []).flatMap((origin) => (origin.kind === 'claim' ? [origin.span] : []))
}

/** The first line that asks for each of the things. */
export function firstLines(things: readonly { readonly origins: Origins }[]): readonly Span[] {
  return things.flatMap((thing) => claimedAt(thing, 'exists').slice(0, 1))
}

/** Names in a sentence: the first few, then how many more. */
export function listed(names: readonly string[], most = 5): string {
  const shown = names.slice(0, most).join(', ')
  return names.length > most ? `${shown} and ${names.length - most} more` : shown
}
