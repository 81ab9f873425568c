/** Name of a path parameter in any usual notation: `{id}`, `:id`, `<id>`, `<int:id>`, `[id]`; null for a literal. */
export function parameterName(segment: string): string | null {
  const match =
    /^(?:\{([^{}]{1,80})\}|:([A-Za-z_]\w{0,80})|<(?:\w{1,20}:)?([\w-]{1,80})>|\[([\w-]{1,80})\])$/.exec(
      segment,
    )
  const name = match?.[1] ?? match?.[2] ?? match?.[3] ?? match?.[4]
  return name === undefined ? null : name.replace(/:.*$/, '').trim()
}

/** A path in OpenAPI notation, without query, fragment, host and trailing slash. */
export function normalisePath(path: string): string {
  const bare = path
    .trim()
    .replace(/^[a-z]{1,10}:\/\/[^/]{1,200}/i, '')
    .replace(/[?#].*$/, '')
  const segments = bare
    .split('/')
    .map((segment) => segment.trim())
    .filter((segment) => segment !== '')
  return `/${segments
    .map((segment) => {
      const name = parameterName(segment)
      return name === null ? segment : `{${name.replace(/\W+/g, '_')}}`
    })
    .join('/')}`
}

/** Segments of a path, none for `/`. */
export function segmentsOf(path: string): readonly string[] {
  return path.split('/').filter((segment) => segment !== '')
}

/** The path with its parameters' names left out: two templates with one key are one route. */
export function pathKey(path: string): string {
  return normalisePath(path).replace(/\{[^{}]*\}/g, '{}')
}

/** The path's key without the prefix of all routes and without the caller: `/api/v1/{user_id}/loans` → `/loans`. */
export function bareKey(path: string): string {
  return pathKey(withoutUser(path)).replace(/^(?:\/(?:api|v\d{1,3})(?=\/)){1,3}/i, '')
}

/** Whether a path parameter names the user: `user_id`, `userId`, `uid`. */
export function isUserParameter(name: string): boolean {
  return /^(?:user|owner|account)_?id$|^uid$|^user$/i.test(name)
}

/** The path without its first user id segment, or the path itself. */
export function withoutUser(path: string): string {
  const segments = segmentsOf(path)
  const index = segments.findIndex((segment) => isUserParameter(parameterName(segment) ?? ''))
  return index < 0 || index === segments.length - 1
    ? path
    : `/${segments.filter((_, at) => at !== index).join('/')}`
}

/** Whether `path` ends in a parameter that names a row. */
export function rowParameters(path: string): readonly string[] {
  return segmentsOf(path)
    .map(parameterName)
    .filter((name): name is string => name !== null && !isUserParameter(name))
}

/** Liveness endpoints are named in passing and served all the same. */
export function isHealthPath(path: string): boolean {
  const last = segmentsOf(path).at(-1)
  return (
    last !== undefined &&
    /^(?:health|healthz|health-check|healthcheck|live|livez|ready|readyz|ping|status-check)$/i.test(last)
  )
}
