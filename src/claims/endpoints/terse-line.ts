import type { Project } from '../../source/document.js'
import type { InlineText } from '../../source/inline-text.js'
import type { Claim } from '../claim.js'
import { type OperationName, operationNames } from '../outline/operation-name.js'
import { textOf } from '../outline/outline.js'
import { unitReader } from '../outline/unit-reader.js'
import { knownOperations } from './known-operations.js'
import { listedBody } from './listed-values.js'
import { claimsOfOperation, claimsOfValue } from './wire-claims.js'

const READER = 'terse-line'

/** Directly behind the path: the braces of a body. */
const BRACES = /^[`\s—–:,-]{1,5}(?:with |takes |accepts |of )?[`\s]{0,2}(?=\{)/i

/** Directly behind the path: the body of the operation that makes such a row. */
const SAME = /^[`\s—–:,(-]{1,5}(?:with )?(?:the )?(same (?:body|payload|input))\b/i

/** A status that stands alone between commas: `owner only, 204`. */
const SUCCESS = /(?:^[`\s]{0,3}|[,;] )(20[0-4])(?=$|[.,;](?:\s|$))/

/** A query parameter as a URL shows it: `?state=`. */
const PARAMETER = /(?:^|[\s(,`&])[?&]([A-Za-z_]\w{0,40})=(?=$|[\s`,.;)&]|\.{3}|…)/g

/**
 * What notes of a few words say of an operation in the line that names it:
 *
 * ```markdown
 * - `POST /loans` {bookId, days?} -> 201
 * - `PUT /loans/{id}` same body, owner only
 * - `POST /loans/{id}/renewals` {days} no token needed, 202
 * - `GET /loans` `?state=`, `?q=` searches titles
 * ```
 */
export const terseLineReader = unitReader(
  READER,
  '- `POST /loans` {bookId, days?} -> 201',
  (unit, { project }) => {
    const text = textOf(unit)
    if (text === null || unit.kind === 'heading') return []
    const [name, another] = operationNames(text.text)
    if (name === undefined || another !== undefined || unit.operation?.start !== name.start) return []
    return [
      ...(/^(?:POST|PUT|PATCH)$/.test(name.method)
        ? bodyBehind(text, name, project)
        : queryBehind(text, name)),
      ...successBehind(text, name),
    ]
  },
)

function bodyBehind(text: InlineText, name: OperationName, project: Project): readonly Claim[] {
  const rest = text.text.slice(name.end)
  const braces = BRACES.exec(rest)
  if (braces !== null) {
    const optional = name.method === 'PATCH' ? null : false
    return listedBody(READER, name, text, name.end + braces[0].length, { named: false, optional })
  }
  const same = SAME.exec(rest)
  const collection = name.path.replace(/\/\{[^{}/]{1,80}\}$/, '')
  const maker = knownOperations(project).find(({ method, path }) => method === 'POST' && path === collection)
  return same === null || maker === undefined || maker.path === name.path
    ? []
    : claimsOfOperation(READER, name, [
        {
          property: 'bodyLike',
          value: { method: maker.method, path: maker.path },
          span: text.span(name.end + same[0].length - (same[1] ?? '').length, name.end + same[0].length),
        },
      ])
}

function successBehind(text: InlineText, operation: OperationName): readonly Claim[] {
  const match = SUCCESS.exec(text.text.slice(operation.end))
  if (match === null) return []
  const start = operation.end + match.index + match[0].length - 3
  return claimsOfOperation(READER, operation, [
    { property: 'success', value: Number(match[1]), span: text.span(start, start + 3) },
  ])
}

function queryBehind(text: InlineText, operation: OperationName): readonly Claim[] {
  return [...text.text.slice(operation.end).matchAll(PARAMETER)].flatMap((match) => {
    const [written, name = ''] = match
    const start = operation.end + match.index + written.indexOf(name)
    const span = text.span(start, start + name.length)
    return claimsOfValue(READER, operation, 'query', name, [{ property: 'exists', value: true, span }])
  })
}
