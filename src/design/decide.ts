import type { Assembly } from './assembly.js'
import { slug } from './canonical-name.js'
import type { Origin } from './origin.js'
import type { Question } from './question.js'
import type { Alternative, Alternatives } from './settle.js'
import { originsOf } from './settle.js'

/** How a disagreement is put to a person. */
export interface Disagreement<T> {
  /** Stable id of the question. */
  readonly id: string
  readonly concern: Question['concern']
  readonly subjects: readonly string[]
  /** What the sources disagree about: `longest title`. */
  readonly what: string
  /** What a value means for clients or rows. */
  readonly consequence: (value: T) => string
  /** Short name of a value; the value itself when it is short enough. */
  readonly option?: (value: T) => string
  /** Whether two values differ for a client or a row; without it all do. */
  readonly differs?: (left: T, right: T) => boolean
}

/** A decided value and why it is so. */
export interface Decision<T> {
  readonly value: T
  readonly origins: readonly Origin[]
}

/** Two values that documents of the same authority give, or a risk, cannot wait for the report. */
function mustBeAsked<T>(alternatives: readonly Alternative<T>[], concern: Question['concern']): boolean {
  const [first, second] = alternatives
  if (first === undefined || second === undefined) return false
  if (concern === 'internal') return false
  return concern === 'security' || concern === 'data-loss'
    ? second.tier - first.tier <= 2
    : second.tier === first.tier
}

function optionId(value: unknown): string {
  return slug(typeof value === 'string' ? value : JSON.stringify(value))
}

/**
 * Takes the strongest value, or the one a person chose. When another value
 * would be seen by a client or kept in a row, the disagreement is asked.
 */
export function decide<T>(
  { sources, answers, questions }: Assembly,
  alternatives: Alternatives<T>,
  disagreement: Disagreement<T>,
): Decision<T> {
  const [strongest, ...others] = alternatives
  const differs = disagreement.differs ?? (() => true)
  const rivals = others.filter(({ value }) => differs(strongest.value, value))
  if (rivals.length === 0) return { value: strongest.value, origins: originsOf(strongest) }
  const options = [strongest, ...rivals]
  const nameOf = disagreement.option ?? optionId
  const answer = answers.get(disagreement.id) ?? null
  const spans = options.flatMap(({ candidates }) => candidates.slice(0, 3).map(({ span }) => span))
  const told = options.map(
    ({ value, candidates: [candidate] }) =>
      `${disagreement.consequence(value)} (${candidate === undefined ? 'no source' : sources.line(candidate.span)})`,
  )
  questions.add({
    id: disagreement.id,
    kind: 'conflict',
    concern: disagreement.concern,
    blocking: mustBeAsked(options, disagreement.concern),
    subjects: disagreement.subjects,
    about: `The documents disagree on the ${disagreement.what}: ${told.join('; ')}.`,
    sources: [...new Set(spans.map(sources.line))],
    spans,
    options: options.map(({ value }) => ({
      id: nameOf(value),
      label: disagreement.consequence(value),
    })),
    recommended: nameOf(strongest.value),
    answer,
  })
  const chosen = options.find(({ value }) => nameOf(value) === answer)
  return answer === null || chosen === undefined
    ? { value: strongest.value, origins: originsOf(strongest) }
    : {
        value: chosen.value,
        origins: [{ kind: 'answer', question: disagreement.id, option: answer }, ...originsOf(chosen)],
      }
}
