import type { ResponseBody } from '../../design/operation.js'
import type { EnvelopeMember } from '../../design/operation.js'
import type { Paging } from '../../design/step.js'
import { call, keyword, spread, type Keyword } from '../../python/nodes/call.js'
import { dictionary } from '../../python/nodes/collection.js'
import type { Expression } from '../../python/nodes/expression.js'
import { none, number, string } from '../../python/nodes/literal.js'
import { name } from '../../python/nodes/name.js'
import { binary, conditional } from '../../python/nodes/operator.js'
import { own } from '../backend.js'
import type { Handler } from '../handler.js'
import { hasEarlier, nextCursor } from './cursor.js'

type Link = Extract<EnvelopeMember, { readonly kind: 'pageLink' }>

/** `page_url(request, offset=offset + limit) if more else None`. */
export function pageLink({ to, form }: Link, rows: string, handler: Handler): Expression {
  const paging = handler.operation.steps.find((step) => step.kind === 'select')?.paging ?? null
  if (paging === null || paging.positionParameter === null)
    throw new Error(`${handler.operation.id} links pages of a list without any`)
  const link = (...position: readonly Keyword[]): Expression =>
    call(
      own(handler.backend, 'pages', form === 'url' ? 'page_url' : 'page_path'),
      name('request'),
      ...position,
    )
  switch (to) {
    case 'self':
      return link()
    case 'first':
      return link(at(paging.positionParameter, number(paging.style === 'page' ? 1 : 0)))
    case 'next':
      return conditional(name('more'), link(at(paging.positionParameter, next(paging, rows, handler))), none)
    case 'previous':
      return conditional(
        hasEarlier(handler),
        link(at(paging.positionParameter, previous(paging, handler))),
        none,
      )
  }
}

/** Whether an answer links other pages. */
export function linksPages(body: ResponseBody): boolean {
  return (
    body.kind === 'envelope' &&
    body.members.some(
      (member) => member.kind === 'pageLink' || (member.kind === 'envelope' && linksPages(member.body)),
    )
  )
}

function at(parameter: string, value: Expression): Keyword {
  return /^[a-z_][a-z0-9_]*$/i.test(parameter)
    ? keyword(parameter, value)
    : spread(dictionary([[string(parameter), value]]))
}

function local(handler: Handler, parameter: string | null): Expression {
  return name(handler.query.get(parameter ?? '')?.local ?? parameter ?? '')
}

function next(paging: Paging, rows: string, handler: Handler): Expression {
  if (paging.style === 'cursor') return nextCursor(handler, rows, true)
  const step = paging.style === 'page' ? number(1) : local(handler, paging.sizeParameter)
  return binary(local(handler, paging.positionParameter), '+', step)
}

function previous(paging: Paging, handler: Handler): Expression {
  const position = local(handler, paging.positionParameter)
  if (paging.style === 'page') return binary(position, '-', number(1))
  return call(name('max'), binary(position, '-', local(handler, paging.sizeParameter)), number(0))
}
