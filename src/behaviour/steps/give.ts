import type { Draft, DraftOperation } from '../../design/draft.js'
import type { Entity, Field } from '../../design/entity.js'
import type { Expression } from '../../design/expression.js'
import type { Step } from '../../design/step.js'
import type { Candidate } from '../candidate.js'
import { entityOf } from '../entity-of.js'
import { originsOf } from '../origins.js'
import { participleOf } from '../participle.js'
import { shapeOf } from '../path.js'
import { referredBy } from '../referred.js'
import { sentencesOf, speaksOf } from './acts.js'
import { stocksOf } from './column-by-verb.js'
import { givenColumn } from './given-column.js'
import type { Built } from './guard.js'
import { built, unbuilt } from './guard.js'
import { amountOf, takenBy } from './take.js'
import { columnOfBody } from './values.js'

/** What the end of a row gives back. */
export interface Giving {
  readonly steps: readonly Step[]
  /** The sentences that ask for it. */
  readonly sentences: readonly string[]
}

/** A stock from which making a row takes. */
interface Stock {
  readonly target: Entity
  readonly column: Field
  readonly maker: DraftOperation
  /** The columns of the row that refer to the row with the stock, and its column that they hold. */
  readonly references: readonly Field[]
  readonly key: Field
}

/** Words by which a sentence says it of some rows only. */
const CONDITION = /\b(?:unless|only|except|until|within|before|not|never|provided)\b|\w,? if\b/i

/** How an operation ends a row. */
export interface Ending {
  /** A second request finds the row gone, or is refused. */
  readonly once: boolean
  /** The states in which the row may be; null for any. */
  readonly from: readonly string[] | null
}

/**
 * Gives back what making the row took from a stock, where the documents say so of this operation: `removing an item gives
 * the quantity back`, `returning a loan increments the available copies`.
 *
 * @param row the name of the row that ends, which the steps before found
 * @returns the steps; nothing where no document asks for it; the reason where it is asked for and not surely possible
 */
export function giveBack(candidate: Candidate, entity: Entity, row: string, ending: Ending): Built<Giving> {
  const { draft, operation } = candidate
  const steps: Step[] = []
  const all: string[] = []
  const stocks = stocksBehind(draft, entity)
  const untaken = risesUntaken(candidate, entity, stocks)
  if (untaken !== null)
    return unbuilt(`nothing says that making a row takes what it is to give back (“${untaken}”)`)
  for (const stock of stocks) {
    const own = sentencesOf(candidate.text).filter((sentence) => gives(sentence, entity, stock))
    const sentences = [...own, ...demandsOn(draft, operation, entity, stock)]
    if (sentences.length === 0) continue
    const trouble = troubleWith(candidate, entity, stock, sentences, ending)
    const amount = amountGiven(entity, stock)
    const [reference] = stock.references
    if (trouble !== null || amount === null || reference === undefined)
      return unbuilt(
        `${stock.target.name}.${stock.column.name} is to rise again, and ${trouble ?? 'nothing surely says by how much'}`,
      )
    all.push(...sentences)
    steps.push({
      kind: 'give',
      row,
      reference: reference.name,
      entity: stock.target.name,
      key: stock.key.name,
      field: stock.column.name,
      amount: amount.kind === 'field' ? { ...amount, row } : amount,
      origins: originsOf(operation, 'description', 'summary', 'exists'),
    })
  }
  return built({ steps, sentences: all })
}

/** The stocks from which making a row of the entity takes. */
function stocksBehind(draft: Draft, entity: Entity): readonly Stock[] {
  const maker = draft.operations.find(
    (operation) =>
      operation.method === 'POST' &&
      shapeOf(operation).items.at(-1)?.parameter === null &&
      !isAction(operation) &&
      entityOf(draft, operation, shapeOf(operation)) === entity,
  )
  if (maker === undefined) return []
  const referring = entity.fields.flatMap((field) => {
    const referred = referredBy(draft.entities, field)
    return referred === null ? [] : [{ field, ...referred }]
  })
  return [...new Set(referring.map((one) => one.entity))].flatMap((target) => {
    const text = `${maker.summary ?? ''}. ${maker.description ?? ''}`
    const column = takenBy(draft, entity, target, { operation: maker, text })
    const mine = referring.filter((one) => one.entity === target)
    const [first] = mine
    return column === null || first === undefined
      ? []
      : [{ target, column, maker, references: mine.map(({ field }) => field), key: first.key }]
  })
}

/** A sentence by which the operation is to give back what, as far as is understood, nothing took; null where there is none. */
function risesUntaken(
  { draft, operation }: Candidate,
  entity: Entity,
  stocks: readonly Stock[],
): string | null {
  const targets = entity.fields.flatMap((field) => referredBy(draft.entities, field)?.entity ?? [])
  for (const target of targets) {
    if (target === entity || stocks.some((stock) => stock.target === target)) continue
    const columns = stocksOf(target)
    if (columns.length === 0) continue
    for (const sentence of draft.statements.flatMap(({ text }) => sentencesOf(text))) {
      const words = givenColumn(sentence, columns)?.words
      if (words !== undefined && speaksOf(sentence.replace(words, ''), operation, entity, target))
        return sentence
    }
  }
  return null
}

function isAction(operation: DraftOperation): boolean {
  const { items } = shapeOf(operation)
  return items.length > 1 && items.at(-2)?.parameter !== null && operation.body.length === 0
}

/** Sentences of statements that ask an operation to give back. */
function demandsOn(draft: Draft, operation: DraftOperation, entity: Entity, stock: Stock): readonly string[] {
  return draft.statements.flatMap(({ text }) =>
    sentencesOf(text).filter((sentence) => {
      const given = givenBy(sentence, entity, stock)
      return given !== null && speaksOf(sentence.replace(given, ''), operation, entity, stock.target)
    }),
  )
}

function gives(sentence: string, entity: Entity, stock: Stock): boolean {
  return givenBy(sentence, entity, stock) !== null
}

/** The words of a sentence that say that the stock rises, or that what was taken is given back. */
function givenBy(sentence: string, entity: Entity, { column, maker }: Stock): string | null {
  const amount = amountOf(maker.body, column)
  const count = amount?.kind === 'body' ? entity.fields.find(({ name }) => name === amount.field) : undefined
  return givenWords(sentence, column, count)
}

/**
 * The words of a sentence that say that a stock rises, or that what a row counts is given back: `gives the quantity back`.
 *
 * @param count the column of the row that counts; undefined where none does
 */
export function givenWords(sentence: string, stock: Field, count: Field | undefined): string | null {
  const rises = givenColumn(sentence, [stock])
  if (rises !== null || count === undefined) return rises?.words ?? null
  return /\bback\b/i.test(sentence) ? (givenColumn(sentence, [count])?.words ?? null) : null
}

/** What was taken when the row was made, as the row keeps it; null where it does not. */
function amountGiven(
  entity: Entity,
  { column, maker }: Stock,
): Extract<Expression, { readonly kind: 'constant' | 'field' }> | null {
  const taken = amountOf(maker.body, column)
  if (taken === null) return null
  if (taken.kind === 'constant') return taken
  const field = maker.body.find((one) => taken.kind === 'body' && one.name === taken.field)
  const kept = field === undefined ? null : columnOfBody(entity, field)
  return kept === null || kept.nullable || kept.type !== 'integer'
    ? null
    : { kind: 'field', row: '', field: kept.name }
}

/** Why what is given back might not be what was taken. */
function troubleWith(
  { draft, operation }: Candidate,
  entity: Entity,
  stock: Stock,
  sentences: readonly string[],
  { once, from }: Ending,
): string | null {
  if (stock.references.length > 1) return `${entity.name} refers to several rows of ${stock.target.name}`
  const limited = sentences.find((sentence) => CONDITION.test(sentence))
  if (limited !== undefined) return `when is not understood (“${limited}”)`
  const amount = amountGiven(entity, stock)
  const kept = new Set([
    ...stock.references.map(({ name }) => name),
    ...(amount?.kind === 'field' ? [amount.field] : []),
  ])
  if (amount?.kind === 'field' && sentences.some((sentence) => /\bby (?:one|1)\b/i.test(sentence)))
    return 'by one, where making the row took as many as it counts'
  const changing = draft.operations.find(
    (other) =>
      other !== stock.maker &&
      ['PUT', 'PATCH'].includes(other.method) &&
      entityOf(draft, other, shapeOf(other)) === entity &&
      other.body.some((field) => kept.has(columnOfBody(entity, field)?.name ?? '')),
  )
  if (changing !== undefined)
    return `${changing.method} ${changing.path} changes what was taken without taking the difference`
  if (!once) return 'nothing refuses to do it twice'
  const others = draft.operations.filter(
    (other) =>
      other !== operation &&
      entityOf(draft, other, shapeOf(other)) === entity &&
      demandsOn(draft, other, entity, stock).length > 0,
  )
  const earlier = others.find((other) => mayComeBefore(other, from))
  return earlier === undefined ? null : `${earlier.method} ${earlier.path} may have given it back before`
}

/** Whether a row may still be there, in one of the states, after an operation gave back for it. */
function mayComeBefore(other: DraftOperation, from: readonly string[] | null): boolean {
  if (other.method === 'DELETE') return false
  if (from === null) return true
  const word = shapeOf(other).items.at(-1)?.literal.toLowerCase() ?? ''
  const state = participleOf(word)
  return state === null || from.includes(state) || from.includes(word)
}
