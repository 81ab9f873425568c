import type { SequenceDate, SequencePart } from '../../design/sequence.js'
import { call } from '../../python/nodes/call.js'
import type { Expression } from '../../python/nodes/expression.js'
import { number, string } from '../../python/nodes/literal.js'
import { attribute, name } from '../../python/nodes/name.js'
import { awaited } from '../../python/nodes/operator.js'
import { own } from '../backend.js'
import type { Handler } from '../handler.js'

/** How `strftime` writes each date. */
const DATES: { readonly [D in SequenceDate]: string } = {
  YYYYMMDD: '%Y%m%d',
  'YYYY-MM-DD': '%Y-%m-%d',
  YYMMDD: '%y%m%d',
  YYYYMM: '%Y%m',
  YYMM: '%y%m',
  YYYY: '%Y',
}

/** `next_in_sequence(session, utc_now().strftime("PK-%Y%m%d-"), 3)`. */
export function sequenceExpression(handler: Handler, parts: readonly SequencePart[]): Expression {
  const dated = parts.some(({ kind }) => kind === 'date')
  const digits = parts.find((part) => part.kind === 'number')?.digits ?? 1
  const prefix = parts
    .map((part) => {
      if (part.kind === 'date') return DATES[part.format]
      if (part.kind === 'number') return ''
      return dated ? part.text.replaceAll('%', '%%') : part.text
    })
    .join('')
  const now = call(own(handler.backend, 'models', 'utc_now'))
  const next = call(
    own(handler.backend, 'sequences', 'next_in_sequence'),
    name('session'),
    dated ? call(attribute(now, 'strftime'), string(prefix)) : string(prefix),
    number(digits),
  )
  return handler.backend.asynchronous ? awaited(next) : next
}
