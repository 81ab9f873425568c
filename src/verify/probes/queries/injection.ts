import { comparedRules } from '../../../fastapi/query-parameter.js'
import { answering, status } from '../expectation.js'
import type { OperationProbe } from '../probe.js'
import { isFreeText } from '../prepare.js'
import { validationStatus } from '../scope.js'
import { rowsShown } from '../shown.js'
import { stepsOf } from '../steps.js'
import { rowsByEntity } from '../rendering.js'

const sortInjection: OperationProbe = {
  id: 'sort-injection',
  entry: 51,
  title: 'Rows are sorted by the named fields alone',
  cwe: 89,
  clause: 'DB-1',
  applies: ({ operation }) =>
    stepsOf(operation, 'select').some(
      ({ sort }) => sort !== null && (sort.fieldParameter !== null || sort.directionParameter !== null),
    ),
  fire: async (scope) => {
    const prepared = await scope.prepare()
    const sort = stepsOf(scope.operation, 'select').find((select) => select.sort !== null)?.sort ?? null
    for (const name of [sort?.fieldParameter ?? null, sort?.directionParameter ?? null]) {
      if (name === null) continue
      for (const value of ['__class__', 'nope', 'id; drop table users', "id' --", '']) {
        await scope.expect(
          `?${name}=${value}`,
          prepared,
          { query: { [name]: value } },
          status(validationStatus(scope)),
        )
      }
    }
  },
}

const wildcards: OperationProbe = {
  id: 'search-wildcards',
  entry: 53,
  title: 'Percent and underscore in a search stand for themselves, and SQL is text',
  cwe: 943,
  clause: 'DB-1',
  applies: ({ operation }) => stepsOf(operation, 'select').some(({ search }) => search !== null),
  fire: async (scope) => {
    const { operation } = scope
    const select = stepsOf(operation, 'select').find(({ search }) => search !== null)
    if (select?.search === null || select === undefined) return
    const prepared = await scope.prepare()
    const given = rowsByEntity(prepared)
    await scope.makeRow(select.entity, { user: prepared.user, given })
    const { parameter } = select.search
    const most = operation.query.find(({ name }) => name === parameter)?.maxLength ?? 100
    for (const text of ['%', '_', '%%', "' OR 1=1 --", "'; DROP TABLE x; --", '\\', '")']) {
      if (text.length > most) continue
      await scope.expect(
        `?${parameter}=${text}`,
        prepared,
        { query: { [parameter]: text } },
        answering(operation.success, 'no rows', ({ json }) => {
          const rows = rowsShown(operation.responseBody, json)
          if (rows === null) return 'the rows are not where the specification puts them'
          const odd = rows.filter((row) => [...row.values()].every((value) => !String(value).includes(text)))
          return odd.length === 0 ? null : `${String(odd.length)} rows that do not hold it`
        }),
      )
    }
  },
}

const filterInjection: OperationProbe = {
  id: 'filter-injection',
  entry: 52,
  title: 'SQL in a text of a query matches nothing',
  cwe: 89,
  clause: 'DB-1',
  applies: ({ operation }) =>
    stepsOf(operation, 'select').some(({ filters }) =>
      filters.some(({ whenQuery }) =>
        operation.query.some((each) => each.name === whenQuery && isFreeText(each)),
      ),
    ),
  fire: async (scope) => {
    const { operation } = scope
    const select = stepsOf(operation, 'select')[0]
    if (select === undefined) return
    const prepared = await scope.prepare()
    const given = rowsByEntity(prepared)
    await scope.makeRow(select.entity, { user: prepared.user, given })
    for (const { whenQuery } of select.filters) {
      const parameter = operation.query.find(({ name }) => name === whenQuery)
      if (parameter === undefined || !isFreeText(comparedRules(scope.world.backend, operation, parameter)))
        continue
      for (const text of ["' OR '1'='1", '%', "x'; --"]) {
        if (text.length > (parameter.maxLength ?? 100)) continue
        await scope.expect(
          `?${parameter.name}=${text}`,
          prepared,
          { query: { [parameter.name]: text } },
          answering(operation.success, 'no rows', ({ json }) => {
            const rows = rowsShown(operation.responseBody, json)
            return rows === null || rows.length === 0 ? null : `${String(rows.length)} rows`
          }),
        )
      }
    }
  },
}

/** Text of queries that means something to SQL. */
export const injectionProbes = [sortInjection, filterInjection, wildcards]
