import { type InlineText, sliceOf } from '../../source/inline-text.js'
import type { Span } from '../../source/span.js'
import type { ColumnFacts } from '../claim.js'
import { piecesOf } from '../endpoints/listed-names.js'
import { operationNames } from '../outline/operation-name.js'
import { textOf } from '../outline/outline.js'
import { unitReader } from '../outline/unit-reader.js'
import { columnClaims, entityClaims, propertyClaims, type Said, schemaClaims, valueFacts } from '../said.js'
import { typeWord } from '../value-words.js'
import type { ListedField } from './field-table.js'
import { SCHEMA_NAME } from './section-subject.js'
import { columnWords, placed, storedFacts } from './text-facts.js'
import { typeByCustom } from './type-by-custom.js'

const READER = 'entity-lines'

/** The name of an entity, and what stands between it and its fields. */
const NAME =
  /^([A-Z][A-Za-z0-9]{1,40}(?: [A-Z][A-Za-z0-9]{1,40}){0,2}|[a-z]\w{2,40})(?: (?:table|entity|model))?(?:\s?[:：]\s?|\s[–—-]\s|\s?(?=[({]))(?:(?:fields|columns|attributes)\s?[:：]\s?)?/

/** Words before lists of fields that name no entity. */
const NO_NAME =
  /^(?:(?:key|main|core|data|required|optional|other|all|query|path|request|response|task|body) )?(?:attributes?|fields?|columns?|propert(?:y|ies)|parameters?|params|keys?|body|request|response|payload|returns?|examples?|output|input|index(?:es)?|headers?|claims?|required|optional|contains|includes|stores|schema|model|entity|table|type|format|values?|where|note|notes)$/i

/** Headings over what is stored. */
const STORED = /\b(?:data|entit(?:y|ies)|models?|tables?|schema|domain|database|storage)\b/i

const FIELD = /^\s*([a-z_]\w{0,60})(\?)?(?=$|\s?[(:→=]|\s->|\s[a-zA-Z])/

/** A piece that goes on with what is said of the field before it. */
const CONTINUED =
  /^\s*(?:(?:and|or|but|default|defaults|required|optional|unique|nullable|indexed|index|max|min|at least|at most|up to|not null|null|pk|fk|primary key|foreign key|auto|read-?only|immutable)\b|[\d"'`≥≤<>])/i

/**
 * An entity with its fields in one line:
 *
 * ```markdown
 * ## Data
 *
 * **Seed** – id (uuid), name (max 80, required), kind (herb | flower), shelf_id → Shelf, state: stored → sown → grown
 *
 * - **Shelf**: id, label (string, unique), depth_cm integer
 * - `trays(id uuid pk, seed_id fk → seeds, sown_on date)`
 * ```
 */
export const entityLines = unitReader(
  READER,
  '**Seed** – id (uuid), name (max 80, required), shelf_id → Shelf',
  (unit, { document }) => {
    const text = textOf(unit)
    if (text === null || unit.kind === 'heading' || unit.operation !== null) return []
    if (document.source.kind === 'frontend' || operationNames(text.text).length > 0) return []
    const entity = entityOf(
      text,
      unit.headings.some((title) => STORED.test(title)),
    )
    if (entity === null) return []
    const name = entity.name.replaceAll(' ', '')
    const exists = { property: 'exists', value: true, span: text.span(0, entity.name.length) } as const
    if (SCHEMA_NAME.test(name))
      return [
        ...schemaClaims(READER, name, [exists]),
        ...entity.fields.flatMap((field) =>
          propertyClaims(READER, name, field.name, valueFacts(field.facts)),
        ),
      ]
    return [
      ...entityClaims(READER, name, [exists]),
      ...entity.fields.flatMap((field) => columnClaims(READER, name, field.name, storedFacts(field.facts))),
    ]
  },
)

/**
 * The entity of a line, if every piece behind its name is a field and one is its key or has a type.
 *
 * @param among whether the line stands under a heading over what is stored; elsewhere a key has to come first
 */
function entityOf(
  text: InlineText,
  among: boolean,
): { readonly name: string; readonly fields: readonly ListedField[] } | null {
  const match = NAME.exec(text.text)
  const name = match?.[1]?.replace(/ (?:Table|Entity|Model)$/, '')
  if (match === null || name === undefined || NO_NAME.test(name)) return null
  const fields = fieldsIn(text, match[0].length)
  if (fields === null || fields.length < 3) return null
  const [first] = fields
  const keyed = first?.name.toLowerCase() === 'id'
  const told = fields.some(({ facts }) => hasType(facts))
  if (!(among ? keyed || told : keyed && told)) return null
  return { name, fields }
}

/** The fields between commas; null where a piece is no field. */
function fieldsIn(text: InlineText, from: number): readonly ListedField[] | null {
  const { start, end } = withoutFrame(text.text, from)
  const pieces: { start: number; end: number }[] = []
  for (const piece of piecesOf(text.text.slice(start, end), ',;')) {
    const last = pieces.at(-1)
    if (last !== undefined && CONTINUED.test(text.text.slice(start + piece.start)))
      last.end = start + piece.end
    else pieces.push({ start: start + piece.start, end: start + piece.end })
  }
  const fields = pieces.map((piece) => fieldOf(text, piece.start, piece.end))
  return fields.includes(null) ? null : fields.filter((field) => field !== null)
}

/** What stands in brackets around all fields, or all up to the end of the sentence. */
function withoutFrame(text: string, from: number): { readonly start: number; readonly end: number } {
  const rest = text.slice(from)
  const framed = /^[({]([^]*)[)}]\.?$/.exec(rest.trimEnd())
  if (framed?.[1] !== undefined) return { start: from + 1, end: from + 1 + framed[1].length }
  const stop = /\.(?:\s+(?=[A-Z])|\s*$)/.exec(rest)
  return { start: from, end: stop === null ? text.length : from + stop.index }
}

function fieldOf(text: InlineText, start: number, end: number): ListedField | null {
  const piece = text.text.slice(start, end)
  const match = FIELD.exec(piece)
  const name = match?.[1]
  if (match === null || name === undefined) return null
  const words = sliceOf(text, start + match[0].length, end)
  // `books that are late` is no field.
  if (
    /^\s[a-zA-Z]/.test(words.text) &&
    !/^\s(?:pk|fk)\b/i.test(words.text) &&
    (typeWord(words.text)?.start ?? 9) > 1
  )
    return null
  const at = start + match[0].indexOf(name)
  const facts: Said<ColumnFacts>[] = [
    { property: 'exists', value: true, span: text.span(at, at + name.length) },
    ...statesOf(words),
    ...columnWords(words, 0, null),
  ]
  if (match[2] !== undefined)
    facts.push({ property: 'nullable', value: true, span: text.span(at, at + name.length + 1) })
  if (!hasType(facts)) facts.push(...untyped(name, words, text.span(at, at + name.length)))
  return { name, facts }
}

/** What is known of a field without a type: the one that its name has by custom, else the limits of a text: `name (max 80)`. */
function untyped(name: string, words: InlineText, span: Span): readonly Said<ColumnFacts>[] {
  const type = typeByCustom(name)
  if (type !== null) return [{ property: 'type', value: type, span }]
  return /_?[iI]d$/.test(name)
    ? []
    : columnWords(words, 0, 'string').filter(({ property }) => /Length$|^pattern$/.test(property))
}

function hasType(facts: readonly Said<ColumnFacts>[]): boolean {
  return facts.some(({ property }) => property === 'type' || property === 'references')
}

/** `: stored → sown → grown, or lost`: the states of a row, each behind the one before it. */
function statesOf(words: InlineText): readonly Said<ColumnFacts>[] {
  const run =
    /^\s?[:(]\s?((?:[a-z][\w-]{1,40})(?:(?:\s?(?:→|->|\||,|\/)\s?(?:or |and )?|\s(?:or|and)\s)[a-z][\w-]{1,40}){1,20})\)?\s*$/.exec(
      words.text,
    )
  if (run?.[1] === undefined || !/→|->/.test(run[1])) return []
  const values = [...new Set(run[1].split(/\s?(?:→|->|\||,|\/)\s?(?:or |and )?|\s(?:or|and)\s/))]
  const at = words.text.indexOf(run[1])
  return [
    placed(words, { property: 'type', value: 'enum', start: at, end: at + run[1].length }),
    placed(words, { property: 'enum', value: values, start: at, end: at + run[1].length }),
  ]
}
