import type { Entity, Field } from '../../design/entity.js'
import type { Candidate } from '../candidate.js'
import { wordsOf } from '../naming.js'
import { ownWords } from '../own-words.js'
import { columnOfBody } from './values.js'

/** A move between states as the words of an operation tell it. */
export interface SaidMove {
  readonly column: Field
  readonly to: string
  /** The states before it that they name; none where they name none. */
  readonly from: readonly string[]
}

const ARROW = /→|⟶|⇒|-->|->|=>/

/** A word of a clause, or a state of the column. */
type Token = { readonly word: string; readonly state: string | null }

/** Words between the states of a list, and before a state. */
const JOINS = /^(?:or|and|either|the|a|an|state|status|being|any|of)$/

/** Words by which a sentence speaks of a case, and not of what happens. */
const CASES = /^(?:if|when|unless|only|while|once|after|before|until|already|not|never|cannot|must|from)$/

/** Words that lead to the state that a column takes. */
const BECOMES =
  /^(?:becomes?|(?:is |gets )?set to|(?:chang|mov|go|turn|switch)e?s (?:in)?to|turns|is now|to|as|into|in)$/
const CHANGES = /^(?:marks?|sets?|moves?|changes?|puts?|brings?|turns?|switch(?:es)?|transitions?|updates?)$/

/**
 * The moves that an operation on one row makes in its own words: `queued → printing`, `moves from open or parked to
 * closed`, `the status becomes done`, `marks the job as done`. One for each state that a column is said to take; nothing
 * where its body brings the state.
 */
export function saidMoves(candidate: Candidate, entity: Entity): readonly SaidMove[] {
  if (candidate.end !== 'action') return []
  const brought = new Set(candidate.operation.body.map((field) => columnOfBody(entity, field)))
  const sentences = ownWords(candidate)
  return entity.fields.flatMap((column) => {
    const states = column.enum ?? []
    if (states.length < 2 || brought.has(column)) return []
    const said = sentences.flatMap((sentence) => movesIn(sentence, entity, column, states))
    return [...new Set(said.map(({ to }) => to))].map((to) => {
      const from = new Set(said.flatMap((move) => (move.to === to ? move.from : [])))
      return { column, to, from: states.filter((state) => from.has(state) && state !== to) }
    })
  })
}

type Move = Pick<SaidMove, 'to' | 'from'>

function movesIn(
  sentence: string,
  entity: Entity,
  column: Field,
  states: readonly string[],
): readonly Move[] {
  const parts = sentence.split(ARROW).map((part) => tokensOf(part, states))
  if (parts.length > 1)
    return parts.slice(1).flatMap((part, index) => {
      const to = part[0]?.state ?? null
      const before = parts[index] ?? []
      const from = listedLast(before)
      const isColumn = isOf(before.at(-1), column) || /^(?:any|state|status)$/.test(before.at(-1)?.word ?? '')
      return to === null || (from.length === 0 && !isColumn) ? [] : [{ to, from }]
    })
  const tokens = parts[0] ?? []
  return [
    ...fromTo(tokens, column),
    ...sentence.split(/[,:]| and /).flatMap((clause) => becoming(tokensOf(clause, states), entity, column)),
  ]
}

/** The words of a text, each state of the column as one. */
function tokensOf(text: string, states: readonly string[]): readonly Token[] {
  const words = wordsOf(text)
  const named = states
    .map((state) => ({ state, words: wordsOf(state) }))
    .filter((one) => one.words.length > 0)
    .toSorted((left, right) => right.words.length - left.words.length)
  const tokens: Token[] = []
  for (let at = 0; at < words.length;) {
    const found = named.find((one) => one.words.every((word, index) => words[at + index] === word))
    tokens.push({ word: words[at] ?? '', state: found?.state ?? null })
    at += found?.words.length ?? 1
  }
  return tokens
}

/** The states with which a text ends: `queued`, `queued or paused`. */
function listedLast(tokens: readonly Token[]): readonly string[] {
  const states: string[] = []
  for (const { word, state } of tokens.toReversed()) {
    if (state !== null) states.push(state)
    else if (states.length === 0 || !JOINS.test(word)) break
  }
  return states
}

/** `from open or parked to closed`. */
function fromTo(tokens: readonly Token[], column: Field): readonly Move[] {
  const at = tokens.findIndex(({ word, state }) => state === null && word === 'from')
  const end = tokens.findIndex(({ word, state }, index) => index > at && state === null && word === 'to')
  if (at < 0 || end < 0) return []
  const between = tokens.slice(at + 1, end)
  const from = between.flatMap(({ state }) => state ?? [])
  const to = tokens.slice(end + 1).find((token) => !JOINS.test(token.word) && !isOf(token, column))?.state
  const isList = between.every((token) => token.state !== null || JOINS.test(token.word))
  return isList && from.length > 0 && to !== null && to !== undefined ? [{ to, from }] : []
}

/** `the status becomes done`, `sets its status to done`, `marks the job as done`: of the row, and of nothing else. */
function becoming(tokens: readonly Token[], entity: Entity, column: Field): readonly Move[] {
  const at = tokens.findIndex(({ state }) => state !== null)
  const to = tokens[at]?.state ?? null
  const before = tokens.slice(0, at)
  const words = before.map(({ word }) => word)
  if (to === null || words.some((word) => CASES.test(word))) return []
  const own = new Set([...wordsOf(entity.name), ...wordsOf(column.name), 'the', 'its', 'it', 's', 'this'])
  const rest = words.filter((word) => !own.has(word) && !/^(?:state|status|a|an|then|also)$/.test(word))
  const [first = '', ...more] = rest
  const isColumn = before.some((token) => isOf(token, column) || /^(?:state|status)$/.test(token.word))
  const changed = CHANGES.test(first) && more.length === 1 && BECOMES.test(more[0] ?? '')
  return changed || (isColumn && BECOMES.test(rest.join(' '))) ? [{ to, from: [] }] : []
}

function isOf(token: Token | undefined, column: Field): boolean {
  return token !== undefined && token.word === wordsOf(column.name).at(-1)
}
