import type { Entity, Field } from '../../design/entity.js'
import type { Candidate } from '../candidate.js'
import { participleOf, PARTICIPLES } from '../participle.js'
import { testsOf } from './row-guards.js'
import { wordsOf } from '../naming.js'
import { questionId } from '../question.js'
import { saidMoves } from './said-move.js'

/** A move of a row to another state. */
export interface StateMove {
  readonly column: Field
  readonly to: string
  /** States from which it is allowed; empty when a row must be in no certain one. */
  readonly from: readonly string[]
  /** Whether no document names them, so that a person has to. */
  readonly asked?: boolean
}

/**
 * The state to which an action leads: the one that its word means (`ship` → `SHIPPED`), or that its own words tell (`queued →
 * printing` of `…/start`). Null when no column has one such state, or several moves are told.
 */
export function stateMove(candidate: Candidate, entity: Entity): StateMove | null {
  const verb = candidate.word.replaceAll('-', '')
  const [first = '', ...particles] = candidate.word.split('-')
  const phrasal = particles.length === 0 ? null : participleOf(first)
  const meant = new Set([
    verb,
    // `check-in` → `checked_in`
    ...(phrasal === null ? [] : [phrasal + particles.join('')]),
    ...(PARTICIPLES.get(verb) ?? [
      `${verb}ed`,
      `${verb}d`,
      verb.replace(/y$/, 'ied'),
      // `drop` → `dropped`
      verb.replace(/([bdgklmnprt])$/, '$1$1ed'),
    ]),
  ])
  const found = entity.fields.flatMap((column) =>
    (column.enum ?? []).filter((value) => meant.has(wordsOf(value).join(''))).map((to) => ({ column, to })),
  )
  const moves = saidMoves(candidate, entity)
  const named = found.filter((one) => moves.length === 0 || moves.some((move) => isMove(move, one)))
  const [only, ...more] = named.length === 1 || moves.length === 0 ? named : moves
  if (only === undefined || more.length > 0) return null
  // What is said of the operation itself is closer to it than a drawing of all moves.
  const before = new Set([
    ...moves.flatMap((move) => (isMove(move, only) ? move.from : [])),
    ...allowedFrom(candidate, only.column, only.to),
  ])
  const said = (only.column.enum ?? []).filter((state) => before.has(state))
  if (said.length > 0) return { column: only.column, to: only.to, from: said }
  const drawn = (only.column.edges ?? []).filter(({ to }) => to === only.to).map(({ from }) => from)
  const from = drawn.length > 0 ? drawn : leftByGuards(candidate, entity, only.column, only.to)
  const { column, to } = only
  return from.length > 0 ? { column, to, from } : { column, to, ...decidedFrom(candidate, only) }
}

function isMove(one: Omit<StateMove, 'from'>, other: Omit<StateMove, 'from'>): boolean {
  return one.column === other.column && one.to === other.to
}

/** The id of the question from which states a row may move. */
export function movesFromId({ operation }: Candidate): string {
  return questionId(operation, 'from')
}

/** The state in which rows begin: the column's default, else the first of its words. */
export function firstState(column: Field): string | null {
  const { default: given, enum: states } = column
  return typeof given === 'string' && states?.includes(given) === true ? given : (states?.[0] ?? null)
}

/** Words of a refusal for the state that a row is in: `invalid status transition`, `already approved`, `not pending`. */
const ABOUT_STATE =
  /\b(?:status|state|transition|already|not (?:yet |in )?\w{3,30}(?:ed|ing|en)|cannot be \w{3,30}ed|no longer|closed|invalid)\b/i

/** What the documents refuse a move for: the words of its 409, without those that tell nothing. */
function conflictsOf({ operation }: Candidate): readonly string[] {
  return operation.errorFacts.flatMap(({ status, condition, message }) => {
    const said = [condition, message].filter((text) => text !== null && !/^\W*conflict\W*$/i.test(text))
    return status === 409 && said.length > 0 ? [said.join(' ')] : []
  })
}

/** The words of a refusal that is for something else than the state of the row; null without one. */
export function otherConflict(candidate: Candidate): string | null {
  return conflictsOf(candidate).find((said) => !ABOUT_STATE.test(said)) ?? null
}

/** Whether a row is refused for the state that it is in, though no words name the state. */
export function refusesStates({ operation }: Candidate): boolean {
  return operation.errors.includes(409)
}

/** The states that a person decided on, else the likely ones. */
function decidedFrom(
  candidate: Candidate,
  { column, to }: Omit<StateMove, 'from'>,
): Pick<StateMove, 'from' | 'asked'> {
  const answer = candidate.answers.get(movesFromId(candidate))
  const first = firstState(column)
  const onlyFirst = answer === undefined ? refusesStates(candidate) : answer === 'first'
  return { from: onlyFirst && first !== null && first !== to ? [first] : [], asked: true }
}

/** States that documents leave by refusing the others, or all but these; none where they refuse nothing by its state. */
function leftByGuards(candidate: Candidate, entity: Entity, column: Field, to: string): readonly string[] {
  const refused = (candidate.operation.guards ?? []).flatMap(({ guard }) => {
    const tests = testsOf(candidate, entity, guard) ?? []
    const values = tests.flatMap((test) =>
      test.kind === 'column' && test.test.column === column.name && 'value' in test.test
        ? [{ value: test.test.value, is: test.test.is }]
        : [],
    )
    if (values.length === 0) return []
    const any = guard.refused === 'when'
    const meets = (state: string, { value, is }: (typeof values)[number]): boolean =>
      (state === value) === (is === 'equal')
    return [
      (state: string): boolean =>
        any ? values.some((each) => meets(state, each)) : values.every((each) => meets(state, each)),
    ]
  })
  return refused.length === 0
    ? []
    : (column.enum ?? []).filter((state) => state !== to && !refused.some((refuses) => refuses(state)))
}

const ARROW = /(?:→|⟶|->|=>|-->)/

/** States that the operation's words allow: `draft → submitted`, `only pending parcels`, `must be in draft`. */
function allowedFrom({ operation, text }: Candidate, column: Field, to: string): readonly string[] {
  const conditions = operation.errorFacts
    .filter(({ status }) => status === 409 || status === 400 || status === 422)
    .map(({ condition, message }) => `${condition ?? ''} ${message ?? ''}`)
  const texts = [operation.summary ?? '', operation.description ?? '', text, ...conditions]
  const states = (column.enum ?? []).filter((value) => value !== to)
  const found = new Set<string>()
  for (const said of texts) {
    const sentences = said.split(/[.;\n](?:\s|$)/)
    for (const sentence of sentences) {
      for (const state of states) if (allows(sentence, state, to)) found.add(state)
    }
  }
  return states.filter((state) => found.has(state))
}

/** Whether a sentence says that a row moves from one state to another. */
function allows(sentence: string, state: string, to: string): boolean {
  const words = ` ${wordsOf(sentence.replace(new RegExp(ARROW.source, 'g'), ' moves to ')).join(' ')} `
  const [from, target] = [wordsOf(state).join(' '), wordsOf(to).join(' ')]
  if (words.includes(` ${from} moves to ${target} `) || words.includes(` from ${from} to ${target} `))
    return true
  const at = words.indexOf(` ${from} `)
  if (at < 0) return false
  const before = words.slice(Math.max(0, at - 40), at + 1)
  return (
    /\b(?:only|must be|must be in|if|while|when|is not|not in|not) (?:an? |the |in |it is |status is |state is )*(?:\w+ (?:or|and) )*$/.test(
      before,
    ) && !/\b(?:cannot|can not|may not|unless|once|after)\b/.test(before)
  )
}

/** Moments that a move sets: `shipped_at` for the state `SHIPPED`. */
export function stampsOf(entity: Entity, { to }: StateMove): readonly Field[] {
  const state = wordsOf(to).join('')
  return entity.fields.filter(
    (field) =>
      field.type === 'datetime' &&
      field.nullable &&
      [`${state}at`, `${state}on`].includes(wordsOf(field.name).join('')),
  )
}
