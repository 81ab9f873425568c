import type { Shape, ShapeField } from '../../claims/shape.js'
import type { JsonValue } from '../../claims/json.js'
import { isObject } from '../../design/conformance.js'
import type { Envelope, EnvelopeMember } from '../../design/operation.js'
import type { Candidate } from '../candidate.js'
import { columnNamed, primaryKey } from '../column.js'
import { entityNamed } from '../entity-of.js'
import { keyOf, wordsOf } from '../naming.js'
import type { Built } from '../steps/guard.js'
import { built, builtEach, unbuilt } from '../steps/guard.js'
import { importsFile } from '../steps/import-file.js'
import { isOutcomes, isRefusedKey, keepsApart } from '../steps/kept-apart.js'
import { rowsListOf } from '../steps/listed-rows.js'
import { isPlaceKey } from '../steps/place.js'
import { rulesOf } from './rules-of.js'

const MADE =
  /^(?:num(?:ber)?)?(?:of)?(?:created|inserted|added|stored|saved|imported|succeeded|successful|success|successes)(?:count|total|rows|items|records)?$/
const ALL =
  /^(?:num(?:ber)?)?(?:of)?(?:total|processed|received|submitted|count)(?:count|rows|items|records|processed)?$/
const MESSAGE = /^(?:message|error|reason|detail|msg|errormessage|description)$/
const MESSAGES = /^(?:messages|errors|reasons)$/
const FIELD = /^(?:field|column|fieldname|columnname|loc|path)$/
const FAILED = /error|fail|skip|invalid|reject|refus/i

/**
 * A key of the answer to many new rows that tells what was stored and what was refused:
 * `{"imported": 2, "failed": 1, "errors": [{"row": 3, "message": "…"}]}`. Null for any other key, and any other answer.
 */
export function reportMember(candidate: Candidate, field: ShapeField): Built<EnvelopeMember> | null {
  if (!isReport(candidate)) return null
  const { name: key, shape } = field
  const word = keyOf(key)
  if (shape.kind === 'value' && (shape.facts.type ?? 'integer') === 'integer') {
    if (MADE.test(word)) return built({ key, kind: 'made' })
    if (isRefusedKey(key)) return built({ key, kind: 'listed', tells: 'refused' })
    return ALL.test(word) ? built({ key, kind: 'listed', tells: 'all' }) : null
  }
  if (shape.kind !== 'array') return null
  if (isOutcomes(key, shape)) return outcomes(candidate, key, shape.items)
  if (!isRefusedKey(key)) return null
  if (shape.items.kind === 'object') return refusals(key, shape.items)
  const isText = shape.items.kind === 'value' && (shape.items.facts.type ?? 'string') === 'string'
  return isText
    ? built({ key, kind: 'refusals', body: null })
    : unbuilt(`nothing says what "${key}" holds of a row that was refused`)
}

/** Whether good rows of a list or file are stored beside refused ones, or a file is told of. */
function isReport(candidate: Candidate): boolean {
  if (importsFile(candidate)) return true
  return rowsListOf(candidate) !== null && keepsApart(candidate) === true
}

function around(name: string | null, members: readonly EnvelopeMember[]): Envelope {
  return { kind: 'envelope', name: name ?? '', members }
}

/** What is told of a refused element by one key of its object; null for another key. */
function faultMember(key: string): EnvelopeMember | null {
  if (isPlaceKey(key)) return { key, kind: 'fault', tells: 'place' }
  if (FIELD.test(keyOf(key))) return { key, kind: 'fault', tells: 'field' }
  return MESSAGE.test(keyOf(key)) ? { key, kind: 'fault', tells: 'message' } : null
}

function refusals(
  key: string,
  { name, fields }: Extract<Shape, { readonly kind: 'object' }>,
): Built<EnvelopeMember> {
  const members = builtEach(fields, (inner): Built<EnvelopeMember> => {
    if (MESSAGES.test(keyOf(inner.name)) && inner.shape.kind === 'array')
      return inner.shape.items.kind === 'value'
        ? built({ key: inner.name, kind: 'refusals', body: null })
        : unbuilt(`the faults of one row in "${key}.${inner.name}" cannot be told as objects yet`)
    const fault =
      inner.shape.kind === 'value' || inner.shape.kind === 'unknown' ? faultMember(inner.name) : null
    return fault === null
      ? unbuilt(`nothing says what "${key}.${inner.name}" tells of a row that was refused`)
      : built(fault)
  })
  if (!members.ok) return members
  return built({ key, kind: 'refusals', body: around(name, members.value) })
}

function outcomes(candidate: Candidate, key: string, items: Shape): Built<EnvelopeMember> {
  if (items.kind !== 'object') return unbuilt(`nothing says what "${key}" holds`)
  const shown = shownOutcomes(candidate, key)
  const members = builtEach(items.fields, (inner): Built<EnvelopeMember> => {
    const fault = faultMember(inner.name)
    if (fault !== null) return built(fault)
    const column = keyColumn(candidate, inner.name)
    if (column !== null) return built({ ...column, key: inner.name })
    const made = toldOf(
      inner,
      shown.filter((row) => !isFailed(row)),
      false,
    )
    const refused = toldOf(inner, shown.filter(isFailed), true)
    return made === undefined || refused === undefined
      ? unbuilt(
          `no document shows what "${key}.${inner.name}" tells of an element that was ${made === undefined ? 'stored' : 'refused'}`,
        )
      : built({ key: inner.name, kind: 'outcome', made, refused })
  })
  if (!members.ok) return members
  return built({ key, kind: 'outcomes', body: around(items.name, members.value) })
}

/** The column of the row that was made which a key of its outcome shows. */
function keyColumn(
  { entity }: Candidate,
  name: string,
): Extract<EnvelopeMember, { kind: 'madeColumn' }> | null {
  if (entity === null) return null
  const words = wordsOf(name)
  const isKey =
    name === 'id' ||
    (words.length > 1 &&
      words.at(-1) === 'id' &&
      entityNamed([entity], words.slice(0, -1).join('_')) !== null)
  const column = isKey
    ? primaryKey(entity)
    : /^(?:status|success|ok|error)$/i.test(name)
      ? null
      : columnNamed(entity, name)
  return column === null
    ? null
    : {
        key: name,
        kind: 'madeColumn',
        column: column.name,
        entity: entity.name,
        rules: { ...rulesOf(column), nullable: true },
      }
}

function shownOutcomes(
  { operation }: Candidate,
  key: string,
): readonly Readonly<Record<string, JsonValue>>[] {
  return operation.examples.flatMap(({ response }) => {
    const rows = isObject(response) && Object.hasOwn(response, key) ? response[key] : null
    return Array.isArray(rows) ? rows.filter((row) => isObject(row)) : []
  })
}

/** Whether an example tells of an element that was refused. */
function isFailed(row: Readonly<Record<string, JsonValue>>): boolean {
  return Object.entries(row).some(([name, value]) => {
    if (/^(?:success|ok)$/i.test(name)) return value === false
    if (/^(?:error|errors|reason)$/i.test(name)) return value !== null && value !== ''
    if (typeof value === 'number') return /^(?:status|code|status_?code)$/i.test(name) && value >= 400
    return /^(?:status|result|outcome)$/i.test(name) && typeof value === 'string' && FAILED.test(value)
  })
}

/** What a key says of one outcome: as examples show it, else as its schema tells; undefined where nothing does. */
function toldOf(
  { name, shape }: ShapeField,
  rows: readonly Readonly<Record<string, JsonValue>>[],
  failed: boolean,
): JsonValue | undefined {
  const shown = rows.map((row) => (Object.hasOwn(row, name) ? (row[name] ?? null) : null))
  const [first] = shown
  if (first !== undefined && typeof first !== 'object' && shown.every((value) => value === first))
    return first
  if (shape.kind !== 'value') return undefined
  if (/^(?:success|ok)$/i.test(name)) return !failed
  const words = (shape.facts.enum ?? []).filter((word) => FAILED.test(word) === failed)
  return words.length === 1 ? words[0] : undefined
}
