import type { Claim, Method } from '../../claims/claim.js'
import type { Statement } from '../../claims/statement.js'
import { bareKey, pathKey } from '../../design/canonical-path.js'
import type { Design } from '../../design/design.js'
import type { Operation } from '../../design/operation.js'

/** Operations by method and path: the first of each, as routes are matched. */
interface RouteIndex {
  readonly exact: ReadonlyMap<string, Operation>
  readonly bare: ReadonlyMap<string, Operation>
}

const indexes = new WeakMap<Design, RouteIndex>()

function routeIndexOf(design: Design): RouteIndex {
  const known = indexes.get(design)
  if (known !== undefined) return known
  const reversed = design.operations.toReversed()
  const made = {
    exact: new Map(reversed.map((one) => [`${one.method} ${pathKey(one.path)}`, one])),
    bare: new Map(reversed.map((one) => [`${one.method} ${bareKey(one.path)}`, one])),
  }
  indexes.set(design, made)
  return made
}

/** The design's operation of a method and path, whatever its parameters are called and whoever is in it. */
export function operationAt(design: Design, method: Method, path: string): Operation | null {
  const { exact, bare } = routeIndexOf(design)
  return exact.get(`${method} ${pathKey(path)}`) ?? bare.get(`${method} ${bareKey(path)}`) ?? null
}

/** The operation that a claim is about; null when it is about something else, or the design has no such operation. */
export function operationOfClaim(design: Design, claim: Claim): Operation | null {
  const { subject } = claim
  if (subject.kind !== 'operation' && subject.kind !== 'parameter' && subject.kind !== 'body') return null
  return operationAt(design, subject.method, subject.path)
}

/** A sentence that names more operations than this is no sentence. */
const MOST_NAMED = 100

const METHODS: readonly Method[] = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS']

/** Operations that a text names by method and path: `POST /api/{user_id}/loans`. */
export function operationsNamedIn(design: Design, text: string): readonly Operation[] {
  return [
    ...new Set(routesNamedIn(text).flatMap(({ method, path }) => operationAt(design, method, path) ?? [])),
  ]
}

/** A method and a path as a text names them. */
interface NamedRoute {
  readonly method: Method
  readonly path: string
}

function routesNamedIn(text: string): readonly NamedRoute[] {
  const found: NamedRoute[] = []
  for (const match of text.matchAll(
    /\b(GET|POST|PUT|PATCH|DELETE)\s+`?(?:https?:\/\/[^\s/]{1,100})?(\/[^\s`,;)"'|]{0,200})/g,
  )) {
    if (found.length === MOST_NAMED) break
    const method = METHODS.find((candidate) => candidate === match[1])
    if (method !== undefined) found.push({ method, path: (match[2] ?? '').replace(/[.:]+$/, '') })
  }
  return found
}

/** The section of an operation's own, around a statement. */
export interface OperationSection {
  /** Operations of the design that its title names. */
  readonly operations: readonly Operation[]
  /** Why the design leaves out those that it does not have, when it says so. */
  readonly leftOut: string | null
}

/** Routes by the section whose first lines name them as its own, and only one: `**Endpoint**: GET /loans`. */
export type SectionRoutes = ReadonlyMap<string, string>

/** A line that names a route and nothing else. */
const ROUTE_LINE =
  /^\W*(?:end-?point|route|url|request)?\W{0,4}(?:GET|POST|PUT|PATCH|DELETE)\s+`?\/\S{0,200}$/i

/** Finds the sections of one route, as far as a line of theirs is that route. */
export function sectionRoutesOf(statements: readonly Statement[]): SectionRoutes {
  const routes = new Map<string, Set<string>>()
  for (const { text, headings, span } of statements) {
    if (!ROUTE_LINE.test(text)) continue
    for (let depth = 2; depth <= headings.length; depth += 1) {
      const key = sectionKey(span.source, headings.slice(0, depth))
      routes.set(key, (routes.get(key) ?? new Set()).add(text))
    }
  }
  return new Map(
    [...routes].flatMap(([key, [route, ...others]]) =>
      route !== undefined && others.length === 0 ? [[key, route]] : [],
    ),
  )
}

function sectionKey(source: string, headings: readonly string[]): string {
  return [source, ...headings].join('\n')
}

/** The innermost section whose title or own line names operations by method and path; null when there is none. */
export function operationSection(
  design: Design,
  { headings, span }: Pick<Statement, 'headings' | 'span'>,
  sections: SectionRoutes,
): OperationSection | null {
  for (let depth = headings.length; depth > 0; depth -= 1) {
    const own = sections.get(sectionKey(span.source, headings.slice(0, depth)))
    const heading = [headings[depth - 1], own].find(
      (words) => words !== undefined && routesNamedIn(words).length > 0,
    )
    if (heading === undefined) continue
    const keys = new Set(routesNamedIn(heading).map(({ method, path }) => `${method} ${pathKey(path)}`))
    const left = design.outOfScope.find(({ what }) =>
      routesNamedIn(what).some(({ method, path }) => keys.has(`${method} ${pathKey(path)}`)),
    )
    return { operations: operationsNamedIn(design, heading), leftOut: left?.why ?? null }
  }
  return null
}
