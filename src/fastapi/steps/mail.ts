import type { Step } from '../../design/step.js'
import { call } from '../../python/nodes/call.js'
import type { Expression } from '../../python/nodes/expression.js'
import { formatted, none, string } from '../../python/nodes/literal.js'
import { attribute, name, symbol } from '../../python/nodes/name.js'
import { awaited, compare } from '../../python/nodes/operator.js'
import { assign, comment, expression, traced, when, type Statement } from '../../python/nodes/statement.js'
import { own, tableNamed } from '../backend.js'
import { modelSymbol } from '../finder.js'
import { rowOf, type Handler } from '../handler.js'
import { MAIL_TEXTS } from '../modules/mail-tokens.js'
import { attributeOf, rowName } from '../table.js'
import { valueExpression } from './expression.js'

type Mail = Extract<Step, { readonly kind: 'mail' }>

/** A token for an account, sent to its address after the answer: the time of the answer tells nothing about it. */
export function emitMail(step: Mail, handler: Handler): readonly Statement[] {
  const { backend } = handler
  const table = tableNamed(backend, step.entity)
  if (step.row !== null) {
    const { local } = rowOf(handler, step.row)
    return sent(step, handler, name(local)).map((each) => traced(each, step.origins, 'sends a mail'))
  }
  if (step.value === null) return []
  const model = modelSymbol(backend, table)
  const local = name(rowName(table))
  const found = compare(
    attribute(model, attributeOf(table, step.address)),
    '==',
    valueExpression(handler, step.value),
  )
  const statement = call(attribute(call(symbol('sqlmodel', 'select'), model), 'where'), found)
  const run = call(attribute(name('session'), 'exec'), statement)
  return [
    comment('The answer is the same without an account, so that nobody learns who has one.'),
    assign(local, call(attribute(backend.asynchronous ? awaited(run) : run, 'one_or_none'))),
    traced(when(compare(local, 'is not', none), sent(step, handler, local)), step.origins, 'sends a mail'),
  ]
}

function sent(step: Mail, handler: Handler, row: Expression): readonly Statement[] {
  const { backend } = handler
  const table = tableNamed(backend, step.entity)
  const [subject, text] = MAIL_TEXTS[step.purpose]
  const made = call(
    own(backend, 'mailTokens', 'create_mail_token'),
    name('session'),
    attribute(row, attributeOf(table, step.key)),
    string(step.purpose),
  )
  return [
    assign(name('mail_token'), backend.asynchronous ? awaited(made) : made),
    expression(
      call(
        attribute(name('background'), 'add_task'),
        attribute(name('mailer'), 'send'),
        attribute(row, attributeOf(table, step.address)),
        string(subject),
        formatted(text, name('mail_token')),
      ),
    ),
  ]
}
