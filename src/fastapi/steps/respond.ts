import type { Envelope, EnvelopeMember, View } from '../../design/operation.js'
import type { Response, Step, TokenUse } from '../../design/step.js'
import { call, keyword } from '../../python/nodes/call.js'
import { comprehension } from '../../python/nodes/collection.js'
import type { Expression } from '../../python/nodes/expression.js'
import { attribute, name, symbol } from '../../python/nodes/name.js'
import { subscript } from '../../python/nodes/call.js'
import { none, string } from '../../python/nodes/literal.js'
import { awaited, binary } from '../../python/nodes/operator.js'
import { reachedValue, resultValue } from './change-listed.js'
import { hasEarlier, nextCursor } from './cursor.js'
import { pageLink } from './page-link.js'
import { listedCount, outcomesValue, refusalsValue } from './insert-apart.js'
import { fileAnswer } from './file.js'
import { returns, traced, type Statement } from '../../python/nodes/statement.js'
import { own } from '../backend.js'
import { rowOf, type Handler } from '../handler.js'
import { envelopeClass, viewClass } from '../models-of.js'
import { memberAttributes } from '../modules/schemas.js'
import { ACCESS_LIFETIME } from '../modules/credentials.js'
import { knowsCaller, showMany, showOne, showsOthers } from '../shown.js'
import { attributeOf, rowName } from '../table.js'
import { jsonLiteral } from '../values/json.js'
import { callerOrNone } from './caller.js'
import { issuedToken } from './issue.js'

/** The answer of an operation. */
export function emitRespond(
  step: Extract<Step, { readonly kind: 'respond' }>,
  handler: Handler,
): readonly Statement[] {
  const answer = answerOf(step.value, handler)
  if (answer === null) return []
  return [traced(returns(answer), step.origins, `answers ${handler.operation.success}`)]
}

/** The type of a handler's result; `None` when it answers nothing. */
export function resultType(handler: Handler): Expression {
  const body = handler.operation.responseBody
  const schema = (named: string): Expression => own(handler.backend, 'schemas', named)
  switch (body.kind) {
    case 'empty':
      return none
    case 'file':
      return symbol('fastapi.responses', 'StreamingResponse')
    case 'view':
      return schema(viewClass(handler.backend.models, body.view))
    case 'texts':
      return subscript(name('list'), name('str'))
    case 'list':
      return subscript(name('list'), schema(viewClass(handler.backend.models, body.view)))
    case 'envelope':
      return schema(envelopeClass(handler.backend.models, body))
  }
}

function answerOf(value: Response, handler: Handler): Expression | null {
  const body = handler.operation.responseBody
  switch (body.kind) {
    case 'empty':
      return null
    case 'file':
      return fileAnswer(body, value, handler)
    case 'view':
      return one(body.view, value, handler)
    case 'list':
      return many(body.view, value, handler)
    case 'texts':
      return texts(value, handler)
    case 'envelope':
      return envelope(body, value, handler)
  }
}

function envelope(body: Envelope, value: Response, handler: Handler): Expression {
  const attributes = memberAttributes(body.members)
  return call(
    own(handler.backend, 'schemas', envelopeClass(handler.backend.models, body)),
    ...body.members.map((member) =>
      keyword(attributes.get(member.key) ?? member.key, memberValue(member, value, handler)),
    ),
  )
}

function memberValue(member: EnvelopeMember, value: Response, handler: Handler): Expression {
  switch (member.kind) {
    case 'view':
      return one(member.view, value, handler)
    case 'list':
      return many(member.view, value, handler)
    case 'texts':
      return texts(value, handler)
    case 'constant':
      return jsonLiteral(member.value)
    case 'measure':
      return name(handler.measures.get(member.measure) ?? member.measure)
    case 'total':
      return name('total')
    case 'pages':
      return pages(handler)
    case 'more':
      return name('more')
    case 'earlier':
      return hasEarlier(handler)
    case 'cursor':
      if (value.kind !== 'rows') throw new Error(`${handler.operation.id} has a cursor through no list`)
      return nextCursor(handler, value.rows)
    case 'pageLink':
      if (value.kind !== 'rows') throw new Error(`${handler.operation.id} links pages of no list`)
      return pageLink(member, value.rows, handler)
    case 'reached':
      return reachedValue(member.tells)
    case 'made': {
      const step = handler.operation.steps.find(
        ({ kind }) => kind === 'insertListed' || kind === 'insertApart',
      )
      if (step?.kind !== 'insertListed' && step?.kind !== 'insertApart')
        throw new Error(`${handler.operation.id} counts rows that it does not make`)
      return call(name('len'), name(rowOf(handler, step.rows).local))
    }
    case 'listed':
      return listedCount(member.tells)
    case 'refusals':
      return refusalsValue(member, handler)
    case 'outcomes':
      return outcomesValue(member, handler)
    case 'outcome':
    case 'madeColumn':
    case 'fault':
      throw new Error(`${handler.operation.id} tells of an element outside of its list`)
    case 'results':
      return resultsValue(member.body, handler)
    case 'resultKey':
      return name('key')
    case 'result':
      return resultValue(member)
    case 'now':
      return call(attribute(symbol('datetime', 'datetime'), 'now'), symbol('datetime', 'UTC'))
    case 'column': {
      if (value.kind !== 'row') throw new Error(`${handler.operation.id} answers a row, but no step names it`)
      const { local, table } = rowOf(handler, value.row)
      return attribute(name(local), attributeOf(table, member.column))
    }
    case 'token':
      return issues(handler, member.token)
        ? issuedToken(member.token)
        : subscript(name('current_user'), string('token'))
    case 'lifetime': {
      const lifetime =
        member.token === 'access'
          ? own(handler.backend, 'auth', ACCESS_LIFETIME)
          : own(handler.backend, 'sessions', 'SESSION_LIFETIME')
      return call(name('int'), call(attribute(lifetime, 'total_seconds')))
    }
    case 'envelope':
      return envelope(member.body, value, handler)
    case 'query':
      return name(handler.query.get(member.parameter)?.local ?? member.parameter)
  }
}

/** `[DeleteJobsResult(id=key, status="deleted" if key in reached else "not_found") for key in wanted]`. */
function resultsValue(body: Envelope, handler: Handler): Expression {
  const attributes = memberAttributes(body.members)
  const result = call(
    own(handler.backend, 'schemas', envelopeClass(handler.backend.models, body)),
    ...body.members.map((member) =>
      keyword(
        attributes.get(member.key) ?? member.key,
        member.kind === 'result' ? resultValue(member) : name('key'),
      ),
    ),
  )
  return comprehension('list', result, name('key'), name('wanted'))
}

function issues({ operation }: Handler, use: TokenUse): boolean {
  return operation.steps.some(
    (step) => (step.kind === 'issue' && step.token === use) || (step.kind === 'renew' && use === 'refresh'),
  )
}

/** Full pages, and one more for a rest. */
function pages(handler: Handler): Expression {
  const select = handler.operation.steps?.find((step) => step.kind === 'select')
  const parameter = select?.paging?.sizeParameter
  if (parameter === undefined) throw new Error(`${handler.operation.id} counts pages without a size`)
  const size = name(handler.query.get(parameter)?.local ?? parameter)
  return call(symbol('math', 'ceil'), binary(name('total'), '/', size))
}

function one(view: View, value: Response, handler: Handler): Expression {
  if (value.kind !== 'row') throw new Error(`${handler.operation.id} answers a row, but no step names it`)
  const row = name(rowOf(handler, value.row).local)
  return showsOthers(view)
    ? shownWithOthers(view, showOne(handler.backend, view), row, handler)
    : shown(view, row, handler)
}

function many(view: View, value: Response, handler: Handler): Expression {
  if (value.kind !== 'rows') throw new Error(`${handler.operation.id} answers rows, but no step names them`)
  const { local, table } = rowOf(handler, value.rows)
  if (showsOthers(view)) return shownWithOthers(view, showMany(handler.backend, view), name(local), handler)
  const each = name(rowName(table) === local ? 'row' : rowName(table))
  return comprehension('list', shown(view, each, handler), each, name(local))
}

/** The texts that a step bound. */
function texts(value: Response, handler: Handler): Expression {
  if (value.kind !== 'rows') throw new Error(`${handler.operation.id} answers texts, but no step names them`)
  return name(rowOf(handler, value.rows).local)
}

/** `await show_articles(session, articles, current_user["id"])`. */
function shownWithOthers(view: View, shows: string, rows: Expression, handler: Handler): Expression {
  const { backend } = handler
  const made = call(
    own(backend, 'views', shows),
    name('session'),
    rows,
    ...(knowsCaller(view) ? [callerOrNone(handler)] : []),
  )
  return backend.asynchronous ? awaited(made) : made
}

function shown(view: View, row: Expression, handler: Handler): Expression {
  const schema = own(handler.backend, 'schemas', viewClass(handler.backend.models, view))
  return call(attribute(schema, 'model_validate'), row)
}
