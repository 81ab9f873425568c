import { singular, wordsOf } from '../../words/nouns.js'
import { nounOf } from '../nouns.js'
import { entityOf } from '../targets.js'
import type { KnownField } from '../vocabulary.js'
import { type Input, means, optional, type Phrase, remembered, sequence, word } from './phrase.js'

/** An entity of the design as a sentence names it. */
export interface NamedEntity {
  readonly noun: string
  readonly entity: string
}

const ARTICLE = word(
  'a',
  'an',
  'the',
  'any',
  'all',
  'each',
  'every',
  'its',
  'their',
  'one',
  'all the',
  'some',
  'this',
)

/** The longest run of at most `most` words for which `find` knows something. */
export function longest<T>(
  most: number,
  find: (words: readonly string[], input: Input) => T | null,
): Phrase<T> {
  return (input, at) => {
    const run: string[] = []
    for (const { kind, written } of input.tokens.slice(at, at + most)) {
      if (kind !== 'word') break
      run.push(written)
    }
    for (let count = run.length; count > 0; count -= 1) {
      const value = find(run.slice(0, count), input)
      if (value !== null) return { value, next: at + count }
    }
    return null
  }
}

/** The name of an entity in the singular or plural, without an article. */
export const bareEntity: Phrase<NamedEntity> = remembered(
  longest(3, (words, { vocabulary }) => {
    const noun = nounOf(words.join(' '))
    const entity = vocabulary.entities.get(noun)
    return entity === undefined ? null : { noun, entity }
  }),
)

/** `the purchase orders`, `a loan`, `Loan`. */
export const entity: Phrase<NamedEntity> = means(
  sequence<[string | null, NamedEntity]>(optional(ARTICLE), bareEntity),
  ([, named]) => named,
)

/** A column of the entity that the sentence is about: `due_on`, `the due date`, `titles`. */
export const field: Phrase<KnownField> = remembered(
  means(
    sequence<[string | null, KnownField, string | null]>(
      optional(ARTICLE),
      longest(4, (words, { sentence, vocabulary }) => {
        const said = words.flatMap((each) => wordsOf(each)).join(' ')
        const known =
          vocabulary.fields.get(said) ??
          vocabulary.fields.get(nounOf(said)) ??
          vocabulary.fields.get(`is ${said}`) ??
          momentNames(said)
            .map((name) => vocabulary.fields.get(name))
            .find((found) => found !== undefined)
        if (known === undefined) return null
        const about = entityOf(sentence, vocabulary)
        return known.find((each) => each.entity === about) ?? (known.length === 1 ? (known[0] ?? null) : null)
      }),
      optional(word('field', 'fields', 'value', 'values', 'column')),
    ),
    ([, found]) => found,
  ),
)

/** Names of columns that hold what people call a date or a time: `purchased_on` for the purchase date. */
function momentNames(said: string): readonly string[] {
  const stem = said.replace(/ (?:time(?:stamp)?|date)$/, '')
  if (stem === said) return said === 'date of birth' ? ['birth date', 'birthdate', 'born on'] : []
  const verb = stem.replace(/e$/, '')
  return [
    `${stem} at`,
    `${stem} on`,
    `${verb}ed at`,
    `${verb}ed on`,
    `${stem}s at`,
    `${stem}s on`,
    `${stem}date`,
    `date of ${stem}`,
  ]
}

/** A column of an entity that ties its rows to another thing: `shelf_id` for a shelf; null when it has none. */
export function tieOf(
  named: string,
  noun: string,
  fields: ReadonlyMap<string, readonly KnownField[]>,
): KnownField | null {
  for (const name of [`${singular(noun)} id`, singular(noun)])
    for (const known of fields.get(name) ?? []) if (known.entity === named) return known
  return null
}
