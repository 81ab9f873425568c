import * as fc from 'fast-check'
import type { JsonValue } from '../../src/claims/json.js'
import type { Design } from '../../src/design/design.js'
import type { Operation } from '../../src/design/operation.js'
import type { ValueRules } from '../../src/design/value.js'
import { freeRules } from '../../src/design/value-rules.js'
import { bodyInputs } from '../../src/interpreter/input/body-input.js'
import { pathInputs } from '../../src/interpreter/input/path-input.js'
import { queryInputs } from '../../src/interpreter/input/query-input.js'
import { columnTypes, tablesOf } from '../../src/interpreter/table.js'
import { userIdType } from '../../src/design/user-id.js'
import { doubtfulValue, validValue } from './arbitrary-value.js'
import { keyNamedBy, type KeyOf } from './key-references.js'

/** A value of a request: given, or the key of a row that is there when the request is sent. */
export type Choice =
  | { readonly kind: 'given'; readonly value: JsonValue }
  | { readonly kind: 'key'; readonly of: KeyOf; readonly index: number; readonly otherwise: JsonValue }
  | { readonly kind: 'caller' }
  /** A token of a session that an answer showed; the newest is the first. */
  | { readonly kind: 'token'; readonly index: number; readonly otherwise: JsonValue }
  /** Where an answer told that the next page begins; the newest is the first. */
  | { readonly kind: 'cursor'; readonly index: number; readonly otherwise: JsonValue }
  | { readonly kind: 'left out' }

/** What is wrong with a request as a whole. */
const ODDITIES = [
  'none',
  'no token',
  'broken token',
  'expired token',
  'unsigned token',
  'malformed body',
  'no body',
  'no object',
  'unknown field',
  'other method',
  'other path',
  'trailing slash',
] as const

/** Files of a request. */
const FILES = ['right', 'two', 'wrong type', 'too large', 'text', 'none'] as const

/** A request before ids are known. */
export interface Plan {
  readonly operation: Operation
  /** Which of the users sends it. */
  readonly user: 0 | 1
  readonly path: ReadonlyMap<string, Choice>
  readonly query: ReadonlyMap<string, Choice>
  readonly body: ReadonlyMap<string, Choice>
  readonly oddity: (typeof ODDITIES)[number]
  /** What goes into the fields of a form that take files. */
  readonly file: (typeof FILES)[number]
  /** Whether the token of the request belongs to a session. */
  readonly inSession: boolean
}

interface Place {
  readonly name: string
  readonly rules: ValueRules
  readonly required: boolean
  readonly nullable: boolean
  readonly key: KeyOf | null
  readonly own: boolean
  /** It holds the token of a session. */
  readonly token: boolean
  /** It holds the place where a page begins. */
  readonly cursor: boolean
}

/** Sequences of requests to the operations of a design, most of them valid. */
export function planArbitrary(design: Design, runs: readonly Operation[]): fc.Arbitrary<readonly Plan[]> {
  const tables = tablesOf(design)
  const userId = userIdType(design.operations, columnTypes(tables))
  const plans = runs.map((operation) => {
    const own = (operation.steps ?? []).find((step) => step.kind === 'authorize')?.parameter ?? null
    const tokens = new Set(
      (operation.steps ?? []).flatMap((step) =>
        (step.kind === 'renew' || step.kind === 'end' || step.kind === 'redeem') &&
        step.token?.kind === 'body'
          ? [step.token.field]
          : [],
      ),
    )
    const cursors = new Set(
      (operation.steps ?? []).map((step) =>
        step.kind === 'select' && step.paging?.style === 'cursor' ? step.paging.positionParameter : null,
      ),
    )
    const place = (
      input: { readonly name: string; readonly rules: ValueRules | null },
      required: boolean,
    ): Place => ({
      name: input.name,
      rules: input.rules ?? freeRules('string'),
      required,
      nullable: 'nullable' in input && input.nullable === true,
      key: keyNamedBy(operation, input.name, tables),
      own: input.name === own,
      token: tokens.has(input.name),
      cursor: cursors.has(input.name),
    })
    return planOf(operation, {
      path: pathInputs(operation, tables, userId).map((input) => place(input, true)),
      query: queryInputs(operation, tables).map((input) => place(input, input.required)),
      body: bodyInputs(operation, tables).map((input) => place(input, input.required)),
    })
  })
  const writing = plans.filter((_, index) => runs[index]?.method === 'POST')
  const any = fc.oneof(...plans, ...writing, ...writing)
  return fc.array(any, { minLength: 6, maxLength: 24, size: 'max' })
}

function planOf(
  operation: Operation,
  places: Readonly<Record<'path' | 'query' | 'body', readonly Place[]>>,
): fc.Arbitrary<Plan> {
  return fc
    .record({
      user: fc.constantFrom(0 as const, 0 as const, 1 as const),
      doubtful: fc.constantFrom(false, false, false, true),
      inSession: fc.boolean(),
      file: fc.constantFrom('right', 'right', 'right', ...FILES),
      oddity: fc.oneof(
        { weight: 12, arbitrary: fc.constant('none' as const) },
        { weight: 1, arbitrary: fc.constantFrom(...ODDITIES) },
      ),
    })
    .chain(({ user, doubtful, oddity, inSession, file }) => {
      const part = (list: readonly Place[]): fc.Arbitrary<ReadonlyMap<string, Choice>> =>
        list.length === 0
          ? fc.constant(new Map())
          : fc
              .tuple(...list.map((place) => choiceFor(place, doubtful)))
              .map((choices) => new Map(list.map((place, index) => [place.name, choices[index] ?? LEFT_OUT])))
      return fc
        .record({ path: part(places.path), query: part(places.query), body: part(places.body) })
        .map((parts) => ({ operation, user, oddity, inSession, file, ...parts }))
    })
}

const LEFT_OUT: Choice = { kind: 'left out' }

function choiceFor(place: Place, doubtful: boolean): fc.Arbitrary<Choice> {
  const given = (values: fc.Arbitrary<JsonValue>): fc.Arbitrary<Choice> =>
    values.map((value) => ({ kind: 'given', value }))
  const valid = place.own
    ? fc.oneof(
        { weight: 9, arbitrary: fc.constant<Choice>({ kind: 'caller' }) },
        { weight: 1, arbitrary: given(validValue(place.rules)) },
      )
    : place.token || place.cursor
      ? toldBefore(place.token ? 'token' : 'cursor', place.rules)
      : place.key === null
        ? given(validValue(place.rules))
        : known(place.key, place.rules)
  return fc.oneof(
    { weight: 8, arbitrary: valid },
    { weight: place.required ? (doubtful ? 1 : 0) : 6, arbitrary: fc.constant(LEFT_OUT) },
    { weight: place.nullable ? 1 : 0, arbitrary: fc.constant<Choice>({ kind: 'given', value: null }) },
    { weight: doubtful ? 4 : 0, arbitrary: given(doubtfulValue(place.rules)) },
  )
}

function toldBefore(kind: 'token' | 'cursor', rules: ValueRules): fc.Arbitrary<Choice> {
  return fc
    .record({ index: fc.constantFrom(0, 0, 0, 1, 2), otherwise: validValue(rules) })
    .map(({ index, otherwise }) => ({ kind, index, otherwise }))
}

function known(of: KeyOf, rules: ValueRules): fc.Arbitrary<Choice> {
  return fc
    .record({ index: fc.nat(2), otherwise: validValue(rules) })
    .map(({ index, otherwise }) => ({ kind: 'key', of, index, otherwise }))
}
