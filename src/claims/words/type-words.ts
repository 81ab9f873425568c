import type { ValueType } from '../shape.js'
import type { ValueFact } from './fact.js'

/** A word that names a type, the more telling ones first: `string (uuid)` is a UUID. */
const TYPE_WORDS: readonly (readonly [RegExp, ValueType])[] = [
  // Django's fields.
  [/\b(?:Big|Small)?(?:Auto|Integer)Field\b|\bPositive(?:Big|Small)?IntegerField\b/, 'integer'],
  [/\b(?:Char|Text|Email|Slug|URL|FilePath|File|Image)Field\b/, 'string'],
  [/\bDateTimeField\b/, 'datetime'],
  [/\bDateField\b/, 'date'],
  [/\bTimeField\b/, 'time'],
  [/\bDecimalField\b/, 'decimal'],
  [/\bFloatField\b/, 'number'],
  [/\bBooleanField\b/, 'boolean'],
  [/\bUUIDField\b/, 'uuid'],
  [/\bJSONField\b/, 'object'],
  [/\b(?:array|list)\b|\b[\w.]{1,60}\[\](?!\w)|\b(?:List|Array|Sequence|Set|list|set)[[<(]/i, 'array'],
  [/\b(?:uuid|guid)(?:v?4)?\b/i, 'uuid'],
  // Classes of Java, C# and Go.
  [/\b(?:Instant|LocalDateTime|OffsetDateTime|ZonedDateTime|DateTimeOffset)\b|\btime\.Time\b/, 'datetime'],
  [/\b(?:LocalDate|DateOnly)\b/, 'date'],
  [/\bBigDecimal\b/, 'decimal'],
  [
    /\b(?:date-?time|timestamptz?|timestamp)\b|\biso[- ]?8601\b(?! date\b(?!-?time))|\bdate[ -]and[ -]time\b/i,
    'datetime',
  ],
  [/\bdate\b(?!-)|\bYYYY-MM-DD\b/i, 'date'],
  [/\btime\b(?! ?zone)/i, 'time'],
  [/\b(?:enum|literal)\b/i, 'enum'],
  [/\b(?:boolean|bool)\b|\btrue ?(?:\/|\||or) ?false\b/i, 'boolean'],
  [/\b(?:integer|int|bigint|smallint|bigserial|int(?:32|64))\b/i, 'integer'],
  [/\bSERIAL\b|^\W{0,3}serial\b(?! [a-z])/, 'integer'],
  [/\b(?:decimal|numeric|money)\b/i, 'decimal'],
  // `1 number` asks for a digit, `phone number` is a text.
  [
    /(?<!\b(?:\d|one|an?|least|phone|order|card|account|serial|tracking|mobile|telephone|contact|id) )\b(?:number|float|double|real)\b/i,
    'number',
  ],
  [/\b(?:string|str|text|(?:var)?char|citext|varchar\d{0,5})\b/i, 'string'],
  [/\b(?:email|url|uri)\b/i, 'string'],
  [/\b(?:object|dict|jsonb?|map|record)\b/i, 'object'],
  [/\b(?:bytes|bytea|binary|blob)\b/i, 'bytes'],
  // `file`, `File (image)`, `UploadFile`; a file name is a text.
  [
    /^\W{0,3}(?:upload ?files?|(?:multipart |uploaded |image |binary )?files?)\b(?![ _-]?(?:name|path|size|type|url|id|count|format|extension))/i,
    'bytes',
  ],
]

/** `string (uuid)` narrows, so these win over a plain `string`, `date` or `object` before them. */
const NARROWS = new Set<ValueType>(['array', 'uuid', 'datetime', 'date', 'enum'])

/** Words that name how a text is written or what a number counts from: `comma-separated list`, `minutes before due date`, `set at creation time`. */
const NO_TYPES =
  /\bvalue objects?\b|\b(?:comma|semicolon|space|pipe|newline)[- ](?:separated|delimited)(?: (?:list|array|values?|strings?))?|\b(?:before|after|until|since|relative to) (?:the |its )?(?:[a-z]{1,15} )?(?:date|time|timestamp)\b|\b(?:creation|insertion|modification|update|deletion|first|last|each|every|same|real|run|that|this|one)[ -]time\b(?! ?stamp)/gi

/**
 * The type that words name: `VARCHAR(200)`, `string | null`, `List[str]`, `ISO 8601 datetime`, `string (UUID)`.
 *
 * @param written the content of a type column, or what stands in the brackets after a name
 * @returns the type with its place; null when no word names one
 */
export function typeWord(written: string): Extract<ValueFact, { property: 'type' }> | null {
  const text = written.replaceAll(NO_TYPES, (words) => ' '.repeat(words.length))
  let best: { readonly value: ValueType; readonly start: number; readonly end: number } | null = null
  for (const [pattern, value] of TYPE_WORDS) {
    const match = pattern.exec(text)
    if (match === null) continue
    const found = { value, start: match.index, end: match.index + match[0].length }
    if (best === null || (found.start < best.start && !NARROWS.has(best.value))) best = found
  }
  return best === null ? null : { property: 'type', ...best }
}

/** The type of an array's elements: `List[str]`, `string[]`, `array of strings`, `array<uuid>`. */
export function elementType(text: string): ValueType | null {
  const inner =
    /\b(?:array|list|sequence|set)(?: of |[[<(])[ ]?([\w.| ]{1,60})/i.exec(text)?.[1] ??
    /\b([\w.]{1,60})\[\]/.exec(text)?.[1]
  return inner === undefined ? null : (typeWord(inner.replace(/s$/, ''))?.value ?? null)
}
