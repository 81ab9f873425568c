import type { Entity, Field } from '../../design/entity.js'
import type { Filter } from '../../design/step.js'
import type { Candidate } from '../candidate.js'
import { keyOf, pluralSnakeCase, sentenceName, wordsOf } from '../naming.js'
import { meaningFor } from './flag-words.js'
import type { Built } from './guard.js'
import { built, unbuilt } from './guard.js'
import { removalMark } from './removal.js'

/** Words between "only" and the rows that choose none of them: whose they are is told by access, not by a column. */
const PLAIN: ReadonlySet<string> = new Set(
  'the a an all any own their your my his her its our these those this that same matching relevant specific given existing accessible authenticated current logged other individual single multiple several one two new first last top latest recent available_to user users caller callers member members owner owners basic public private'.split(
    ' ',
  ),
)

/** States that rows have which are not softly removed. */
const PRESENT = /^(?:active|present|existing|undeleted|live|remaining)$/

/**
 * The rows that the words of an operation keep to: `Returns only booked parcels`, `Lost parcels are excluded`, `Get a
 * booked parcel`, `Booked parcels of the sender`. A state is a value of an enumeration or a flag of the row.
 *
 * @returns no filter where the words keep to none; a reason where they keep to rows that no column tells
 */
export function statedFilters(candidate: Candidate, entity: Entity): Built<readonly Filter[]> {
  const { operation, text } = candidate
  const nouns = new Set(
    [sentenceName(entity.name), pluralSnakeCase(entity.name), operation.resource].map(
      (name) => wordsOf(name).at(-1) ?? '',
    ),
  )
  const filters: Filter[] = []
  const add = (filter: Filter | null): void => {
    const known = filter === null || filters.some(({ field }) => field === filter.field)
    if (filter !== null && !known && !isAsked(candidate, filter.field)) filters.push(filter)
  }
  for (const [, said = '', noun = ''] of text.matchAll(ONLY)) {
    if (!nouns.has(noun) || PLAIN.has(said) || /'s?$/.test(said)) continue
    if (PRESENT.test(said) && removalMark(candidate.draft, entity) !== null) continue
    const filter = filterFor(entity, said, 'equal')
    if (filter === null) return unbuilt(`which rows "only ${said} ${noun}" means is not understood`)
    if (!isAsked(candidate, filter.field)) filters.push(filter)
  }
  for (const [, said = '', noun = ''] of EXCLUDED.flatMap((form) => [...text.matchAll(form)])) {
    add(nouns.has(noun) ? filterFor(entity, said, 'notEqual') : null)
  }
  for (const [, first = '', second = '', third = ''] of text.matchAll(NAMED)) {
    const noun = nouns.has(second) ? second : third
    if (!nouns.has(noun)) continue
    for (const said of noun === second ? [first] : [first, second]) {
      if (PLAIN.has(said)) continue
      if (PRESENT.test(said) && removalMark(candidate.draft, entity) !== null) continue
      const filter = filterFor(entity, said, 'equal')
      if (filter === null && OF_TIME.test(said) && operation.query.length === 0)
        return unbuilt(`which rows "${said} ${noun}" means is not understood`)
      add(filter)
    }
  }
  for (const [, said = '', noun = ''] of text.matchAll(HEADED)) {
    add(nouns.has(noun) && !PLAIN.has(said) ? filterFor(entity, said, 'equal') : null)
  }
  return built(filters)
}

/** A sentence that begins with the rows: `Booked parcels of the sender, oldest first`. */
const HEADED =
  /(?:^|[.;:] )(?:all (?:the )?|the )?["'`]?([a-z][\w-]{1,40})["'`]? ([a-z]{3,40})\b(?= (?:of|in|for|on|with|by|from)\b|[,.;]|$)/g

/** `List booked parcels`, `Get a single booked parcel`; two words before the rows at most. */
const NAMED =
  /\b(?:list|get|return|retrieve|show|fetch|browse|view|find)s? (?:(?:all|the|an?|one|single|any|of|only) ){0,3}["'`]?([a-z][\w-]{1,40})["'`]? ["'`]?([a-z][\w-]{1,40})["'`]?(?: ([a-z]{3,40})\b)?/g

/** Rows that some moment chooses, which no column need hold as a state. */
const OF_TIME = /^(?:upcoming|past|future|overdue|expired|ongoing)$/

/** `only booked parcels`, the state in any spelling. */
const ONLY = /\bonly (?:the |all )?["'`]?([a-z][\w'-]{1,40})["'`]? ([a-z]{3,40})\b/g

/** `excludes lost parcels`, `lost parcels are excluded`. */
const EXCLUDED: readonly RegExp[] = [
  /\bexclud(?:es?|ing) (?:the |all )?["'`]?([a-z][\w-]{1,40})["'`]? ([a-z]{3,40})\b/g,
  /\b([a-z][\w-]{1,40})["'`]? ([a-z]{3,40}) (?:are|is) (?:excluded|left out|not (?:shown|listed|returned|included))\b/g,
]

/** A client that may ask for other rows gets what it asks for. */
function isAsked({ operation }: Candidate, column: string): boolean {
  return operation.query.some(
    ({ name }) => keyOf(name) === keyOf(column) || keyOf(column).endsWith(keyOf(name)),
  )
}

function filterFor(entity: Entity, said: string, comparison: 'equal' | 'notEqual'): Filter | null {
  const state = entity.fields.flatMap((field): readonly (readonly [Field, string])[] => {
    const value = field.enum?.find((each) => keyOf(each) === keyOf(said))
    return value === undefined ? [] : [[field, value]]
  })
  const [first, ...more] = state
  if (first !== undefined && more.length === 0) return fixed(first[0], comparison, first[1])
  const flag = entity.fields.find(
    (field) => field.type === 'boolean' && meaningFor(field.name, said) !== null,
  )
  const meaning = flag === undefined ? null : meaningFor(flag.name, said)
  if (flag === undefined || meaning === null || first !== undefined) return null
  return fixed(flag, 'equal', comparison === 'equal' ? meaning : !meaning)
}

function fixed(field: Field, comparison: 'equal' | 'notEqual', value: string | boolean): Filter {
  return {
    through: [],
    field: field.name,
    comparison,
    value: { kind: 'constant', value },
    whenQuery: null,
    cases: null,
  }
}
