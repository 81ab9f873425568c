import { isBelowOwned, ownershipCalls } from '../looked-for-above.js'
import { entityOf, ownerColumn, type TableModel } from '../models.js'
import type { ResponseBody, View } from '../../../design/operation.js'
import { comparisonsIn, queriesIn, shapeOf, type Query } from '../queries.js'
import type { PythonFunction } from '../program.js'
import { ancestorsOf } from '../syntax.js'
import type { AuditContext, AuditedRoute, Rule, RuleFinding } from '../rule.js'

const PRIVILEGED = /is_superuser|is_admin|is_staff|\brole\b|\broles\b|superuser|require_admin|admin/i

const OPTIONAL = /optional|maybe|or_none|if_any/i

/** `session.get(Loan, loan_id)` for a loan that belongs to a user, where nothing asks to whom. */
export const unownedQuery: Rule = {
  id: 'unowned-query',
  title: 'A query on rows of a user without their owner',
  cwe: 639,
  clause: 'AUTH-3',
  cure: 'Filter the query by the owner, in SQL: `.where(Model.user_id == caller)`.',
  check: (context) => {
    const found = new Map<Query['call'], RuleFinding>()
    for (const each of context.routes) {
      for (const query of unfiltered(context, each)) {
        if (found.has(query.call)) continue
        found.set(query.call, {
          path: query.within.module.path,
          node: query.call,
          subject: each.subject,
          message: `Rows of ${query.model.definition.name} are found without their owner (${ownerOf(context, each, query.model) ?? ''}): another user's row answers too.`,
        })
      }
    }
    return [...found.values()]
  },
}

function unfiltered(context: AuditContext, each: AuditedRoute): readonly Query[] {
  const { route } = each
  if (!each.authenticated) return []
  const functions = [...route.during.functions]
  const before = [...route.before.functions]
  // Without a specification, nobody knows what administrators, and callers without a token, may see.
  const isOpen = [...functions, ...before].some(
    ({ name, body }) => OPTIONAL.test(name) || PRIVILEGED.test(name) || PRIVILEGED.test(body.text),
  )
  if (each.operation === null && isOpen) return []
  const owners = new Set(context.tables.flatMap((table) => ownerColumn(table)?.name ?? []))
  const above = ownershipCalls(context.program, route, context.tables, (text) =>
    [...owners].some((owner) => names(owner, text)),
  )
  return functions.flatMap((within) =>
    queriesIn(context.program, within, context.tables).filter((query) => {
      const owner = ownerOf(context, each, query.model)
      return (
        owner !== null &&
        !isExistence(query) &&
        !isFollowed(query, each) &&
        !(each.operation === null && isGrouped(query)) &&
        !names(owner, shapeOf(query)) &&
        !isBelowOwned(above, route, within, query.chain) &&
        !isCheckedLater(functions, owner)
      )
    }),
  )
}

/**
 * The column that must hold the caller; null where rows of this table are not the caller's own: as the steps of the
 * operation say, or, without one, as the name of a column tells.
 */
function ownerOf(context: AuditContext, { operation }: AuditedRoute, model: TableModel): string | null {
  const steps = operation?.steps ?? null
  if (steps === null) return ownerColumn(model)?.name ?? null
  const entity = entityOf(context.design, model)
  for (const step of steps) {
    if (
      (step.kind === 'find' || step.kind === 'select') &&
      step.entity === entity?.name &&
      step.owner !== null
    ) {
      const { field, through } = step.owner
      if (through !== undefined) return field
      return model.columns.some(({ name }) => name === field) ? field : (ownerColumn(model)?.name ?? null)
    }
  }
  return null
}

/** `session.exec(select(Loan.id)…).first() is None`: that there is a row is all that is asked. */
function isExistence({ chain }: Query): boolean {
  for (const { type, text } of ancestorsOf(chain)) {
    if (type === 'comparison_operator') return / is (?:not )?None$/.test(text)
    if (/_statement$|^assignment$|^block$/.test(type)) return false
  }
  return false
}

/** `.where(Shelf.id.in_({row.shelf_id for row in rows}))`: what rows refer to that were found before. */
function isFollowed({ chain, model }: Query, { operation }: AuditedRoute): boolean {
  if (operation === null || !/\.in_\(\s*[{[(]\s*(\w+)\.\w+ for \1 in /.test(chain.text)) return false
  const { responseBody } = operation
  const views = (body: ResponseBody): readonly View[] =>
    body.kind === 'view' || body.kind === 'list'
      ? [body.view]
      : body.kind === 'envelope'
        ? body.members.flatMap((member) =>
            member.kind === 'view' || member.kind === 'list'
              ? [member.view]
              : member.kind === 'envelope'
                ? views(member.body)
                : [],
          )
        : []
  const shows = ({ fields }: View): boolean =>
    fields.some(
      (field) => field.kind === 'view' && (field.view.entity === model.definition.name || shows(field.view)),
    )
  return views(responseBody).some(shows)
}

/** Numbers of groups, such as how many like each article, are often meant for everybody. */
function isGrouped({ chain }: Query): boolean {
  return /\bfunc\.count\(/.test(chain.text) && /\.group_by\(/.test(chain.text)
}

/** Whether a text names the owner: `Loan.user_id`, `user_id=`, `"user_id"`. */
function names(owner: string, text: string): boolean {
  return text
    .split(/[^\w.="']+/)
    .some(
      (word) =>
        word.endsWith(`.${owner}`) ||
        word.startsWith(`${owner}=`) ||
        (/^["']/.test(word) && word.includes(owner)),
    )
}

/** A comparison of the owner after the row was read: late, but a check. */
function isCheckedLater(functions: readonly PythonFunction[], owner: string): boolean {
  return functions.some((each) => comparisonsIn(each).some(({ text }) => names(owner, text)))
}
