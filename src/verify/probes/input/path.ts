import { refusal, status, type Expectation } from '../expectation.js'
import { columnNamed } from '../../../fastapi/settled.js'
import type { OperationProbe } from '../probe.js'
import { absentStatus, pathStatus, type ProbeScope } from '../scope.js'
import { findByPath, stepsOf } from '../steps.js'

/** Path parameters that name rows, with the type of their keys. */
function keys({ world, operation }: Pick<ProbeScope, 'world' | 'operation'>) {
  return stepsOf(operation, 'find').flatMap(({ key, entity, otherwise }) => {
    const table = world.backend.tables.get(entity)
    const column = table === undefined ? null : columnNamed(table, key.field)
    return key.value.kind === 'path' && column !== null
      ? [{ name: key.value.name, type: column.field.type, absent: otherwise.status }]
      : []
  })
}

const applies: OperationProbe['applies'] = ({ operation }) => findByPath(operation) !== undefined

const hugeIds: OperationProbe = {
  id: 'path-id-range',
  entry: 34,
  title: 'An id beyond what a column holds is refused or not found',
  cwe: 190,
  clause: 'ERR-5',
  applies,
  fire: async (scope) => {
    const prepared = await scope.prepare()
    for (const { name, type, absent } of keys(scope)) {
      if (type !== 'integer') continue
      for (const id of ['2147483648', '9223372036854775808', '1' + '0'.repeat(30), '-1', '0']) {
        await scope.expect(
          `${id} as ${name}`,
          prepared,
          { path: { [name]: id } },
          status(absent, pathStatus(scope)),
        )
      }
    }
  },
}

const oddSpellings: OperationProbe = {
  id: 'path-id-spelling',
  entry: 35,
  title: 'An id that is spelled otherwise names no row',
  cwe: 436,
  clause: 'ERR-5',
  applies,
  fire: async (scope) => {
    const prepared = await scope.prepare()
    for (const { name, type, absent } of keys(scope)) {
      const own = prepared.path.get(name) ?? '1'
      const refused: Expectation = status(absent, pathStatus(scope))
      const spellings = type === 'integer' ? [`${own}.0`, `0${own}`, `+${own}`, ` ${own}`, '1e3'] : []
      for (const id of spellings)
        await scope.expect(`${id} as ${name}`, prepared, { path: { [name]: id } }, refused)
    }
  },
}

const malformedIds: OperationProbe = {
  id: 'path-id-malformed',
  entry: null,
  title: 'A malformed id is refused as specified, and never breaks the service',
  cwe: 20,
  clause: 'ERR-7',
  applies,
  fire: async (scope) => {
    const prepared = await scope.prepare()
    for (const { name, type, absent } of keys(scope)) {
      const typed = type === 'integer' || type === 'uuid'
      await scope.expect(
        `not-an-id as ${name}`,
        prepared,
        { path: { [name]: 'not-an-id' } },
        status(pathStatus(scope), ...(typed ? [] : [absent, absentStatus(scope.operation)])),
      )
      for (const id of [
        '%00',
        '%FF',
        'a%00b',
        '%ED%A0%80',
        '..%2F..%2Fetc',
        'x'.repeat(5000),
        '%F0%9F%8D%95',
      ]) {
        await scope.expect(
          `${id.slice(0, 20)} as ${name}`,
          prepared,
          { path: { [name]: id }, rawPath: true },
          refusal,
        )
      }
    }
  },
}

/** Ids of rows in paths. */
export const pathProbes = [hugeIds, oddSpellings, malformedIds]
