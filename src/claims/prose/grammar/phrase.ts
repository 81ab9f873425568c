import type { Sentence } from '../sentence.js'
import type { Vocabulary } from '../vocabulary.js'
import { type Token, tokensOf } from './token.js'

/** A sentence in tokens, with the names that give its nouns a meaning. */
export interface Input {
  readonly tokens: readonly Token[]
  readonly sentence: Sentence
  readonly vocabulary: Vocabulary
}

/** What a phrase means, and where the next one begins. */
interface Match<T> {
  readonly value: T
  readonly next: number
}

/**
 * A phrase at a place of a sentence; null when something else stands there. Phrases never look back and never recur into
 * themselves, so that each takes time linear in the number of tokens.
 */
export type Phrase<T> = (input: Input, at: number) => Match<T> | null

/** One of these words, or of these runs of words: `word('must', 'has to')`. */
export function word(...alternatives: readonly string[]): Phrase<string> {
  const runs = alternatives
    .map((alternative) => alternative.split(' '))
    .toSorted((left, right) => right.length - left.length)
  return ({ tokens }, at) => {
    const run = runs.find((texts) => texts.every((text, index) => tokens[at + index]?.text === text))
    return run === undefined ? null : { value: run.join(' '), next: at + run.length }
  }
}

/** A token that passes a test, as what the test makes of it. */
export function token<T>(read: (token: Token, input: Input) => T | null): Phrase<T> {
  return (input, at) => {
    const here = input.tokens[at]
    const value = here === undefined ? null : read(here, input)
    return value === null ? null : { value, next: at + 1 }
  }
}

/** The phrase, or nothing. */
export function optional<T>(phrase: Phrase<T>): Phrase<T | null> {
  return (input, at) => phrase(input, at) ?? { value: null, next: at }
}

/** The first of several phrases that stands there. */
export function choice<T>(...phrases: readonly Phrase<T>[]): Phrase<T> {
  return (input, at) => {
    for (const phrase of phrases) {
      const match = phrase(input, at)
      if (match !== null) return match
    }
    return null
  }
}

/** Phrases one after the other, as the list of what they mean. */
export function sequence<T extends readonly unknown[]>(
  ...phrases: { readonly [Index in keyof T]: Phrase<T[Index]> }
): Phrase<T> {
  return (input, at) => {
    const values: unknown[] = []
    let next = at
    for (const phrase of phrases) {
      const match = phrase(input, next)
      if (match === null) return null
      values.push(match.value)
      next = match.next
    }
    return isTuple<T>(values, phrases.length) ? { value: values, next } : null
  }
}

/** Each value came from the phrase at its place. */
function isTuple<T extends readonly unknown[]>(
  values: readonly unknown[],
  length: number,
): values is readonly unknown[] & T {
  return values.length === length
}

/** A phrase with another meaning; null when it has none. */
export function means<T, U>(phrase: Phrase<T>, read: (value: T, input: Input) => U | null): Phrase<U> {
  return (input, at) => {
    const match = phrase(input, at)
    const value = match === null ? null : read(match.value, input)
    return match === null || value === null ? null : { value, next: match.next }
  }
}

/**
 * A phrase that many grammars try at the same places: what it means there is found once for each sentence. Its meaning
 * may hang on nothing but the input.
 */
export function remembered<T>(phrase: Phrase<T>): Phrase<T> {
  const known = new WeakMap<
    Input['tokens'],
    { readonly vocabulary: Vocabulary; readonly matches: Map<number, Match<T> | null> }
  >()
  return (input, at) => {
    const { tokens, vocabulary } = input
    let found = known.get(tokens)
    if (found?.vocabulary !== vocabulary) {
      found = { vocabulary, matches: new Map() }
      known.set(tokens, found)
    }
    const before = found.matches.get(at)
    if (before !== undefined) return before
    const match = phrase(input, at)
    found.matches.set(at, match)
    return match
  }
}

/** Longest list that is read. */
const LONGEST_LIST = 12

const CONJUNCTION = choice<unknown>(
  sequence<[string, string]>(word(','), word('and', 'or')),
  sequence<[string, string, string]>(word('and'), word('/'), word('or')),
  word(',', 'and', 'or', '/', '&', '|'),
)

/** One or more phrases: `a`, `a or b`, `a, b and c`. */
export function list<T>(phrase: Phrase<T>): Phrase<readonly T[]> {
  return (input, at) => {
    const values: T[] = []
    let end = at
    for (let next = at; values.length < LONGEST_LIST;) {
      const match = phrase(input, next)
      if (match === null) break
      values.push(match.value)
      end = match.next
      const joint = CONJUNCTION(input, end)
      if (joint === null) break
      next = joint.next
    }
    return values.length === 0 ? null : { value: values, next: end }
  }
}

/** What a whole sentence means by a grammar; null when a single word is left over. */
export function parse<T>(phrase: Phrase<T>, sentence: Sentence, vocabulary: Vocabulary): T | null {
  const input = { tokens: tokensIn(sentence), sentence, vocabulary }
  const match = phrase(input, 0)
  if (match === null) return null
  const rest = input.tokens.slice(match.next)
  return rest.length === 0 || (rest.length === 1 && /^[.;!]$/.test(rest[0]?.text ?? '')) ? match.value : null
}

/** Every grammar looks at the same tokens. */
const cut = new WeakMap<Sentence, readonly Token[]>()

function tokensIn(sentence: Sentence): readonly Token[] {
  const known = cut.get(sentence) ?? tokensOf(sentence.text)
  cut.set(sentence, known)
  return known
}
