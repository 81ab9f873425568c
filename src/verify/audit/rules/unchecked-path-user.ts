import { comparisonsIn, namesIn } from '../queries.js'
import { definitionOf, pathParameters } from '../routes.js'
import type { AuditedRoute, Rule } from '../rule.js'
import type { SyntaxNode } from '../syntax.js'

const USER = /^(?:user_?id|owner_?id|account_?id)$/i

/** `/api/{user_id}/loans` where nothing compares `user_id` with the caller. */
export const uncheckedPathUser: Rule = {
  id: 'unchecked-path-user',
  title: 'A path user that is not compared with the caller',
  cwe: 639,
  clause: 'AUTH-2',
  cure: 'Compare the user of the path with the subject of the token, and refuse with 403 before the database is asked.',
  check: ({ routes }) =>
    routes.flatMap((each) => {
      const parameter = userOfPath(each)
      return parameter === null || !each.authenticated || isCompared(each, parameter)
        ? []
        : [
            {
              path: each.route.handler.module.path,
              node: definitionOf(each.route),
              subject: each.subject,
              message: `Nothing compares \`${parameter}\` of the path with the caller: one user can act for another.`,
            },
          ]
    }),
}

/** The path parameter that must be the caller; without a specification, one that is called like a user. */
function userOfPath({ operation, route }: AuditedRoute): string | null {
  if (operation !== null) {
    const step = operation.steps?.find(({ kind }) => kind === 'authorize')
    return step?.kind === 'authorize' ? step.parameter : null
  }
  const named = pathParameters(route.path)
  // `/users/{user_id}` is a resource, and others may read it.
  const found = named.find((name) => USER.test(name))
  return found !== undefined && !new RegExp(`users?/\\{${found}`, 'i').test(route.path) ? found : null
}

/** Whether any function that runs compares the parameter, by its name or one like it, with something. */
function isCompared({ route }: AuditedRoute, parameter: string): boolean {
  const plain = (name: string): string => name.replaceAll('_', '').toLowerCase()
  const wanted = plain(parameter)
  return [...route.before.functions, ...route.during.functions].some((each) =>
    comparisonsIn(each).some(
      (node) => comparesTwo(node) && namesIn(node).some((name) => plain(name) === wanted),
    ),
  )
}

/** `==`, `!=`, `in`: a comparison of lengths, or with a constant, says nothing about who it is. */
function comparesTwo({ children }: SyntaxNode): boolean {
  return (
    children.some(({ type }) => /^(?:==|!=|<>|in|not in)$/.test(type)) &&
    children.every(({ type }) => !/^(?:none|string|integer|true|false)$/.test(type))
  )
}
