import type { Design } from '../../design/design.js'
import { nounOf, plural, wordsOf } from '../naming.js'
import type { ActionWords } from './action-words.js'
import { actionWordsOf } from './action-words.js'

/** Where a design keeps what words speak of, so that a sentence costs its own length, not the design's. */
export interface NounIndex {
  /** Positions of entities by their name in words, singular and plural: `loan`, `loans`. */
  readonly phrases: ReadonlyMap<string, readonly number[]>
  /** The nouns of entities. */
  readonly nouns: ReadonlySet<string>
  /** Words of the longest of these names. */
  readonly longest: number
  /** Positions of the operations of each entity that is served, by its name. */
  readonly served: ReadonlyMap<string, readonly number[]>
  /** Positions of the operations that tell the service's health. */
  readonly health: readonly number[]
  /** Positions of the operations that the last word of their path names: `renew`, `track`. */
  readonly actions: ActionWords
}

const indexes = new WeakMap<Design, NounIndex>()

/** The index of a design, made when first asked for. */
export function nounIndexOf(design: Design): NounIndex {
  const known = indexes.get(design)
  if (known !== undefined) return known
  const made = indexNouns(design)
  indexes.set(design, made)
  return made
}

/** A name in words, in the singular and the plural. */
export function kindsOf(name: string): readonly string[] {
  const words = wordsOf(name)
  return [words.join(' '), [...words.slice(0, -1), plural(words.at(-1) ?? '')].join(' ')]
}

function indexNouns(design: Design): NounIndex {
  const { entities, operations } = design
  const phrases = new Map<string, number[]>()
  const served = new Map<string, number[]>()
  const health: number[] = []
  let longest = 0
  for (const [position, entity] of entities.entries()) {
    longest = Math.max(longest, wordsOf(entity.name).length)
    for (const kind of kindsOf(entity.name)) put(phrases, kind, position)
  }
  for (const [position, { entity, behaviour }] of operations.entries()) {
    if (entity !== null) put(served, entity, position)
    if (behaviour === 'health') health.push(position)
  }
  const nouns = new Set(entities.map(({ name }) => nounOf(name)))
  return { phrases, nouns, longest, served, health, actions: actionWordsOf(design) }
}

function put(index: Map<string, number[]>, key: string, position: number): void {
  const positions = index.get(key)
  if (positions === undefined) index.set(key, [position])
  else positions.push(position)
}

/** The items at these positions, in the order of the list. */
export function inOrder<T>(items: readonly T[], positions: ReadonlySet<number>): readonly T[] {
  return [...positions].toSorted((left, right) => left - right).flatMap((at) => items[at] ?? [])
}
