import { IGNORING_CASE } from '../../../claims/words/case-words.js'
import { columnOf, defaultOf, indexOf, touchedOf, unchangedOf, uniqueOf } from '../../../design/aspect.js'
import type { Entity } from '../../../design/entity.js'
import type { Operation } from '../../../design/operation.js'
import type { Step } from '../../../design/step.js'
import type { Aspect } from '../../../design/trace.js'
import { columnsNamedIn } from '../../steps/mention.js'
import type { StatementContext } from '../context.js'
import type { Demand } from '../demand.js'

/** Entities in question: those named, else those of the operations. */
function subjects({ design, entities, operations, general }: StatementContext): readonly Entity[] {
  const kept = (list: readonly Entity[]): readonly Entity[] =>
    list.filter((entity) => !entity.managedElsewhere)
  if (entities.length > 0) return kept(entities)
  const names = new Set(operations.map((operation) => operation.entity))
  const spoken = kept(design.entities.filter((entity) => names.has(entity.name)))
  return general && spoken.length > 1 ? [] : spoken
}

/** "`returned: false` by default", "the default status is open", "a generated id", "created_at is set automatically". */
export const defaults: Demand = (context) => {
  const given =
    /\bnew\b.{0,40} = |\bdefault(?:s|ed|ing)?\b|\bauto-?\w{0,10}\b|\bgenerat\w{1,5}\b|\binitial(?:ly)?\b/.test(
      context.text,
    )
  if (!given) return []
  return subjects(context).flatMap((entity) =>
    columnsNamedIn(entity, context.statement.text)
      .filter((field) => (field.default !== null || field.generated !== null) && !field.touched)
      // `user_id` names no `id`.
      .filter((field) => field.name !== 'id' || /(?<![\w-])ids?\b|\buuids?\b/i.test(context.statement.text))
      .map((field) => defaultOf(entity.name, field.name)),
  )
}

/** The moment of the last change in words. */
const LAST_CHANGE = /\b(?:updated?|modified|modification) (?:timestamp|time)\b/gi

/** "`updated_at` is set at every change". */
export const touched: Demand = (context) => {
  const spoken = subjects(context).some((entity) =>
    columnsNamedIn(entity, context.statement.text.replace(LAST_CHANGE, 'updated_at')).some(
      (field) => field.touched,
    ),
  )
  if (
    !spoken ||
    !/\bupdat|\bchang|\bautomatic|\bset|\brefresh|\bmodif|\breflect|\btimestamp/.test(
      context.text.replace(/\b\w{1,40}_\w{1,40}\b/g, ' '),
    )
  )
    return []
  const own = new Set(subjects(context).map(({ name }) => name))
  const touching = (operations: readonly Operation[]): readonly Operation[] =>
    operations.filter(({ steps, entity }) => touches(steps ?? []) && own.has(entity ?? ''))
  const near = touching(context.nearest)
  return (near.length > 0 ? near : touching(context.operations)).map(touchedOf)
}

function touches(steps: readonly Step[]): boolean {
  return steps.some(
    (step) =>
      (step.kind === 'flip' && step.touches.length > 0) ||
      (step.kind === 'assign' && step.values.some(({ value }) => value.kind === 'now')),
  )
}

const FIXED =
  /\b(?:not|never|cannot|can't|must not|may not)\b.{0,30}\b(?:chang|modif|updat|set|transfer|alter|overwrit|edit)|\bimmutable\b|\bread-?only\b|\bunchanged\b|\bpreserv/

/** "the owner of a loan never changes", "`returned` is not changed by this endpoint". */
export const fixedColumns: Demand = (context) => {
  if (!FIXED.test(context.text)) return []
  const aspects: Aspect[] = []
  for (const entity of subjects(context)) {
    const named = columnsNamedIn(entity, context.statement.text)
      .filter((field) => !field.touched)
      .map((field) => field.name)
    const transferred = /\btransfer|\bowner/.test(context.text) && entity.owner !== null ? [entity.owner] : []
    for (const operation of context.operations) {
      if (operation.entity !== entity.name || !CHANGES.has(operation.behaviour)) continue
      const settable = new Set(operation.body.map((field) => field.column))
      for (const name of [...named, ...transferred]) {
        if (settable.has(name)) continue
        aspects.push(unchangedOf(operation, name))
      }
    }
  }
  return aspects
}

const CHANGES: ReadonlySet<string> = new Set(['replace', 'update'])

/** An entry that describes a column: `note (string, optional): …`, `note: …`, `note`. */
const ENTRY = /^\W{0,4}([A-Za-z_]\w{0,60})\s?(?:\([^)]{0,80}\))?\s?(?:[:|]|$)/

const INDEX = /\bindex(?:es|ed)?\b|\bidx_|\bix_/

/** "a loan has the fields id, note, …", "table loans with columns …", "index on user_id", "isbn is unique". */
export const table: Demand = (context) => {
  const { statement } = context
  const text = `${context.text} ${(statement.headings.at(-1) ?? '').toLowerCase()}`
  const aspects: Aspect[] = []
  for (const entity of subjects(context)) {
    // "user_id" names no `id`, nor does another table's `id`.
    const named = columnsNamedIn(entity, statement.text).filter(
      (field) => field.name !== 'id' || /(?<![\w.-])ids?\b/i.test(statement.text),
    )
    const entry = ENTRY.exec(statement.text)?.[1]
    const described = entity.fields.find((field) => field.name === entry)
    if (described !== undefined) aspects.push(columnOf(entity.name, described.name))
    if (INDEX.test(text)) {
      const kept = named.filter((field) => (field.index || field.unique) && !field.primaryKey)
      aspects.push(...kept.map((field) => indexOf(entity.name, [field.name])))
      // An index that the design does not have is not shown by its columns.
      if (kept.length === 0 && INDEX.test(context.text)) continue
    }
    if (/\bunique/.test(text))
      aspects.push(
        ...named
          .filter((field) => field.unique && (!IGNORING_CASE.test(text) || ignoresCase(entity, field.name)))
          .map((field) => uniqueOf(entity.name, [field.name])),
      )
    if (
      /\b(?:fields?|columns?|attributes?|table|schema|model|stores?|properties|entity|foreign key|primary key|references?|check|not null|constraints?|type)\b/.test(
        text,
      )
    )
      aspects.push(...named.map((field) => columnOf(entity.name, field.name)))
  }
  return aspects
}

/** Whether large and small letters of a column are one in some key. */
function ignoresCase({ indexes }: Entity, column: string): boolean {
  return indexes.some(({ ignoreCase = [] }) => ignoreCase.includes(column))
}
