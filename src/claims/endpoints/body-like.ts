import type { Project } from '../../source/document.js'
import { operationNames } from '../outline/operation-name.js'
import type { OperationName } from '../outline/operation-name.js'
import { unitReader } from '../outline/unit-reader.js'
import type { Unit } from '../outline/unit.js'
import { knownOperations } from './known-operations.js'
import { claimsOfOperation } from './wire-claims.js'
import type { OperationRef } from './wire-claims.js'
import { shapeOf } from '../path-shape.js'

const READER = 'body-like'

const SAME =
  /^(?:the )?(?:(?:exactly )?the )?(?:same|identical)(?: \w{1,20}){0,3}? (?:as|to|with) (?:for |in |the |that of )?(.{2,120})/i

/** What stands before it in a sentence: `takes the same fields as Create`. */
const TAKES =
  /\b(?:takes?|accepts?|expects?) (?=(?:exactly )?the (?:same|identical) (?:\w{1,20} )?(?:fields?|body|payload|input|data|parameters|shape)\b)/i

/**
 * A body that is described at another operation:
 *
 * ```markdown
 * ### PUT /api/loans/{id}
 * **Request Body**: Same as Create Loan (all fields optional)
 * Takes the same fields as Create and answers 200.
 * ```
 */
export const bodyLikeReader = unitReader(
  READER,
  '**Request Body**: Same as Create Loan (all fields optional)',
  (unit, { project, units, index }) => {
    if ((unit.kind !== 'line' && unit.kind !== 'item') || unit.operation === null) return []
    const text = unit.kind === 'line' ? unit.text : unit.item
    const told = unit.label === null ? TAKES.exec(text.text) : null
    if (told === null && (unit.label?.part ?? unit.part) !== 'request') return []
    const from = told === null ? (unit.label?.end ?? 0) : told.index + told[0].length
    const content = text.text.slice(from).trimStart()
    const named = SAME.exec(content)?.[1] ?? joinedName(content)
    if (named === undefined) return []
    const target = targetOf(named, unit.operation, project, units.slice(0, index))
    if (target === null || (target.method === unit.operation.method && target.path === unit.operation.path))
      return []
    const span = text.span(text.text.length - content.length, text.text.length)
    return claimsOfOperation(READER, unit.operation, [
      { property: 'bodyLike', value: target, span },
      ...(/\b(?:all|every|each)\b.{0,30}\boptional\b|\boptional fields\b|\bpartial\b/i.test(text.text)
        ? [{ property: 'update', value: 'partial', span } as const]
        : []),
    ])
  },
)

/** `同新增紀錄`, `与创建接口相同`, `作成と同じ`, `생성과 동일`, `wie beim Anlegen`: the name of the other operation in English. */
function joinedName(content: string): string | undefined {
  const match =
    /^(?:同|与|與)(.{2,30}?)(?:相同|一致)?[（(。]?$|^(.{2,30}?)(?:と同じ|과 동일|와 동일)|^(?:wie(?: bei(?:m)?)?|igual que|mismo que|igual a|iguais? ao) (.{2,40})/iu.exec(
      content,
    )
  const words = match?.[1] ?? match?.[2] ?? match?.[3]
  if (words === undefined) return undefined
  if (/新增|创建|建立|設定|作成|登録|생성|등록|anlegen|erstell|crear|creaci|criar|cria[cç]/i.test(words))
    return 'create'
  return /更新|修改|수정|編集|aktualisier|ändern|actualiz|atualiz/i.test(words) ? 'update' : words
}

/** The operation that `POST`, `Create Loan`, `POST /loans` or `above` names, when a document declares it. */
function targetOf(
  named: string,
  own: OperationName,
  project: Project,
  before: readonly Unit[],
): OperationRef | null {
  const [written] = operationNames(named)
  const collection = own.path.replace(/\/\{[^{}/]{1,80}\}$/, '')
  // `POST /` is the one of the same collection, where a document gives its paths below a base.
  if (written !== undefined)
    return (
      (written.path === '/' ? declared(project, { ...written, path: collection }) : null) ??
      declared(project, written)
    )
  if (/^(?:above|before|previous)\b/i.test(named)) {
    const others = before.flatMap(({ operation }) => operation ?? [])
    const last = others.findLast(
      ({ method, path }) =>
        /^(?:POST|PUT|PATCH)$/.test(method) && (method !== own.method || path !== own.path),
    )
    return last === undefined ? null : declared(project, last)
  }
  if (/^[`"']?(?:POST\b|creat(?:e|ion)|add(?:ing)?\b|new\b)/i.test(named))
    return declared(project, { method: 'POST', path: collection })
  const other = own.method === 'PUT' ? 'PATCH' : 'PUT'
  if (/^[`"']?(?:PUT|PATCH|updat(?:e|ing)|edit)\b/i.test(named))
    return declared(project, { method: other, path: own.path })
  return null
}

/** The operation as a document declares it, whatever its parameters are called. */
function declared(project: Project, { method, path }: OperationRef): OperationRef | null {
  const found = knownOperations(project).find(
    (each) => each.method === method && shapeOf(each.path) === shapeOf(path),
  )
  return found === undefined ? null : { method: found.method, path: found.path }
}
