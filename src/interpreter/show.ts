import type { JsonValue } from '../claims/json.js'
import type { Envelope, EnvelopeMember, ResponseBody, View, ViewField } from '../design/operation.js'
import type { Response } from '../design/step.js'
import { storedMoment } from './clock.js'
import { writeCursor } from './cursor.js'
import { boundRow, boundRows, tableOf, type BoundRows, type Execution } from './execution.js'
import { formulaValue } from './formula.js'
import { fileOf, shownRecords } from './file.js'
import { orderColumns } from './steps/order.js'
import { listedCount, outcomesOf, refusalsOf } from './report.js'
import { listedRows, namesCaller, referredRow, relatedRows, relatedTexts } from './related.js'
import { shownMoment } from './shown-moment.js'
import { shownValue } from './shown-value.js'
import { columnOf, isSame, type Row } from './stored.js'
import { fieldNamed } from './table.js'

/** The body of an answer; undefined for none. */
export function answerOf(execution: Execution, value: Response): JsonValue | undefined {
  return shownBody(execution, execution.operation.responseBody, value)
}

function shownBody(execution: Execution, body: ResponseBody, value: Response): JsonValue | undefined {
  switch (body.kind) {
    case 'empty':
      return undefined
    case 'view':
      return shownRow(execution, body.view, boundRow(execution, rowName(value)).row)
    case 'texts':
      return shownTexts(execution, value)
    case 'list':
      return shownRows(execution, body.view, value)
    case 'file':
      return shownRecords(fileOf(execution, body, value))
    case 'envelope':
      return Object.fromEntries(
        body.members.map((member) => [member.key, shownMember(execution, member, value)]),
      )
    default:
      throw new Error(`${execution.operation.id} answers what the interpreter does not know`)
  }
}

function shownMember(execution: Execution, member: EnvelopeMember, value: Response): JsonValue {
  switch (member.kind) {
    case 'view':
      return shownRow(execution, member.view, boundRow(execution, rowName(value)).row)
    case 'list':
      return shownRows(execution, member.view, value)
    case 'constant':
      return member.value
    case 'texts':
      return shownTexts(execution, value)
    case 'measure':
      return execution.measures.has(member.measure) ? (execution.measures.get(member.measure) ?? null) : 0
    case 'column':
      return shownValue(columnOf(boundRow(execution, rowName(value)).row, member.column), member.rules)
    case 'token':
      return execution.tokens.get(member.token)?.token ?? execution.sentToken
    case 'lifetime':
      return execution.tokens.get(member.token)?.lifetime ?? 0
    case 'total':
      return selected(execution, value).total
    case 'pages':
      return Math.ceil(selected(execution, value).total / pageSize(execution))
    case 'more':
      return selected(execution, value).more === true
    case 'earlier':
      return pageStart(execution) > 0
    case 'pageLink':
      return pageLink(execution, member, value)
    case 'cursor':
      return nextCursor(execution, value)
    case 'reached':
      return execution.reached?.[member.tells] ?? null
    case 'made': {
      const step = execution.operation.steps?.find(
        (one) => one.kind === 'insertListed' || one.kind === 'insertApart',
      )
      return step?.kind === 'insertListed' || step?.kind === 'insertApart'
        ? boundRows(execution, step.rows).rows.length
        : null
    }
    case 'listed':
      return listedCount(execution, member.tells)
    case 'refusals':
      return refusalsOf(execution, member.body)
    case 'outcomes':
      return outcomesOf(execution, member.body)
    case 'results':
      return resultsOf(execution, member.body)
    case 'now':
      return shownMoment(storedMoment(execution.surroundings.now()))
    case 'query':
      return execution.input.query.get(member.parameter) ?? null
    case 'envelope':
      return shownBody(execution, member.body, value) ?? null
    default:
      throw new Error(`${execution.operation.id} answers what the interpreter does not know`)
  }
}

/** What became of each listed key, in the order of the list. */
function resultsOf({ reached }: Execution, body: Envelope): JsonValue {
  const changed = reached?.keys ?? []
  return (reached?.wanted ?? []).map((key) =>
    Object.fromEntries(
      body.members.map((member): readonly [string, JsonValue] => {
        if (member.kind === 'resultKey') return [member.key, key]
        if (member.kind !== 'result') throw new Error('a result tells what the interpreter does not know')
        return [member.key, changed.some((one) => isSame(one, key)) ? member.reached : member.missing]
      }),
    ),
  )
}

function rowName(value: Response): string {
  if (value.kind !== 'row') throw new Error('the answer shows a row, but no step names it')
  return value.row
}

function selected(execution: Execution, value: Response): BoundRows {
  if (value.kind !== 'rows') throw new Error('the answer shows rows, but no step names them')
  return boundRows(execution, value.rows)
}

function shownRows(execution: Execution, view: View, value: Response): JsonValue {
  return selected(execution, value).rows.map((row) => shownRow(execution, view, row))
}

/** The values of the column that a step bound. */
function shownTexts(execution: Execution, value: Response): JsonValue {
  const { rows, field } = selected(execution, value)
  return rows.map((row) => columnOf(row, field ?? ''))
}

function pageSize({ operation, input }: Execution): number {
  const select = operation.steps?.find((step) => step.kind === 'select')
  const size = input.query.get(select?.paging?.sizeParameter ?? '')
  return typeof size === 'number' && size > 0 ? size : 1
}

/** How many rows stand before the page. */
function pageStart(execution: Execution): number {
  const select = execution.operation.steps?.find((step) => step.kind === 'select')
  const paging = select?.paging ?? null
  const position = execution.input.query.get(paging?.positionParameter ?? '')
  if (typeof position !== 'number') return 0
  return paging?.style === 'page' ? (position - 1) * pageSize(execution) : position
}

/** The address of another page, with all that this one was asked by; null where there is none. */
function pageLink(
  execution: Execution,
  { to, form }: Extract<EnvelopeMember, { readonly kind: 'pageLink' }>,
  value: Response,
): JsonValue {
  const select = execution.operation.steps?.find((step) => step.kind === 'select')
  const paging = select?.paging ?? null
  const parameter = paging?.positionParameter ?? ''
  const position = execution.input.query.get(parameter)
  const isPage = paging?.style === 'page'
  const at = typeof position === 'number' ? position : isPage ? 1 : 0
  const step = isPage ? 1 : pageSize(execution)
  const address = (place: JsonValue): string => addressOf(execution, parameter, place, form)
  switch (to) {
    case 'self':
      return address(null)
    case 'first':
      return address(isPage ? 1 : 0)
    case 'next':
      if (selected(execution, value).more !== true) return null
      return address(paging?.style === 'cursor' ? nextCursor(execution, value) : at + step)
    case 'previous':
      return pageStart(execution) > 0 ? address(isPage ? at - 1 : Math.max(at - step, 0)) : null
  }
}

function addressOf(
  { address }: Execution,
  parameter: string,
  place: JsonValue,
  form: 'url' | 'path',
): string {
  const pairs = [...new URLSearchParams(address.query)].filter(
    ([name]) => place === null || name !== parameter,
  )
  const query = new URLSearchParams([
    ...pairs,
    ...(place === null ? [] : [[parameter, String(place)] as [string, string]]),
  ]).toString()
  const path = query === '' ? address.path : `${address.path}?${query}`
  return form === 'url' ? `http://${address.host}${path}` : path
}

/** Where the next page begins; null on the last. */
function nextCursor(execution: Execution, value: Response): JsonValue {
  const { entity, rows, more } = selected(execution, value)
  const last = rows.at(-1)
  const select = execution.operation.steps?.find((step) => step.kind === 'select')
  if (more !== true || last === undefined || select === undefined) return null
  return writeCursor(orderColumns(tableOf(execution, entity), select.sort), last)
}

function shownRow(execution: Execution, view: View, row: Row): JsonValue {
  return Object.fromEntries(view.fields.map((field) => [field.name, shownField(execution, view, field, row)]))
}

function shownField(execution: Execution, view: View, field: ViewField, row: Row): JsonValue {
  switch (field.kind) {
    case 'column': {
      const table = execution.tables.get(view.entity)
      const column = table === undefined ? null : fieldNamed(table, field.column)
      return shownValue(columnOf(row, field.column), column ?? field)
    }
    case 'computed':
      return formulaValue(field, row, execution.surroundings.now())
    case 'view': {
      const target = referredRow(execution, field.view.entity, field, row)
      return target === null ? null : shownRow(execution, field.view, target)
    }
    case 'list':
      return listedRows(execution, field, row).map((related) => shownRow(execution, field.view, related))
    case 'referred': {
      const target = referredRow(execution, field.entity, field, row)
      return target === null ? null : shownValue(columnOf(target, field.column), field.rules)
    }
    case 'count':
      return relatedRows(execution, field.related, row, null).length
    case 'exists':
      return namesCaller(execution, field, row)
    case 'names':
      return relatedTexts(execution, field, row)
    default:
      throw new Error(`${view.name} shows what the interpreter does not know`)
  }
}
