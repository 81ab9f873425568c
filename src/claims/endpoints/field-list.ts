import { textOf } from '../outline/outline.js'
import { unitReader } from '../outline/unit-reader.js'
import { claimsOfValue } from './wire-claims.js'

const READER = 'field-list'

/**
 * Names of body fields in one line, and query strings that stand for a parameter:
 *
 * ```markdown
 * Required fields: `book_id`, `due_on`
 * `?author=melville`
 * ```
 */
export const fieldListReader = unitReader(READER, 'Required fields: `book_id`, `due_on`', (unit) => {
  const text = textOf(unit)
  const { operation } = unit
  if (text === null || operation === null || unit.kind === 'heading') return []
  const sample = /^\?([A-Za-z_]\w{0,60})=([^\s&]{0,120})$/.exec(text.text)
  if (sample?.[1] !== undefined && operation.method === 'GET') {
    const span = text.span(1, 1 + sample[1].length)
    return claimsOfValue(READER, operation, 'query', sample[1], [
      { property: 'exists', value: true, span },
      { property: 'required', value: false, span },
      {
        property: 'example',
        value: sample[2] ?? '',
        span: text.span(2 + sample[1].length, text.text.length),
      },
    ])
  }
  const list =
    /^(required|optional|accepted|allowed|additional optional)(?: (?:body|request|json))? fields?: ?((?:[`"']?\w{1,60}[`"']?(?:, ?(?:and )?| and |$)){1,30})/i.exec(
      text.text,
    )
  if (list?.[2] === undefined || operation.method === 'GET' || operation.method === 'DELETE') return []
  const from = list[0].length - list[2].length
  return [...list[2].matchAll(/\b(?!and\b)[A-Za-z_]\w{0,60}/g)].flatMap((match) => {
    const span = text.span(from + match.index, from + match.index + match[0].length)
    return claimsOfValue(READER, operation, 'body', match[0], [
      { property: 'exists', value: true, span },
      { property: 'required', value: /^required/i.test(list[1] ?? ''), span },
    ])
  })
})
