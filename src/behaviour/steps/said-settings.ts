import type { Entity, Field } from '../../design/entity.js'
import type { Candidate } from '../candidate.js'
import { wordsOf } from '../naming.js'
import { ownWords } from '../own-words.js'
import { columnOfBody } from './values.js'

/** What an operation's own words put into columns of its row. */
export interface SaidSettings {
  /** Columns that take the moment of the request: `sets started_at`. */
  readonly moments: readonly Field[]
  /** Columns that take something else, or what is not understood: `minutes = the minutes between …`, `clears held_at`. */
  readonly others: readonly Field[]
}

const KEEPS = /^(?:sets?|records?|stamps?|fills?|stores?|saves?|notes?)$/i
const SETS =
  /\b(sets?|records?|stamps?|fills?|stores?|saves?|notes?|clears?|resets?|empties|increments?|decrements?|increases?|decreases?)\s/gi

/** Where what is set ends, and a case or a refusal begins. */
const END = /\b(?:if|when|unless|otherwise|while|[45]\d\d)\b/i

const NOW =
  /^(?:(?:to|as|with|at|=) )?(?:now|(?:to )?the (?:current|present) (?:time|moment|date|timestamp)|(?:the )?current time(?:stamp)?|(?:the )?server time)$/i

/**
 * The columns that the documents of an operation say it sets: `sets started_at`, `records paused_at and sets minutes to
 * 0`, `minutes = …`. Its state, what its body brings and columns that a document names in passing are none.
 */
export function saidSettings(candidate: Candidate, entity: Entity): SaidSettings {
  const brought = new Set(candidate.operation.body.map((field) => columnOfBody(entity, field)))
  const columns = entity.fields
    .filter((column) => column.enum === null && !column.touched && !brought.has(column))
    .toSorted((left, right) => right.name.length - left.name.length)
  const moments = new Set<Field>()
  const others = new Set<Field>()
  for (const sentence of ownWords(candidate)) {
    for (const column of columns) if (isEquated(sentence, column)) others.add(column)
    for (const match of sentence.matchAll(SETS)) {
      const behind = sentence.slice(match.index + match[0].length).split(END, 1)[0] ?? ''
      for (const piece of behind.split(/,| and | & /)) {
        const set = settingIn(piece, columns)
        if (set === null) continue
        const isMoment = /^date(?:time)?$/.test(set.column.type) && KEEPS.test(match[1] ?? '')
        const isNow = isMoment && (set.value === '' || NOW.test(set.value))
        ;(isNow ? moments : others).add(set.column)
      }
    }
  }
  return {
    moments: [...moments].filter((column) => !others.has(column)),
    others: [...others],
  }
}

/** The column that a piece of a list begins with, and what stands behind it; null for one that names none. */
function settingIn(
  piece: string,
  columns: readonly Field[],
): { readonly column: Field; readonly value: string } | null {
  const said = piece.trim().replace(/^(?:(?:the|its|both|new|also|then|in) )+/i, '')
  const words = wordsOf(said)
  const column = columns.find(({ name }) => {
    const own = wordsOf(name)
    return own.length > 0 && own.every((word, index) => words[index] === word)
  })
  if (column === undefined) return null
  const [, value = ''] = /^\W*[\w-]+\W*(?:\s+(.*))?$/.exec(said) ?? []
  const isWord = wordsOf(column.name).length === 1
  // `title` is also a word of English, `held_at` is none.
  if (isWord && value !== '' && !/^(?:to|as|=|with|from|by)\b/i.test(value)) return null
  if (!isWord && !said.replaceAll('`', '').startsWith(column.name)) return null
  return { column, value: value.trim() }
}

/** `minutes = …`, `minutes := …`. */
function isEquated(sentence: string, { name }: Field): boolean {
  const bare = sentence.replaceAll('`', '')
  const at = bare.search(/\s{0,3}(?::=|(?<![=<>!])=(?![=>]))\s/)
  return (
    at > 0 && wordsOf(bare.slice(0, at)).at(-1) === wordsOf(name).at(-1) && bare.slice(0, at).endsWith(name)
  )
}
