import type { Related, RelatedField } from '../design/operation.js'
import type { Execution } from './execution.js'
import { columnOf, compareStored, isSame, type Row } from './stored.js'

type FieldOf<K extends RelatedField['kind']> = Extract<RelatedField, { readonly kind: K }>

/** The row that a column refers to; null when there is none. */
export function referredRow(
  { transaction }: Execution,
  entity: string,
  { reference, target }: { readonly reference: string; readonly target: string },
  row: Row,
): Row | null {
  const key = columnOf(row, reference)
  if (key === null) return null
  return transaction.rows(entity).find((other) => isSame(columnOf(other, target), key)) ?? null
}

/** Rows of another entity that belong to a row, ordered by a column, equal ones as they were inserted. */
export function relatedRows(
  { transaction }: Execution,
  { entity, field, target }: Related,
  row: Row,
  sort: string | null,
): readonly Row[] {
  const key = columnOf(row, target)
  const rows = transaction.rows(entity).filter((other) => key !== null && isSame(columnOf(other, field), key))
  if (sort === null) return rows
  return rows.toSorted((left, right) => compareStored(columnOf(left, sort), columnOf(right, sort)))
}

/** The rows of a list: those that belong to a row, or those to which they refer, in the order of their keys. */
export function listedRows(
  execution: Execution,
  { related, through = null, sort, view }: FieldOf<'list'>,
  row: Row,
): readonly Row[] {
  const rows = relatedRows(execution, related, row, through === null ? sort : null)
  if (through === null) return rows
  return execution.transaction
    .rows(view.entity)
    .filter((other) =>
      rows.some((tie) => isSame(columnOf(tie, through.field), columnOf(other, through.target))),
    )
    .toSorted((left, right) =>
      compareStored(columnOf(left, sort ?? through.target), columnOf(right, sort ?? through.target)),
    )
}

/** Whether one of the rows that belong to a row names the caller. */
export function namesCaller(execution: Execution, { related, caller }: FieldOf<'exists'>, row: Row): boolean {
  return (
    execution.caller !== null &&
    relatedRows(execution, related, row, null).some((other) =>
      isSame(columnOf(other, caller), execution.caller),
    )
  )
}

/** The texts of the rows that belong to a row, or of those that they refer to. */
export function relatedTexts(
  execution: Execution,
  { related, through, column, sort, type = null }: FieldOf<'names'>,
  row: Row,
): readonly (string | number)[] {
  const rows = relatedRows(execution, related, row, through === null ? sort : null)
  const holders =
    through === null
      ? rows
      : execution.transaction
          .rows(through.entity)
          .filter((other) =>
            rows.some((link) => isSame(columnOf(link, through.field), columnOf(other, through.target))),
          )
          .toSorted((left, right) =>
            compareStored(columnOf(left, sort ?? column), columnOf(right, sort ?? column)),
          )
  const values = holders.map((holder) => columnOf(holder, column))
  // Keys have no order but their own.
  if (type !== null) values.sort(compareStored)
  return values.filter((value) => typeof value === 'string' || typeof value === 'number')
}
