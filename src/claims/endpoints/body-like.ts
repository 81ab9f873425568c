import type { Project } from '../../source/document.js'
import { operationNames } from '../outline/operation-name.js'
import type { OperationName } from '../outline/operation-name.js'
import { unitReader } from '../outline/unit-reader.js'
import type { Unit } from '../outline/unit.js'
import { knownOperations } from './known-operations.js'
import { claimsOfOperation } from './wire-claims.js'
import type { OperationRef } from './wire-claims.js'

const READER = 'body-like'

const SAME =
  /^(?:the )?(?:(?:exactly )?the )?(?:same|identical)(?: \w{1,20}){0,3}? (?:as|to|with) (?:for |in |the |that of )?(.{2,120})/i

/**
 * A body that is described at another operation:
 *
 * ```markdown
 * ### PUT /api/loans/{id}
 * **Request Body**: Same as Create Loan (all fields optional)
 * ```
 */
export const bodyLikeReader = unitReader(
  READER,
  '**Request Body**: Same as Create Loan (all fields optional)',
  (unit, { project, units, index }) => {
    if ((unit.kind !== 'line' && unit.kind !== 'item') || unit.operation === null) return []
    if ((unit.label?.part ?? unit.part) !== 'request') return []
    const text = unit.kind === 'line' ? unit.text : unit.item
    const from = unit.label?.end ?? 0
    const content = text.text.slice(from).trimStart()
    const named = SAME.exec(content)?.[1]
    if (named === undefined) return []
    const target = targetOf(named, unit.operation, project, units.slice(0, index))
    if (target === null) return []
    const span = text.span(text.text.length - content.length, text.text.length)
    return claimsOfOperation(READER, unit.operation, [
      { property: 'bodyLike', value: target, span },
      ...(/\b(?:all|every|each)\b.{0,30}\boptional\b|\boptional fields\b|\bpartial\b/i.test(text.text)
        ? [{ property: 'update', value: 'partial', span } as const]
        : []),
    ])
  },
)

/** The operation that `POST`, `Create Loan`, `POST /loans` or `above` names, when a document declares it. */
function targetOf(
  named: string,
  own: OperationName,
  project: Project,
  before: readonly Unit[],
): OperationRef | null {
  const [written] = operationNames(named)
  if (written !== undefined) return declared(project, written)
  if (/^(?:above|before|previous)\b/i.test(named)) {
    const others = before.flatMap(({ operation }) => operation ?? [])
    const last = others.findLast(
      ({ method, path }) =>
        /^(?:POST|PUT|PATCH)$/.test(method) && (method !== own.method || path !== own.path),
    )
    return last === undefined ? null : declared(project, last)
  }
  const collection = own.path.replace(/\/\{[^{}/]{1,80}\}$/, '')
  if (/^[`"']?(?:POST\b|creat(?:e|ion)|add(?:ing)?\b|new\b)/i.test(named))
    return declared(project, { method: 'POST', path: collection })
  const other = own.method === 'PUT' ? 'PATCH' : 'PUT'
  if (/^[`"']?(?:PUT|PATCH|updat(?:e|ing)|edit)\b/i.test(named))
    return declared(project, { method: other, path: own.path })
  return null
}

/** The operation as a document declares it, whatever its parameters are called. */
function declared(project: Project, { method, path }: OperationRef): OperationRef | null {
  const shape = (each: string): string => each.replaceAll(/\{[^{}]{0,80}\}/g, '{}')
  const found = knownOperations(project).find(
    (each) => each.method === method && shape(each.path) === shape(path),
  )
  return found === undefined ? null : { method: found.method, path: found.path }
}
