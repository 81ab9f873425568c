import type { Envelope, EnvelopeMember } from '../../design/operation.js'
import type { RowFileRules } from '../../design/row-file.js'
import type { Failure, Step } from '../../design/step.js'
import { call, keyword, subscript } from '../../python/nodes/call.js'
import { comprehension, list, tuple } from '../../python/nodes/collection.js'
import type { Expression } from '../../python/nodes/expression.js'
import { boolean, none, number, string } from '../../python/nodes/literal.js'
import { attribute, name, symbol } from '../../python/nodes/name.js'
import { awaited, binary, compare, conditional } from '../../python/nodes/operator.js'
import { python } from '../../python/nodes/quotation.js'
import { assign, raise, traced, when, type Statement } from '../../python/nodes/statement.js'
import { own } from '../backend.js'
import { rowOf, type Handler } from '../handler.js'
import { envelopeClass } from '../models-of.js'
import { memberAttributes } from '../modules/schemas.js'
import { rowModel } from '../part-models.js'
import { statusName } from '../status.js'
import { attributeOf } from '../table.js'
import { jsonLiteral } from '../values/json.js'
import { listedRow } from './insert-listed.js'
import { elementsOf } from './sum-each.js'

type InsertApart = Extract<Step, { readonly kind: 'insertApart' }>

/** Each element is checked by itself; SQLAlchemy sends the good ones to the database by one statement (DB-4). */
export function emitInsertApart(step: InsertApart, handler: Handler): readonly Statement[] {
  const { backend } = handler
  const { local } = rowOf(handler, step.rows)
  const model = own(backend, 'schemas', rowModel(backend.models.parts, step, handler.operation).className)
  const accepted = call(attribute(name('accepted'), 'values'))
  const told = handler.operation.responseBody.kind === 'envelope' ? handler.operation.responseBody : null
  return [
    traced(
      python`
        accepted, refused = ${call(own(backend, 'rows', 'checked_rows'), model, numbered(step, handler, model))}
      `,
      step.origins,
      'each element by itself',
    ),
    ...(step.otherwise === null ? [] : [refusedWhole(step, step.otherwise, handler)]),
    traced(
      assign(name(local), comprehension('list', listedRow(step, handler), name('line'), accepted)),
      step.origins,
      `a ${step.entity} for each that keeps the rules`,
    ),
    python`session.add_all(${name(local)})`,
    ...(told !== null && hasOutcomes(told)
      ? [python`made = dict(zip(accepted, ${name(local)}, strict=True))`]
      : []),
  ]
}

/** One refused element refuses all: an invalid request, with the place of each fault. */
function refusedWhole(step: InsertApart, otherwise: Failure, { backend }: Handler): Statement {
  return traced(
    when(name('refused'), [
      raise(call(own(backend, 'rows', 'invalid_rows'), string(step.list), name('refused'))),
    ]),
    step.origins,
    `${otherwise.status}: ${otherwise.message}`,
  )
}

/** The elements with their numbers: `enumerate(body.items, 1)`, or the rows of the file. */
function numbered(step: InsertApart, handler: Handler, model: Expression): Expression {
  const { backend } = handler
  if (step.file === null)
    return call(
      name('enumerate'),
      elementsOf(handler, step.list),
      ...(step.first === 0 ? [] : [number(step.first)]),
    )
  const rules = handler.constant('ROW_FILE_RULES', assign(name('_'), fileRules(step, step.file, handler)))
  const read = call(own(backend, 'rows', 'read_rows'), name(rowFileParameter(step)), model, name(rules))
  return backend.asynchronous ? awaited(read) : read
}

function fileRules(step: InsertApart, rules: RowFileRules, { backend }: Handler): Expression {
  const answer = ({ status, message }: Failure): Expression => tuple([statusName(status), string(message)])
  return call(
    own(backend, 'rows', 'RowFileRules'),
    keyword('max_bytes', number(rules.maxBytes)),
    keyword('max_rows', number(rules.maxRows)),
    keyword('first_row', number(step.first)),
    keyword('refuse_unknown_columns', boolean(rules.unknownColumns === 'refuse')),
    keyword('too_large', answer(rules.tooLarge)),
    keyword('too_many', answer(rules.tooMany)),
    keyword('unreadable', answer(rules.unreadable)),
    keyword('wrong_columns', answer(rules.wrongColumns)),
  )
}

/** The parameter of a handler that holds the file of rows. */
export function rowFileParameter({ list: field }: InsertApart): string {
  return field === 'file' ? 'file' : 'upload'
}

/** `UploadFile`, under the name that the form gives it. */
export function rowFileAnnotation(step: InsertApart): Expression {
  const alias = rowFileParameter(step) === step.list ? [] : [keyword('alias', string(step.list))]
  return subscript(
    symbol('typing', 'Annotated'),
    symbol('fastapi', 'UploadFile'),
    call(symbol('fastapi', 'File'), ...alias),
  )
}

function hasOutcomes({ members }: Envelope): boolean {
  return members.some(
    (member) => member.kind === 'outcomes' || (member.kind === 'envelope' && hasOutcomes(member.body)),
  )
}

/** How many elements were refused, or came at all. */
export function listedCount(tells: 'refused' | 'all'): Expression {
  const refused = size('refused')
  return tells === 'refused' ? refused : binary(size('accepted'), '+', refused)
}

const PLACE = name('place')
const FAULT = name('fault')
const FAULTS = name('faults')

/**
 * `[RowError(row=place, message=described(faults)) for place, faults in refused.items()]`, or an object for each fault
 * where the field is told.
 */
export function refusalsValue(
  { body }: Extract<EnvelopeMember, { readonly kind: 'refusals' }>,
  handler: Handler,
): Expression {
  const each = call(attribute(name('refused'), 'items'))
  if (body === null) return call(own(handler.backend, 'rows', 'refusal_texts'), name('refused'))
  if (!body.members.some((member) => member.kind === 'fault' && member.tells === 'field')) {
    const refusal = shown(body, handler, (member) => {
      if (member.kind === 'refusals') return comprehension('list', call(name('str'), FAULT), FAULT, FAULTS)
      return member.kind === 'fault' && member.tells === 'place' ? PLACE : described(handler, FAULTS)
    })
    return comprehension('list', refusal, tuple([PLACE, FAULTS]), each)
  }
  const fault = shown(body, handler, (member) =>
    member.kind === 'fault' && member.tells !== 'place' ? attribute(FAULT, member.tells) : PLACE,
  )
  const all = call(own(handler.backend, 'rows', 'each_fault'), name('refused'))
  return comprehension('list', fault, tuple([PLACE, FAULT]), all)
}

function described({ backend }: Handler, faults: Expression): Expression {
  return call(own(backend, 'rows', 'described'), faults)
}

/** An object for each element in the order of the list, stored or refused. */
export function outcomesValue(
  { body }: Extract<EnvelopeMember, { readonly kind: 'outcomes' }>,
  handler: Handler,
): Expression {
  const isMade = compare(PLACE, 'in', name('made'))
  const made = subscript(name('made'), PLACE)
  const result = shown(body, handler, (member) => {
    switch (member.kind) {
      case 'outcome':
        return conditional(isMade, jsonLiteral(member.made), jsonLiteral(member.refused))
      case 'madeColumn': {
        const step = handler.operation.steps.find((one) => one.kind === 'insertApart')
        if (step?.kind !== 'insertApart') return none
        const { table } = rowOf(handler, step.rows)
        return conditional(isMade, attribute(made, attributeOf(table, member.column)), none)
      }
      case 'fault':
        if (member.tells === 'place') return PLACE
        return conditional(isMade, none, described(handler, subscript(name('refused'), PLACE)))
      default:
        return none
    }
  })
  const places = call(
    name('sorted'),
    list([
      { kind: 'starred', value: name('made') },
      { kind: 'starred', value: name('refused') },
    ]),
  )
  return comprehension('list', result, PLACE, places)
}

function shown(
  body: Envelope,
  { backend }: Handler,
  value: (member: EnvelopeMember) => Expression,
): Expression {
  const attributes = memberAttributes(body.members)
  return call(
    own(backend, 'schemas', envelopeClass(backend.models, body)),
    ...body.members.map((member) => keyword(attributes.get(member.key) ?? member.key, value(member))),
  )
}

function size(local: string): Expression {
  return call(name('len'), name(local))
}
