import type { Draft } from '../../design/draft.js'
import type { Entity, Field } from '../../design/entity.js'
import type { Expression } from '../../design/expression.js'
import type { BodyField } from '../../design/operation.js'
import type { Failure, Step } from '../../design/step.js'
import type { Candidate } from '../candidate.js'
import { entityNamed } from '../entity-of.js'
import { sentenceName, singular, wordsOf } from '../naming.js'
import { originsOf } from '../origins.js'
import { sentencesOf, speaksOf, type Act } from './acts.js'
import { stocksOf, type MovedColumn } from './column-by-verb.js'
import { givenColumn } from './given-column.js'
import { takenColumn } from './taken-column.js'

/** Words of an error that say that too little is left. */
export const TOO_LITTLE =
  /\binsufficient\b|\bnot enough\b|\btoo (?:few|little)\b|\bout of stock\b|\bsold out\b|\bno \w{1,30} (?:is |are )?(?:left|available|remaining)\b|\b(?:exceeds?|unavailable)\b/i

/** Words of a name that counts. */
export const COUNT = /^(?:quantity|qty|count|unit|amount|piece|number)$/

/**
 * Takes from the stocks of the rows that the body refers to, where the documents say so ("creates an order and
 * decrements the stock"): as many as the body's count says, else one.
 */
export function takeSteps(
  candidate: Candidate,
  entity: Entity,
  references: readonly Step[],
): readonly Step[] {
  return references.flatMap((step): readonly Step[] => {
    // Nothing is taken from a row that need not be named.
    if (step.kind !== 'find' || typeof step.whenBody === 'string') return []
    const target = candidate.draft.entities.find(({ name }) => name === step.entity)
    const column = target === undefined ? null : takenBy(candidate.draft, entity, target, candidate)
    const amount = column === null ? null : amountOf(candidate.operation.body, column)
    if (target === undefined || column === null || amount === null) return []
    return [
      {
        kind: 'take',
        row: step.row,
        entity: step.entity,
        field: column.name,
        amount,
        otherwise: tooLittle(candidate, entity, target, column),
        origins: originsOf(candidate.operation, 'description', 'summary', 'exists'),
      },
    ]
  })
}

/**
 * Why the steps cannot take what the documents demand: nothing sure says how much, or from which row. Null where they
 * take it, or nothing is to be taken.
 */
export function takeTrouble(
  candidate: Candidate,
  entity: Entity,
  references: readonly Step[],
): string | null {
  for (const step of references) {
    if (step.kind !== 'find') continue
    const target = candidate.draft.entities.find(({ name }) => name === step.entity)
    const column = target === undefined ? null : takenBy(candidate.draft, entity, target, candidate)
    if (target === undefined || column === null) continue
    const falls = `${target.name}.${column.name} is to fall when a row of ${entity.name} is made`
    if (typeof step.whenBody === 'string') return `${falls}, and the body need not name its ${target.name}`
    if (amountOf(candidate.operation.body, column) === null)
      return `${falls}, and no number of the body surely says by how much`
  }
  return null
}

/** The stock of `target` that making a row of `entity` takes from, in the words of the operation or of a statement about it. */
export function takenBy(
  draft: Draft,
  entity: Entity,
  target: Entity,
  { operation, text: said }: Pick<Candidate, 'operation' | 'text'>,
): Field | null {
  const own = takenColumn(said, target)
  if (own !== null) return own.column
  for (const { text } of draft.statements) {
    const taken = takingIn(text, operation, entity, target)
    if (taken !== null) return taken.column
  }
  return null
}

/** What a statement says that making a row of `entity` takes from a stock of `target`. */
function takingIn(text: string, operation: Act, entity: Entity, target: Entity): MovedColumn | null {
  if (isOfMaking(text, wordsOf(entity.name).map(singular).at(-1) ?? '')) {
    const taken = takenColumn(text, target)
    if (taken !== null) return taken
  }
  return (
    sentencesOf(text)
      .filter((sentence) => speaksOf(sentence, operation, entity, target))
      .map((sentence) => takenColumn(sentence, target))
      .find((taken) => taken !== null) ?? null
  )
}

/** "when an order is placed", "creating an order", "after successful order creation". */
function isOfMaking(text: string, noun: string): boolean {
  const words = wordsOf(text).map(singular)
  return (
    words.includes(noun) &&
    words.some((word) =>
      /^(?:creat(?:e|ed|ing|ion)|plac(?:e|ed|ing|ement)|submit(?:ted)?|accepted|made|confirmed)$/.test(word),
    )
  )
}

/** The only number of the body that counts, or one when it counts nothing; null when several may. */
export function amountOf(body: readonly BodyField[], column: Field): Expression | null {
  const integers = body.filter(({ type }) => type === 'integer')
  const counts = integers.filter(({ name }) => wordsOf(name).some((word) => COUNT.test(singular(word))))
  const [only, ...more] = counts.length > 0 ? counts : integers.filter(({ name }) => sharesWord(name, column))
  if (only === undefined) return { kind: 'constant', value: 1 }
  const sure = only.required || only.default !== null
  return more.length > 0 || !sure ? null : { kind: 'body', field: only.name }
}

function sharesWord(name: string, column: Field): boolean {
  const own = new Set(wordsOf(column.name).map(singular))
  return wordsOf(name).some((word) => own.has(singular(word)))
}

/** The documented answer when too little is left, else 409 (ERR-6: the row's state forbids it). */
export function tooLittle(
  { draft, operation }: Candidate,
  entity: Entity,
  target: Entity,
  column: Field,
): Failure {
  const said = operation.errorFacts.filter(
    ({ status, condition, message }) =>
      [400, 409, 422].includes(status) && TOO_LITTLE.test(`${condition ?? ''} ${message ?? ''}`),
  )
  const status =
    said[0]?.status ??
    statedStatus(draft, operation, entity, target) ??
    [409, 422, 400].find((one) => operation.errors.includes(one)) ??
    409
  const condition = said.find((fact) => isSentence(fact.condition ?? ''))?.condition?.trim() ?? null
  const message =
    said.find((fact) => fact.message !== null && !/[\d{}<>]/.test(fact.message))?.message ?? null
  return {
    status,
    message: message ?? condition ?? `Insufficient ${sentenceName(column.name).toLowerCase()}`,
  }
}

/** The status that a statement about the taking gives: `if there is not enough stock, the answer is 409`. */
function statedStatus({ statements }: Draft, operation: Act, entity: Entity, target: Entity): number | null {
  for (const { text } of statements) {
    const takes = takingIn(text, operation, entity, target) !== null
    for (const sentence of sentencesOf(text)) {
      if (!TOO_LITTLE.test(sentence)) continue
      const status = /\b(400|409|422)\b/.exec(sentence)?.[1]
      if (status !== undefined && (takes || speaksOf(sentence, operation, entity, target)))
        return Number(status)
    }
  }
  return null
}

/** A condition that reads as an answer for every request: `Not enough packets left`. */
function isSentence(condition: string): boolean {
  return (
    /^[A-Z][^\d{}<>:/]{4,80}$/.test(condition.trim()) &&
    wordsOf(condition).length >= 3 &&
    !/\b(?:or|and|if|when|invalid)\b/i.test(condition)
  )
}

/** A text without the words that say what the steps take and give back, so that only effects which nothing performs are left in it. */
export function withoutTaken(
  { entities }: Pick<Draft, 'entities'>,
  steps: readonly Step[] | null,
  text: string,
): string {
  let rest = text
  for (const step of steps ?? []) {
    if (step.kind !== 'take' && step.kind !== 'takeEach' && step.kind !== 'give') continue
    const entity = entityNamed(entities, step.entity)
    const moved =
      entity === null
        ? null
        : step.kind === 'give'
          ? givenColumn(rest, stocksOf(entity))
          : takenColumn(rest, entity)
    if (moved?.column.name === step.field) rest = rest.replace(moved.words, '')
  }
  return rest
}
