import type { Claim } from '../claims/claim.js'
import type { ApartScope } from '../claims/apart-rule.js'
import type { Assembly } from './assembly.js'
import { entityKey, fold, words } from './canonical-name.js'
import type { Entity, Field, KeptApart } from './entity.js'
import { referenceParts } from './reference-parts.js'

const BEGINS = /^(?:start|starts|started|begin|begins|from|checkin|arrival|arrives)$/
const ENDS = /^(?:end|ends|ended|finish|finishes|until|till|to|checkout|departure|departs)$/

/**
 * Gives entities the periods that documents keep apart. A rule whose columns or rows are not known, and periods that
 * may have no end, stay with their sentence.
 */
export function withPeriods({ reading }: Assembly, entities: readonly Entity[]): readonly Entity[] {
  const said = reading.claims.filter(
    (claim): claim is Extract<Claim, { readonly property: 'apart' }> => claim.property === 'apart',
  )
  if (said.length === 0) return entities
  return entities.map((entity) => {
    const own = said.filter(
      ({ subject }) => subject.kind === 'entity' && entityKey(subject.entity) === entityKey(entity.name),
    )
    const rule = own.length === 0 ? null : keptOf(entity, own)
    return rule === null ? entity : { ...entity, apart: rule }
  })
}

function keptOf(
  entity: Entity,
  said: readonly Extract<Claim, { readonly property: 'apart' }>[],
): KeptApart | null {
  if (!said.some(({ value }) => value.forbids)) return null
  const scopes = new Map(
    said.flatMap(({ value: { scope } }) => (scope === null ? [] : [[JSON.stringify(scope), scope] as const])),
  )
  const [scope, ...others] = scopes.values()
  if (scope === undefined || others.length > 0) return null
  const within = columnsOf(entity, scope)
  const period = periodOf(entity)
  if (within === null || period === null) return null
  // A time of day lies within a day.
  const days =
    period.type === 'time' ? entity.fields.filter(({ type, nullable }) => type === 'date' && !nullable) : []
  if (period.type === 'time' && days.length !== 1) return null
  return {
    from: period.from,
    to: period.to,
    scope: [...within, ...days.map(({ name }) => name)],
    ignored: [...new Set(said.flatMap(({ value }) => value.ignored))],
    counted: [...new Set(said.flatMap(({ value }) => value.counted))],
    answer: said.map(({ value }) => value.answer).find((answer) => answer !== null) ?? null,
    origins: said.map(({ span, reader }) => ({ kind: 'claim' as const, span, reader })),
  }
}

/** The columns that rows of one scope have alike; null where none is known. */
function columnsOf(entity: Entity, scope: ApartScope): readonly string[] | null {
  if (scope.kind === 'all') return []
  if (scope.kind === 'user') return entity.owner === null ? null : [entity.owner]
  const noun = 'noun' in scope ? fold(scope.noun) : ''
  const named = entity.fields.filter(
    ({ name, references }) =>
      fold(name) === `${noun}id` ||
      fold(name) === noun ||
      (references !== null && entityKey(referenceParts(references).table) === noun),
  )
  const [only, ...more] = named
  return only === undefined || more.length > 0 ? null : [only.name]
}

/** The two columns between which a row lasts; null where there are none, several, or they need not be there. */
function periodOf({
  fields,
}: Entity): { readonly from: string; readonly to: string; readonly type: string } | null {
  const named = (test: RegExp): readonly Field[] =>
    fields.filter(
      ({ name, type, nullable }) =>
        (type === 'datetime' || type === 'date' || type === 'time') &&
        !nullable &&
        (words(name).some((word) => test.test(word)) || test.test(fold(name))),
    )
  const [from, ...otherStarts] = named(BEGINS)
  const [to, ...otherEnds] = named(ENDS)
  if (from === undefined || to === undefined || otherStarts.length > 0 || otherEnds.length > 0) return null
  return from.type === to.type && from !== to ? { from: from.name, to: to.name, type: from.type } : null
}
