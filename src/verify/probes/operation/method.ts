import { both, noFailure, status, that } from '../expectation.js'
import type { OperationProbe } from '../probe.js'

/** Methods that a path may or may not declare. */
const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const

const undeclared: OperationProbe = {
  id: 'method-undeclared',
  entry: 57,
  title: 'A method that a path does not declare is refused with 405 and Allow',
  cwe: 650,
  clause: 'API-1',
  applies: () => true,
  fire: async (scope) => {
    const { world, operation } = scope
    const shape = (path: string): string => path.replaceAll(/\{[^}]*\}/gu, '{}')
    const declared = new Set<string>(
      world.backend.operations
        .filter(({ path }) => matches(path, operation.path))
        .map(({ method }) => method),
    )
    const first = world.backend.operations.find(({ path }) => shape(path) === shape(operation.path))
    // Once for each path.
    if (first?.id !== operation.id) return
    const own = world.backend.operations.flatMap((other) =>
      shape(other.path) === shape(operation.path) ? [other.method] : [],
    )
    const prepared = await scope.prepare({ rowless: true })
    for (const method of METHODS) {
      if (declared.has(method)) continue
      await scope.expect(
        method,
        { ...prepared, content: null },
        { method },
        both(
          status(405),
          that('Allow with all methods of the path', ({ headers: { allow } }) => {
            if (allow === undefined) return 'no Allow header'
            const missing = own.filter((each) => !allow.split(/, ?/u).includes(each))
            return missing.length === 0 ? null : `Allow: ${allow.slice(0, 80)} lacks ${missing.join(', ')}`
          }),
        ),
      )
    }
    for (const method of ['HEAD', 'OPTIONS', 'TRACE', 'FOO']) {
      await scope.expect(method, { ...prepared, content: null }, { method }, noFailure)
    }
  },
}

/** Whether a path with parameters could be meant by another one. */
function matches(one: string, other: string): boolean {
  const [left, right] = [one.split('/'), other.split('/')]
  return (
    left.length === right.length &&
    left.every((segment, index) => {
      const same = right[index] ?? ''
      return segment === same || segment.startsWith('{') || same.startsWith('{')
    })
  )
}

const trailingSlash: OperationProbe = {
  id: 'trailing-slash',
  entry: 58,
  title: 'A trailing slash with a foreign Host leads nowhere else',
  cwe: 601,
  clause: 'API-1',
  applies: () => true,
  fire: async (scope) => {
    const prepared = await scope.prepare({ rowless: true })
    await scope.expect(
      'with a slash and a foreign Host',
      prepared,
      { suffix: '/', headers: { host: 'evil.example' } },
      both(
        noFailure,
        that('no redirect off the host', ({ headers }) =>
          headers.location?.includes('evil.example') === true
            ? `Location: ${headers.location.slice(0, 100)}`
            : null,
        ),
      ),
    )
  },
}

const foreignOrigin: OperationProbe = {
  id: 'foreign-origin',
  entry: 59,
  title: 'A foreign Origin is never let in with credentials',
  cwe: 942,
  clause: 'API-6',
  applies: () => true,
  fire: async (scope) => {
    const prepared = await scope.prepare({ rowless: true })
    for (const origin of ['https://evil.example', 'null']) {
      const closed = that('no Access-Control-Allow-Origin for it', ({ headers }) => {
        const allowed = headers['access-control-allow-origin']
        const credentials = headers['access-control-allow-credentials'] === 'true'
        return allowed === origin || (allowed === '*' && credentials)
          ? `Access-Control-Allow-Origin: ${allowed}`
          : null
      })
      await scope.expect(`Origin: ${origin}`, prepared, { headers: { origin } }, both(noFailure, closed))
      await scope.expect(
        `preflight from ${origin}`,
        { ...prepared, content: null },
        {
          method: 'OPTIONS',
          headers: { origin, 'access-control-request-method': scope.operation.method },
          authorization: null,
        },
        both(noFailure, closed),
      )
    }
  },
}

/** What stands around an operation. */
export const methodProbes = [undeclared, trailingSlash, foreignOrigin]
