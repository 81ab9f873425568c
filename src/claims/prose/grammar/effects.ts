import type { SaidCause, SaidComparison, SaidEffect } from '../../effect.js'
import type { Relation } from '../../row-rule.js'
import { nounOf } from '../nouns.js'
import { operationsOf } from '../targets.js'
import type { KnownField } from '../vocabulary.js'
import { activeClause, BE, type Clause, clause, MADE, rest, ROW } from './consequences.js'
import { lead, must, serviceName } from './demand.js'
import { ALSO, ARTICLE, columnOf, columnsOfAny } from './effect-columns.js'
import { bareEntity, entity, type NamedEntity } from './nouns.js'
import { choice, type Input, list, means, optional, type Phrase, sequence, token, word } from './phrase.js'
import { relation } from './row-rule.js'

/** An effect, and the entity whose rows it makes or changes. */
export interface NamedEffect {
  readonly entity: string
  readonly effect: SaidEffect
}

const OF = word('of', 'on', 'to', 'for')

const CHANGE = word('change', 'changes', 'transition', 'transitions', 'update', 'updates')

/** `every status change of an order`, `each change of a fault's status`. */
const change: Phrase<SaidCause> = choice(
  means(
    sequence<[unknown, readonly KnownField[], unknown, readonly [unknown, NamedEntity] | null]>(
      ARTICLE,
      columnsOfAny,
      CHANGE,
      optional(sequence<[unknown, NamedEntity]>(OF, entity)),
    ),
    ([, known, , of]): SaidCause | null => {
      const [first, ...more] = of === null ? known : known.filter((each) => each.entity === of[1].entity)
      if (first === undefined) return null
      const sure = of !== null || more.length === 0
      return { kind: 'change', column: first.field, entity: sure ? first.entity : null }
    },
  ),
  means(
    sequence<[unknown, unknown, unknown, { readonly column: string; readonly entity: string | null }]>(
      optional(word('every', 'each', 'all', 'any', 'a')),
      word('change', 'changes'),
      word('of', 'to', 'in'),
      columnOf,
    ),
    ([, , , said]): SaidCause => ({ kind: 'change', ...said }),
  ),
  means(
    sequence<[unknown, { readonly column: string; readonly entity: string | null }]>(
      word('changing', 'updating'),
      columnOf,
    ),
    ([, said]): SaidCause => ({ kind: 'change', ...said }),
  ),
)

const BEYOND: Phrase<Relation> = choice<Relation>(
  means(
    word('falls below', 'drops below', 'fell below', 'goes below', 'is below', 'is under', 'below', 'under'),
    () => 'less',
  ),
  means(
    word('exceeds', 'goes above', 'rises above', 'is above', 'is over', 'above', 'over'),
    () => 'greater',
  ),
  relation,
)

/** `safe set to false`, `level is below reorder_level`, `value greater than 30`. */
const comparison: Phrase<SaidComparison> = (input, at) => {
  const subject = columnOf(input, at)
  if (subject === null) return null
  const named = { column: subject.value.column }
  const beyond = sequence<[unknown, Relation]>(optional(word('is', 'are')), BEYOND)(input, subject.next)
  const than =
    beyond === null
      ? sequence<[unknown]>(word('is set to', 'set to', 'is', '=', 'equals', 'of'))(input, subject.next)
      : beyond
  if (than === null) return null
  const said = beyond === null ? ('equal' as const) : beyond.value[1]
  const other = beyond === null ? null : columnOf(input, than.next)
  if (other !== null)
    return {
      value: { ...named, relation: said, value: { kind: 'column', name: other.value.column } },
      next: other.next,
    }
  const literal = token(({ kind, text }) =>
    kind === 'number' || kind === 'quoted' || /^[a-z_]{2,40}$/.test(text) ? text : null,
  )(input, than.next)
  return literal === null
    ? null
    : {
        value: { ...named, relation: said, value: { kind: 'literal', text: literal.value } },
        next: literal.next,
      }
}

const comparisons: Phrase<readonly SaidComparison[]> = means(
  sequence<[unknown, readonly SaidComparison[]]>(
    word('with', 'whose', 'when', 'if', 'and', 'having', 'where', 'and if', 'while'),
    list(comparison),
  ),
  ([, said]) => said,
)

const WHEN = word('when', 'whenever', 'each time', 'every time', 'once', 'after', 'if', 'as soon as')

/** `when a visit is logged`, `if a reading is recorded with value above limit`. */
const whenDone: Phrase<{ readonly cause: SaidCause; readonly when: readonly SaidComparison[] }> = means(
  sequence<[unknown, NamedEntity, unknown, string, readonly SaidComparison[] | null]>(
    WHEN,
    entity,
    word('is', 'has been', 'gets', 'was', 'is being', 'are'),
    token(({ kind, text }) => (kind === 'word' && /^[a-z]{3,20}$/.test(text) ? text : null)),
    optional(comparisons),
  ),
  ([, named, , verb, when]) => ({ cause: { kind: 'act', verb, entity: named.entity }, when: when ?? [] }),
)

/** `logging a visit`, `approving a request with urgent set to true`. */
const doing: Phrase<{ readonly cause: SaidCause; readonly when: readonly SaidComparison[] }> = means(
  sequence<[string, NamedEntity, readonly SaidComparison[] | null, unknown]>(
    token(({ kind, text }) => (kind === 'word' && /^[a-z]{2,20}ing$/.test(text) ? text : null)),
    entity,
    optional(comparisons),
    optional(word('on', 'for')),
  ),
  ([verb, named, when, dangling]) =>
    dangling !== null ? null : { cause: { kind: 'act', verb, entity: named.entity }, when: when ?? [] },
)

const COMMA = optional(word(',', ', then', 'then'))

function effect(
  cause: SaidCause,
  when: readonly SaidComparison[],
  clauses: readonly Clause[],
): readonly NamedEffect[] | null {
  // What becomes of the row that the request is about is no effect on others.
  if (cause.kind === 'act' && clauses.some((one) => one.entity === cause.entity)) return null
  // What becomes of rows that refer to a removed one is their reference's to say.
  const removes = cause.kind === 'act' && /^(?:delet|remov)/.test(cause.verb)
  if (
    removes &&
    clauses.some(({ consequence }) => consequence.kind === 'follow' && /^null$/i.test(consequence.value))
  )
    return null
  return clauses.map(({ entity: named, consequence }) => ({
    entity: named,
    effect: { cause, when, consequence },
  }))
}

/** A sentence of an effect on rows of another entity. */
export const effects: Phrase<readonly NamedEffect[]> = choice(
  means(
    sequence<[unknown, SaidCause, unknown, unknown, unknown, unknown, NamedEntity, unknown, string]>(
      lead,
      change,
      BE,
      MADE,
      word('in', 'to', 'into', 'as', 'on'),
      optional(word('a', 'an', 'the', 'a new', 'its')),
      bareEntity,
      ROW,
      rest,
    ),
    ([, cause, , , , , named, , values]) =>
      effect(cause, [], [{ entity: named.entity, consequence: { kind: 'record', values } }]),
  ),
  means(
    sequence<[unknown, unknown, unknown, unknown, SaidCause, unknown, unknown, NamedEntity, unknown, string]>(
      lead,
      optional(serviceName),
      optional(must),
      word('record', 'records', 'log', 'logs', 'track', 'tracks', 'store', 'stores', 'save', 'saves'),
      change,
      word('in', 'to', 'into', 'as'),
      optional(word('a', 'an', 'the', 'a new', 'its')),
      bareEntity,
      ROW,
      rest,
    ),
    ([, , , , cause, , , named, , values]) =>
      effect(cause, [], [{ entity: named.entity, consequence: { kind: 'record', values } }]),
  ),
  means(
    sequence<[unknown, SaidCause, unknown, readonly Clause[]]>(lead, change, ALSO, activeClause),
    ([, cause, , said]) => effect(cause, [], said),
  ),
  means(
    sequence<
      [
        unknown,
        unknown,
        { readonly column: string; readonly entity: string | null },
        unknown,
        unknown,
        unknown,
        readonly Clause[],
      ]
    >(lead, WHEN, columnOf, word('changes', 'is changed', 'has changed', 'change'), COMMA, ALSO, clause),
    ([, , said, , , , made]) => effect({ kind: 'change', ...said }, [], made),
  ),
  means(
    sequence<
      [
        unknown,
        { readonly cause: SaidCause; readonly when: readonly SaidComparison[] },
        unknown,
        unknown,
        readonly Clause[],
      ]
    >(lead, choice(whenDone, doing), COMMA, ALSO, clause),
    ([, { cause, when }, , , said]) => effect(cause, when, said),
  ),
  underOperation,
)

/** `Also creates a reminder`, `If quantity falls below reorder_level, an alert is created`, under the operation that does it. */
function underOperation(input: Input, at: number): ReturnType<Phrase<readonly NamedEffect[]>> {
  if (input.sentence.operation === null) return null
  const [only, ...more] = operationsOf(input.sentence, input.vocabulary)
  if (only === undefined || more.length > 0 || only.method === 'GET') return null
  const own = input.vocabulary.entities.get(only.noun) ?? null
  // `Create template` under `POST /message-templates` calls the row itself by its last word.
  const isOwn = (named: string): boolean => named === own || only.noun.endsWith(` ${nounOf(named)}`)
  return means(
    sequence<[unknown, readonly SaidComparison[] | null, unknown, unknown, readonly Clause[]]>(
      optional(word('it', 'this', 'and')),
      optional(comparisons),
      COMMA,
      ALSO,
      clause,
    ),
    ([, when, , , said]) =>
      said.some((one) => isOwn(one.entity))
        ? null
        : effect({ kind: 'operation', method: only.method, path: only.path }, when ?? [], said),
  )(input, at)
}
