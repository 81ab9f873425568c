import type { FileType } from '../design/file-rules.js'
import { singular, wordsOf } from './naming.js'

const TYPE_WORDS: readonly (readonly [RegExp, FileType])[] = [
  [/\bjpe?gs?\b/i, 'image/jpeg'],
  [/\bpngs?\b/i, 'image/png'],
  [/\bgifs?\b/i, 'image/gif'],
  [/\bwebp\b/i, 'image/webp'],
  [/\bpdfs?\b/i, 'application/pdf'],
  [
    /\bdocx\b|\bword documents?\b/i,
    'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  ],
  [
    /\bxlsx\b|\bexcel (?:files?|sheets?|workbooks?)\b/i,
    'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  ],
  [/\bpptx\b|\bpowerpoint\b/i, 'application/vnd.openxmlformats-officedocument.presentationml.presentation'],
]

/** The types of files that a text names. */
export function typesIn(text: string): readonly FileType[] {
  return TYPE_WORDS.filter(([pattern]) => pattern.test(text)).map(([, type]) => type)
}

/** The first size that a text names, in bytes; null without one. */
export function bytesIn(text: string): number | null {
  const [, count, unit] = /\b(\d{1,4})[ -]?(k|m)i?b\b/i.exec(text) ?? []
  return count === undefined ? null : Number(count) * (unit?.toLowerCase() === 'k' ? 1024 : 1024 * 1024)
}

/** Nouns for files of any use. */
const ANY_FILE: ReadonlySet<string> = new Set([
  'file',
  'upload',
  'attachment',
  'image',
  'picture',
  'photo',
  'photograph',
  'media',
])

/** Nouns for files of one use, by which no entity or column need be called. */
const ONE_FILE: ReadonlySet<string> = new Set([
  'avatar',
  'logo',
  'cover',
  'thumbnail',
  'document',
  'scan',
  'receipt',
  'invoice',
  'certificate',
  'import',
])

/** The nouns for files in a text, in the singular. */
function filesNamedIn(text: string): ReadonlySet<string> {
  return new Set(
    wordsOf(text)
      .map(singular)
      .filter((word) => ANY_FILE.has(word) || ONE_FILE.has(word)),
  )
}

/** Words that draw a line at a size. */
const LIMITS =
  /\b(?:max(?:imum)?|at most|up to|limit(?:s|ed)?|no (?:more|larger|bigger) than|exceed(?:s|ed|ing)?|(?:larger|bigger|greater|smaller|less|more) than|over|above|under|below|or (?:less|smaller|under)|within|must be|can be|may be|allowed)\b|[≤<>]/i

/** Words by which files are read or made and not taken. */
const GIVEN =
  /\b(?:download|export|generat|render|print|convert|resiz|compress|transcod|stored as|saved as|returned as)/i

/** Words that leave out what stands behind them; `other than JPEG` leaves out all else. */
const DENIES =
  /\b(?:not|never|no|except|without|excluding)\b(?! (?:more|larger|bigger|exceed|be (?:larger|bigger|more|over)))/i

/** What a sentence says of the files that people send. */
export interface FileBounds {
  readonly types: readonly FileType[]
  readonly bytes: number | null
}

/**
 * The bounds that a sentence sets for files: `Photos are JPEG or PNG, 2 MB at most`.
 *
 * @returns null for a sentence about anything else: how many bytes a cache holds, or what a download is
 */
export function fileBoundsIn(text: string): FileBounds | null {
  if (filesNamedIn(text).size === 0 || GIVEN.test(text) || /\?/.test(text)) return null
  const bytes = LIMITS.test(text) && !/\b(?:at least|min(?:imum)?)\b/i.test(text) ? bytesIn(text) : null
  const types = DENIES.test(text) && !/\bother than\b|\bonly\b/i.test(text) ? [] : typesIn(text)
  return bytes === null && types.length === 0 ? null : { types, bytes }
}

/**
 * Whether a sentence speaks of the files that one operation takes: by a noun of its own, or by one for any file where
 * that names the files of no other.
 *
 * @param own names of its path, form and column
 * @param others the same of all other operations that take files
 */
export function speaksOfFilesOf(text: string, own: readonly string[], others: readonly string[]): boolean {
  const said = wordsOf(text).map(singular)
  const mine = nounsOf(own)
  const theirs = nounsOf(others)
  if (said.some((word) => mine.has(word) && !COMMON.has(word) && !theirs.has(word))) return true
  if (said.some((word) => theirs.has(word) && !COMMON.has(word) && !mine.has(word))) return false
  return [...filesNamedIn(text)].every((word) => ANY_FILE.has(word) || mine.has(word))
}

/** Nouns that tell nothing of the use of a file. */
const COMMON: ReadonlySet<string> = new Set(['file', 'upload', 'media', 'url', 'urls', 'id', 'path'])

function nounsOf(names: readonly string[]): ReadonlySet<string> {
  return new Set(names.flatMap((name) => wordsOf(name).map(singular)))
}
