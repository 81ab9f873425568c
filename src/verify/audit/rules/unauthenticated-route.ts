import { definitionOf, type Route } from '../routes.js'
import type { AuditedRoute, Rule } from '../rule.js'

const PUBLIC =
  /login|log-in|signin|sign-in|register|signup|sign-up|token|refresh|password|verif|health|ready|live|webhook|callback|oauth|auth|docs|users\/?$|^\/$|^$/i

/** `@router.get("/loans")` without `Depends(get_current_user)` on it, its router, or what includes that. */
export const unauthenticatedRoute: Rule = {
  id: 'unauthenticated-route',
  title: 'A route that anybody may call',
  cwe: 306,
  clause: 'AUTH-8',
  cure: 'Let the route, or its router, depend on what verifies the token.',
  check: ({ routes }) => {
    const known = routes.filter(({ authenticated }) => authenticated).length
    return routes
      .filter((each) => !each.authenticated && needsCaller(each, known > routes.length / 2))
      .map(({ route, subject }) => ({
        path: route.handler.module.path,
        node: definitionOf(route),
        subject,
        message: 'Anybody may call this route: nothing that runs for it verifies a token.',
      }))
  },
}

/** As specified; without a specification, writes count where most routes know their callers. */
function needsCaller({ operation, route }: AuditedRoute, mostDo: boolean): boolean {
  if (operation !== null) {
    return operation.steps?.some((step) => step.kind === 'authenticate' && !step.optional) ?? false
  }
  return mostDo && writes(route) && !PUBLIC.test(route.path)
}

function writes({ methods }: Route): boolean {
  return methods.some((method) => /^(?:POST|PUT|PATCH|DELETE)$/.test(method))
}
