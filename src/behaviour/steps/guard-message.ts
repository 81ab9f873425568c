import type { RowGuard, SaidTest } from '../../claims/row-guard.js'
import type { DraftOperation } from '../../design/draft.js'
import type { Entity } from '../../design/entity.js'
import type { Candidate } from '../candidate.js'
import { participleOf } from '../participle.js'
import { causesOf, constantMessage } from '../failure.js'
import { plural, sentenceName, wordsOf } from '../naming.js'

/** The only message that documents word for a status of an operation, and that is of no other cause; null without one. */
export function saidMessage({ errorFacts }: DraftOperation, status: number): string | null {
  const said = new Set(
    errorFacts.flatMap((fact) =>
      fact.status === status &&
      fact.message !== null &&
      constantMessage(fact.message) &&
      causesOf(fact).length === 0
        ? [fact.message]
        : [],
    ),
  )
  const [only, ...more] = said
  return only === undefined || more.length > 0 ? null : only
}

/** `Shipped parcels cannot be deleted`, `Only booked parcels can be changed`. */
export function guardMessage({ operation, word, end }: Candidate, entity: Entity, guard: RowGuard): string {
  const rows = plural(sentenceName(entity.name).toLowerCase())
  const act =
    (end === 'action' ? participle(word) : null) ?? (operation.method === 'DELETE' ? 'deleted' : 'changed')
  const [first] = guard.tests
  const only = guard.refused === 'unless'
  if (first?.kind === 'age') {
    const young = first.not === only
    return young
      ? `${capital(rows)} can be ${act} only within ${lasting(first.seconds)} of their creation`
      : `${capital(rows)} cannot be ${act} within ${lasting(first.seconds)} of their creation`
  }
  const states = guard.tests.flatMap((test) => (test.kind === 'state' ? [worded(test)] : []))
  if (states.length === guard.tests.length) {
    // `The thread is already locked`, for locking it again.
    if (!only && states.length === 1 && states[0] === act)
      return `${sentenceName(entity.name)} is already ${act}`
    const told = `${states.join(' or ')} ${rows}`
    return only ? `Only ${told} can be ${act}` : `${capital(told)} cannot be ${act}`
  }
  if (first?.kind === 'rows' && guard.tests.length === 1) {
    const state = first.state === null ? '' : `${first.state} `
    const others = `${state}${plural(sentenceName(first.entity).toLowerCase())}`
    return `${capital(rows)} with ${others} cannot be ${act}`
  }
  const conditions = guard.tests.map((test) => compared(test)).join(' or ')
  return only
    ? `${capital(rows)} can be ${act} only when ${conditions}`
    : `${capital(rows)} cannot be ${act} when ${conditions}`
}

/** `Not possible while the order is submitted`, `Only possible when the order is a draft`: about the row above. */
export function parentMessage({ operation, entity }: Candidate, parent: Entity, guard: RowGuard): string {
  const rows = entity === null ? 'This' : capital(plural(sentenceName(entity.name).toLowerCase()))
  const act = operation.method === 'POST' ? 'added' : operation.method === 'DELETE' ? 'removed' : 'changed'
  const noun = sentenceName(parent.name).toLowerCase()
  const conditions = guard.tests
    .map((test) => (test.kind === 'state' ? `the ${noun} is ${worded(test)}` : compared(test)))
    .join(' or ')
  return guard.refused === 'unless'
    ? `${rows} can be ${act} only while ${conditions}`
    : `${rows} cannot be ${act} while ${conditions}`
}

/** `Only booked or packed parcels can be cancelled`. */
export function onlyFrom(candidate: Candidate, entity: Entity, states: readonly string[]): string {
  const tests = states.map((words) => ({ kind: 'state' as const, words, not: false }))
  return guardMessage(candidate, entity, { refused: 'unless', tests, answer: null })
}

function worded({ words, not }: Extract<SaidTest, { readonly kind: 'state' }>): string {
  return `${not ? 'not ' : ''}${wordsOf(words).join(' ')}`
}

/** `shipped` for `ship`. */
function participle(word: string): string | null {
  const known = participleOf(word)
  return known === null ? null : wordsOf(known).join(' ')
}

/** `quantity is 0`, `returned_at is given`. */
function compared(test: SaidTest): string {
  const not = test.not ? ' not' : ''
  if (test.kind === 'number') {
    const words = { greater: 'more than', atLeast: 'at least', less: 'less than', atMost: 'at most' }[
      test.relation
    ]
    return `${test.column} is${not} ${words} ${String(test.value)}`
  }
  if (test.kind === 'column') {
    const { test: condition } = test
    if (!('value' in condition))
      return `${condition.column} is${(condition.is === 'null') === test.not ? '' : ' not'} given`
    const unequal = (condition.is === 'notEqual') === test.not ? '' : ' not'
    return `${condition.column} is${unequal} ${String(condition.value)}`
  }
  if (test.kind === 'state') return `they are ${worded(test)}`
  if (test.kind === 'age') return `they are older than ${lasting(test.seconds)}`
  return `they have ${plural(sentenceName(test.entity).toLowerCase())}`
}

const UNITS = [
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
] as const

/** `24 hours`, `1 day` only where it is more than one. */
function lasting(seconds: number): string {
  const [unit, length] = UNITS.find(
    ([name, each]) => seconds % each === 0 && (name !== 'day' || seconds > each),
  ) ?? ['second', 1]
  const count = seconds / length
  return `${String(count)} ${unit}${count === 1 ? '' : 's'}`
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
