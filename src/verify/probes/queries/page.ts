import { both, noFailure, status, that } from '../expectation.js'
import type { OperationProbe } from '../probe.js'
import { validationStatus } from '../scope.js'
import { rowsShown } from '../shown.js'
import { stepsOf } from '../steps.js'

const ranges: OperationProbe = {
  id: 'query-range',
  entry: 49,
  title: 'A size, position or number beyond its range is refused',
  cwe: 190,
  clause: 'API-2',
  applies: ({ operation }) => operation.query.some(({ type }) => type === 'integer'),
  fire: async (scope) => {
    const prepared = await scope.prepare()
    const paging = stepsOf(scope.operation, 'select').find((select) => select.paging !== null)?.paging ?? null
    const invalid = status(validationStatus(scope))
    for (const { name, type, minimum } of scope.operation.query) {
      if (type !== 'integer') continue
      const pages = name === paging?.sizeParameter || name === paging?.positionParameter
      const negative = pages || (minimum !== null && minimum >= 0)
      await scope.expect(`?${name}=-1`, prepared, { query: { [name]: '-1' } }, negative ? invalid : noFailure)
      for (const value of ['9223372036854775808', '1' + '0'.repeat(30), 'abc', '1.5', '']) {
        await scope.expect(`?${name}=${value}`, prepared, { query: { [name]: value } }, invalid)
      }
    }
  },
}

const hugePage: OperationProbe = {
  id: 'page-size',
  entry: 50,
  title: 'A page of a million rows is capped or refused',
  cwe: 770,
  clause: 'DB-4',
  applies: ({ operation }) => stepsOf(operation, 'select').some(({ paging }) => paging !== null),
  fire: async (scope) => {
    const prepared = await scope.prepare()
    const size =
      stepsOf(scope.operation, 'select').flatMap(({ paging }) => paging?.sizeParameter ?? [])[0] ?? ''
    const parameter = scope.operation.query.find(({ name }) => name === size)
    const limited =
      parameter?.maximum !== null && parameter?.maximum !== undefined && parameter.maximum < 1_000_000
    await scope.expect(
      `?${size}=1000000`,
      prepared,
      { query: { [size]: '1000000' } },
      limited
        ? status(validationStatus(scope))
        : both(
            status(validationStatus(scope), scope.operation.success),
            that('at most 1,000 rows', ({ json }) => {
              const rows = rowsShown(scope.operation.responseBody, json) ?? []
              return rows.length > 1000 ? `${String(rows.length)} rows` : null
            }),
          ),
    )
  },
}

/** Numbers in queries. */
export const pageProbes = [ranges, hugePage]
