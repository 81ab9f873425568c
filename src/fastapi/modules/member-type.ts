import type { EnvelopeMember } from '../../design/operation.js'
import { freeRules } from '../../design/value-rules.js'
import { subscript } from '../../python/nodes/call.js'
import type { Expression } from '../../python/nodes/expression.js'
import { none } from '../../python/nodes/literal.js'
import { name, symbol } from '../../python/nodes/name.js'
import { union } from '../../python/nodes/operator.js'
import { own, type Backend } from '../backend.js'
import { envelopeClass, type EnvelopeModel, viewClass } from '../models-of.js'
import { outgoing } from '../values/annotation.js'

/**
 * The type of one key of an object around rows, counts or messages.
 *
 * @param isOutcome whether the object tells of an element that was stored or refused
 */
export function memberType(
  backend: Backend,
  member: EnvelopeMember,
  query: EnvelopeModel['operation']['query'],
  isOutcome: boolean,
): Expression {
  switch (member.kind) {
    case 'view':
      return name(viewClass(backend.models, member.view))
    case 'list':
      return subscript(name('list'), name(viewClass(backend.models, member.view)))
    case 'texts':
      return subscript(name('list'), name('str'))
    case 'measure': {
      const type =
        member.type === 'decimal'
          ? own(backend, 'validation', 'Amount')
          : name(member.type === 'integer' ? 'int' : 'float')
      if (member.grouped) return subscript(name('dict'), name('str'), type)
      return member.nullable === true ? union(type, none) : type
    }
    case 'total':
    case 'made':
    case 'pages':
      return name('int')
    case 'more':
    case 'earlier':
      return name('bool')
    case 'reached':
      return member.tells === 'count' || member.tells === 'missingCount'
        ? name('int')
        : subscript(
            name('list'),
            outgoing(freeRules(member.type), (exported) => own(backend, 'validation', exported)),
          )
    case 'listed':
      return name('int')
    case 'refusals':
      return subscript(
        name('list'),
        member.body === null ? name('str') : name(envelopeClass(backend.models, member.body)),
      )
    case 'fault':
      if (member.tells === 'place') return name('int')
      return isOutcome ? union(name('str'), none) : name('str')
    case 'outcome': {
      const types = [constantType(member.made), constantType(member.refused)]
      const distinct = [...new Map(types.map((type) => [JSON.stringify(type), type])).values()]
      return distinct.slice(1).reduce((all, type) => union(all, type), distinct[0] ?? none)
    }
    case 'madeColumn':
      return union(
        outgoing(member.rules, (exported) => own(backend, 'validation', exported)),
        none,
      )
    case 'results':
    case 'outcomes':
      return subscript(name('list'), name(envelopeClass(backend.models, member.body)))
    case 'resultKey':
      return outgoing(freeRules(member.type), (exported) => own(backend, 'validation', exported))
    case 'result': {
      const types = [constantType(member.reached), constantType(member.missing)]
      const [first = none, ...others] = [
        ...new Map(types.map((type) => [JSON.stringify(type), type])).values(),
      ]
      return others.reduce((all, type) => union(all, type), first)
    }
    case 'pageLink':
      return member.to === 'next' || member.to === 'previous' ? union(name('str'), none) : name('str')
    case 'cursor':
      return union(name('str'), none)
    case 'now':
      return symbol('datetime', 'datetime')
    case 'column': {
      const type = outgoing(member.rules, (exported) => own(backend, 'validation', exported))
      return member.rules.nullable ? union(type, none) : type
    }
    case 'token':
      return name('str')
    case 'lifetime':
      return name('int')
    case 'envelope':
      return name(envelopeClass(backend.models, member.body))
    case 'query': {
      const parameter = query.find((candidate) => candidate.name === member.parameter)
      if (parameter === undefined) return name('int')
      const type = outgoing(parameter, (exported) => own(backend, 'validation', exported))
      return parameter.required || parameter.default !== null ? type : union(type, none)
    }
    case 'constant':
      return constantType(member.value)
  }
}

function constantType(value: Extract<EnvelopeMember, { readonly kind: 'constant' }>['value']): Expression {
  if (value === null) return none
  if (typeof value === 'string') return name('str')
  if (typeof value === 'boolean') return name('bool')
  if (Array.isArray(value) && value.length > 0 && value.every((each) => typeof each === 'string'))
    return subscript(name('list'), name('str'))
  if (typeof value === 'number') return name(Number.isInteger(value) ? 'int' : 'float')
  return symbol('typing', 'Any')
}
