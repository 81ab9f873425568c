import type { Statement } from '../claims/statement.js'
import type { Entity, Field } from '../design/entity.js'
import { wordsOf } from './naming.js'

/** A moment that a move to a state sets: `fired_at`, when `status` becomes `fired`. */
export interface MomentOnEntering {
  readonly moment: Field
  readonly column: Field
  readonly value: string
}

/** Words that begin a condition. */
const CONDITION = /\b(?:when(?:ever)?|once|as soon as|if)\b/i

/** Nothing before a sentence, or what numbers it. */
const LABEL = /^\W{0,4}(?:[A-Z]{1,5}-?\d{1,4}[a-z]?\W{1,5})?$/

/** Words that give a column a value. */
const SETS =
  /\b(?:sets?|record(?:s|ed)?|stamp(?:s|ed)?|fill(?:s|ed)?|populate[sd]?|stor(?:e|es|ed)|saves?d?)\b/i

/** What leads to a state: `changes to`, `is set to`, `becomes`, `a piece is`. */
const ENTERS =
  /\b(?:(?:chang|mov|transition|switch|updat|go|turn)(?:e?s|e?d|es|ing)? (?:from \w{1,40} )?to|(?:is |gets? )?set to|becomes?|enters|reaches|is|gets?|marked(?: as)?)\s{1,3}["'`]{0,2}([a-z][\w-]{0,40}(?: [a-z][\w-]{0,40}){0,2})/gi

/**
 * What a sentence says happens when a row of an entity enters a state: `When the status changes to fired, fired_at is
 * set`. Nothing for a sentence that names no moment and no state of the entity, or that denies it.
 */
export function momentsOnEntering(text: string, { fields }: Entity): readonly MomentOnEntering[] {
  const at = CONDITION.exec(text)
  if (at === null || /\b(?:not|never)\b|n't\b/i.test(text)) return []
  const first = LABEL.test(text.slice(0, at.index))
  const comma = text.indexOf(',', at.index)
  if (first && comma < 0) return []
  const what = first ? text.slice(comma + 1) : text.slice(0, at.index)
  const when = first ? text.slice(at.index, comma) : text.slice(at.index)
  if (!SETS.test(what)) return []
  const said = wordsOf(what).join(' ')
  const moments = fields.filter(
    ({ type, name }) =>
      type === 'datetime' && wordsOf(name).length > 1 && ` ${said} `.includes(` ${wordsOf(name).join(' ')} `),
  )
  const ends = [...when.matchAll(ENTERS)].map((match) => wordsOf(match[1] ?? ''))
  const states = fields.flatMap((column) =>
    (column.enum ?? [])
      .filter((value) => ends.some((words) => startsWith(words, wordsOf(value))))
      .map((value) => ({ column, value })),
  )
  const [state, ...more] = states
  return state === undefined || more.length > 0 ? [] : moments.map((moment) => ({ moment, ...state }))
}

function startsWith(words: readonly string[], beginning: readonly string[]): boolean {
  return beginning.length > 0 && beginning.every((word, index) => words[index] === word)
}

/** The same of all rules of the documents. */
export function momentsSaid(
  statements: readonly Pick<Statement, 'text' | 'form'>[],
  entity: Entity,
): readonly MomentOnEntering[] {
  return statements.flatMap(({ text, form }) =>
    form === 'clarification' ? [] : momentsOnEntering(text, entity),
  )
}
