import type { Entity, Field } from '../../design/entity.js'
import type { Expression } from '../../design/expression.js'
import type { Step, Tie } from '../../design/step.js'
import type { Candidate } from '../candidate.js'
import { columnNamed, primaryKey, referenceTo } from '../column.js'
import { referredBy } from '../referred.js'
import { keyOf, wordsOf } from '../naming.js'
import type { Built } from './guard.js'
import { built, unbuilt } from './guard.js'
import type { Occurrence } from './effect-occurrences.js'

/** Names of columns that hold who did something. */
const WHO = /^(?:(?:[a-z]+_)?by(?:_(?:user_)?id)?|(?:user|actor|author|caller|performer|editor)(?:_id)?)$/
const OLD = /^(?:old|from|previous|prior|before)$/
const NEW = /^(?:new|to|next|after)$/

/** A column that keeps what another one was, or became: `old_status`, `to`, `status`. */
function sideOf(column: Field, moved: string): 'old' | 'new' | null {
  const words = wordsOf(column.name).filter((word) => word !== 'value' && !wordsOf(moved).includes(word))
  if (words.length === 0) return keyOf(column.name) === keyOf(moved) ? 'new' : null
  const [only, ...more] = words
  if (only === undefined || more.length > 0) return null
  return OLD.test(only) ? 'old' : NEW.test(only) ? 'new' : null
}

/** What a new row holds by itself: what it refers to, who made it, and what a column was and became. */
function ownValues(
  { draft, operation }: Candidate,
  entity: Entity,
  { row, entity: about, moved, made }: Occurrence,
  steps: readonly Step[],
): ReadonlyMap<string, Expression> {
  const values = new Map<string, Expression>()
  const known = operation.access !== 'public' && operation.access !== 'optional'
  const key = primaryKey(about)
  const reference = referenceTo(entity, about)
  if (reference !== null && key !== null) values.set(reference.name, { kind: 'field', row, field: key.name })
  for (const column of entity.fields) {
    if (values.has(column.name) || (column.primaryKey && column.generated !== null)) continue
    const target = referredBy(draft.entities, column)
    if (target !== null && !target.entity.managedElsewhere) {
      const beside = referenceTo(about, target.entity)
      const found = steps.find((step) => step.kind === 'find' && step.entity === target.entity.name)
      if (beside !== null) values.set(column.name, { kind: 'field', row, field: beside.name })
      else if (found?.kind === 'find' && (found.whenBody ?? null) === null)
        values.set(column.name, { kind: 'field', row: found.row, field: target.key.name })
      continue
    }
    if (
      known &&
      (column.name === entity.owner || (WHO.test(snake(column.name)) && column.type === 'string'))
    ) {
      values.set(column.name, { kind: 'caller' })
      continue
    }
    if (/^(?:datetime|date)$/.test(column.type) && isMoment(column)) {
      if (column.generated === null) values.set(column.name, { kind: 'now' })
      continue
    }
    const side = moved === null ? null : sideOf(column, moved.field)
    if (side !== null && moved !== null && !made)
      values.set(column.name, side === 'new' ? moved.to : { kind: 'field', row, field: moved.field })
  }
  return values
}

function snake(name: string): string {
  return wordsOf(name).join('_')
}

/** Columns of the moment at which a row came about; `closed_at` and `due_on` are of another one. */
const CAME_ABOUT =
  /^(?:(?:created|changed|recorded|occurred|happened|logged|made|performed|opened|raised|reported|moved|written|added|noted|entered|registered|updated)_)?(?:at|on)$|^(?:timestamp|time|date|moment)$/

function isMoment({ name, touched }: Field): boolean {
  return touched || CAME_ABOUT.test(snake(name))
}

/** Words that say nothing of a value. */
const FILLER =
  /^(?:automatically|as well|too|also|immediately|in the same (?:transaction|request)|at once|history|the audit trail|for audit(?:ing)?)$/

/**
 * The values of a row that comes about beside what an operation does: what is said of them, and what the columns
 * are for. A piece of what is said that means no column, or a column that must hold something and is given nothing, is
 * not built.
 */
export function recordValues(
  candidate: Candidate,
  entity: Entity,
  occurrence: Occurrence,
  steps: readonly Step[],
  said: string,
): Built<readonly Tie[]> {
  const values = new Map(ownValues(candidate, entity, occurrence, steps))
  for (const piece of piecesOf(said)) {
    const meant = pieceOf(candidate, entity, occurrence, values, piece)
    if (meant === null) return unbuilt(`what “${piece}” means of ${entity.name} is not understood`)
    if (meant !== 'there') values.set(meant.field, meant.value)
  }
  for (const column of entity.fields) {
    if (values.has(column.name) || column.nullable || column.default !== null || column.generated !== null)
      continue
    if (column.primaryKey && /^(?:integer|uuid)$/.test(column.type)) continue
    return unbuilt(`nothing gives ${entity.name}.${column.name} its value`)
  }
  return built([...values].map(([field, value]) => ({ field, value })))
}

function piecesOf(said: string): readonly string[] {
  return said
    .replaceAll(/[()]/g, ' ')
    .split(/,|;|\b(?:and|with|as well as|plus)\b/i)
    .map((piece) =>
      piece
        .trim()
        .replace(
          /^(?:with|including|containing|holding|that holds|storing|recording|along with|showing)\s/i,
          '',
        )
        .replace(/^(?:the|a|an|its|their)\s/i, '')
        .replaceAll('`', '')
        .trim(),
    )
    .filter((piece) => piece !== '')
}

type Meant = { readonly field: string; readonly value: Expression } | 'there' | null

function pieceOf(
  { draft }: Candidate,
  entity: Entity,
  { row, entity: about, moved }: Occurrence,
  values: ReadonlyMap<string, Expression>,
  piece: string,
): Meant {
  const lower = piece.toLowerCase()
  if (FILLER.test(lower)) return 'there'
  const held = (test: (value: Expression) => boolean): Meant =>
    [...values.values()].some(test) ? 'there' : null
  if (/^(?:who\b|by whom|(?:user|caller|person|actor|author)\b|(?:by )?(?:the )?caller)/.test(lower))
    return held(({ kind }) => kind === 'caller')
  if (/^(?:when\b|at what time|time(?:stamp)?\b|date\b|moment\b|current time)/.test(lower))
    return entity.fields.some((column) => isMoment(column) && column.type.startsWith('date')) ? 'there' : null
  if (moved !== null && /^(?:old|previous|prior|former|new|next|from|to)\b/.test(lower)) {
    const side = /^(?:new|next|to)/.test(lower) ? 'new' : 'old'
    const words = wordsOf(lower)
      .slice(1)
      .filter((word) => !/^(?:value|values|the|to|and)$/.test(word))
    const known = words.every((word) => wordsOf(moved.field).includes(word))
    return known && entity.fields.some((column) => sideOf(column, moved.field) === side) ? 'there' : null
  }
  const tie = /^(?:for|on|of|to|in|about) (?:the |that |this |its |a )?(.{2,60})$/.exec(lower)?.[1]
  if (tie !== undefined) {
    const named = draft.entities.find((one) => keyOf(one.name) === keyOf(tie))
    return named !== undefined && referenceTo(entity, named) !== null ? 'there' : null
  }
  return copied(entity, about, row, piece) ?? literal(entity, piece)
}

/** `visit's note as its title`, `value of the reading`, `reading's value`. */
function copied(entity: Entity, about: Entity, row: string, piece: string): Meant {
  const [from = '', as] = piece.split(/ (?:as|in|into) (?:the |its |a )?/i, 2)
  const owned = /^(.{1,60})['’]s? (.{1,60})$/.exec(from)
  const of = /^(.{1,60}) of the (.{1,60})$/.exec(from)
  const whose = owned?.[1] ?? of?.[2]
  if (whose !== undefined && keyOf(whose.replace(/^(?:the|a) /i, '')) !== keyOf(about.name)) return null
  if (whose === undefined && as === undefined) return null
  const source = columnNamed(about, (owned?.[2] ?? of?.[1] ?? from).trim().replaceAll(' ', '_'))
  const target = columnNamed(entity, (as ?? source?.name ?? '').trim().replaceAll(' ', '_'))
  if (source === null || target === null || !fits(source, target)) return null
  return { field: target.name, value: { kind: 'field', row, field: source.name } }
}

function fits(source: Field, target: Field): boolean {
  const textual = (type: string): boolean => type === 'string' || type === 'enum'
  const same = source.type === target.type || (textual(source.type) && target.type === 'string')
  const bounded =
    target.maxLength !== null && (source.maxLength === null || source.maxLength > target.maxLength)
  return same && (!source.nullable || target.nullable) && !bounded
}

/** `status open`, `status set to "open"`, `type = created`. */
function literal(entity: Entity, piece: string): Meant {
  const match = /^([A-Za-z_][\w ]{0,60}?)(?: set to| =| of|:| is)? ["'“]?([\w.-]{1,60})["'”]?$/.exec(piece)
  const column = match?.[1] === undefined ? null : columnNamed(entity, match[1].trim().replaceAll(' ', '_'))
  const value = column === null || match?.[2] === undefined ? null : constantIn(column, match[2])
  return column === null || value === null ? null : { field: column.name, value }
}

/** A written value in the type of a column; null where the column cannot hold it. */
export function constantIn(
  column: Field,
  text: string,
): Extract<Expression, { readonly kind: 'constant' }> | null {
  if (column.type === 'boolean')
    return /^(?:true|false)$/i.test(text) ? { kind: 'constant', value: /^true$/i.test(text) } : null
  if (/^(?:integer|number)$/.test(column.type))
    return /^-?\d{1,15}(?:\.\d{1,10})?$/.test(text) ? { kind: 'constant', value: Number(text) } : null
  const state = column.enum?.find((one) => keyOf(one) === keyOf(text))
  if (column.enum !== null) return state === undefined ? null : { kind: 'constant', value: state }
  return column.type === 'string' ? { kind: 'constant', value: text } : null
}
