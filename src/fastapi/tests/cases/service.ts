import { topKeys } from '../../../design/error-json.js'
import {
  columnOf,
  indexOf,
  serviceCors,
  serviceErrorBody,
  serviceRoutes,
  serviceSchema,
  serviceSecret,
  uniqueOf,
} from '../../../design/aspect.js'
import { dictionary, set } from '../../../python/nodes/collection.js'
import { boolean, string } from '../../../python/nodes/literal.js'
import { call, keyword } from '../../../python/nodes/call.js'
import { name } from '../../../python/nodes/name.js'
import { tuple } from '../../../python/nodes/collection.js'
import { python } from '../../../python/nodes/quotation.js'
import { hasCallers, own, type Backend } from '../../backend.js'
import { settingWith } from '../../modules/settings.js'
import { tokenTrust } from '../../modules/token-settings.js'
import { foundedAccount } from './first-account.js'
import { holdsJson, type Table } from '../../table.js'
import { testCase, type TestCase } from '../test-case.js'

/** What is true of the service as a whole. */
export function service(backend: Backend): readonly TestCase[] {
  return [
    routes(backend),
    errorBody(backend),
    ...(backend.tables.size === 0 ? [] : [columns(backend)]),
    ...(hasCallers(backend) ? [secret(backend)] : []),
    ...(backend.design.service.corsOrigins.length === 0 ? [] : [cors(backend)]),
    ...(backend.firstAccount === null ? [] : foundedAccount(backend, backend.firstAccount)),
  ]
}

function routes(backend: Backend): TestCase {
  const app = own(backend, 'main', 'app')
  const expected = set(
    backend.operations.map((operation) => tuple([string(operation.method), string(operation.path)])),
  )
  return testCase({
    name: 'exactly_the_specified_routes_exist',
    shows: 'No route is missing, and none was added',
    fixtures: [],
    body: [
      python`
        documented = {
            (method.upper(), path)
            for path, operations in ${app}.openapi()["paths"].items()
            for method in operations
        }
        assert documented == ${expected}
      `,
    ],
    proves: [serviceRoutes],
    origins: backend.operations[0]?.origins['exists'] ?? [],
  })
}

function errorBody(backend: Backend): TestCase {
  const keys = topKeys(backend.design.service.errorBody)
  return testCase({
    name: 'errors_have_one_shape',
    shows: 'An unknown path is answered in the error shape of the service',
    fixtures: ['anonymous'],
    body: [
      python`
        response = anonymous.get("/no/such/path")
        assert response.status_code == 404
        assert response.json().keys() == ${set(keys.map(string))}
      `,
    ],
    proves: [serviceErrorBody],
    origins: backend.design.service.origins['errorBody'] ?? [{ kind: 'standard', clause: 'ERR-11' }],
  })
}

function columns(backend: Backend): TestCase {
  const tables = [...backend.tables.values()]
  return testCase({
    name: 'tables_have_their_columns_and_indexes',
    shows: 'Columns, their nullability and the indexes are as specified',
    fixtures: ['engine'],
    parametrized: [
      {
        arguments: [
          { name: 'table', type: name('str') },
          {
            name: 'nullable',
            type: { kind: 'subscript', value: name('dict'), indexes: [name('str'), name('bool')] },
          },
          {
            name: 'indexed',
            type: {
              kind: 'subscript',
              value: name('set'),
              indexes: [
                { kind: 'subscript', value: name('tuple'), indexes: [name('str'), { kind: 'ellipsis' }] },
              ],
            },
          },
        ],
        runs: tables.map((table) => ({
          id: table.name,
          values: [
            string(table.name),
            dictionary(
              table.columns.map(({ field }) => [
                string(field.name),
                boolean(field.nullable && !field.primaryKey),
              ]),
            ),
            set(indexesOf(table).map((fields) => tuple(fields.map((field) => string(field))))),
          ],
        })),
      },
    ],
    body: [
      python`
        from sqlalchemy import inspect

        inspector = inspect(engine)
        found = {column["name"]: column["nullable"] for column in inspector.get_columns(table)}
        assert found == nullable
        known = inspector.get_indexes(table) + inspector.get_unique_constraints(table)
        assert indexed <= {tuple(each["column_names"]) for each in known}
      `,
    ],
    proves: [
      serviceSchema,
      ...tables.flatMap((table) => [
        ...table.columns.map(({ field }) => columnOf(table.entity.name, field.name)),
        ...indexesOf(table).map((fields) => indexOf(table.entity.name, fields)),
        ...table.entity.indexes
          .filter(({ unique }) => unique)
          .map(({ fields }) => uniqueOf(table.entity.name, fields)),
      ]),
    ],
    origins: tables[0]?.entity.origins['exists'] ?? [],
  })
}

/** Columns of each index that every database has: one over JSON is PostgreSQL's alone. */
function indexesOf(table: Table): readonly (readonly string[])[] {
  const found = new Map<string, readonly string[]>()
  for (const { field } of table.columns) {
    if ((field.index || field.unique) && !field.primaryKey) found.set(field.name, [field.name])
  }
  for (const index of table.indexes) {
    // An inspector tells no columns of what an index computes.
    if ((index.ignoreCase ?? []).length === 0 && !holdsJson(table, index))
      found.set(index.fields.join(), index.fields)
  }
  return [...found.values()]
}

/** A backend that verifies by published keys alone does not start without their address. */
function keyAddress(backend: Backend): TestCase {
  const attribute = settingWith(backend, 'keys')?.attribute ?? 'jwks_url'
  return testCase({
    name: 'a_missing_key_server_is_refused',
    shows: 'The service does not start without the address of published keys',
    fixtures: [],
    parametrized: [
      {
        arguments: [{ name: 'value', type: name('str') }],
        runs: [
          { id: 'empty', values: [string('')] },
          { id: 'no web address', values: [string('file:///etc/keys')] },
        ],
      },
    ],
    body: [
      python`
        import pytest
        from pydantic import ValidationError

        with pytest.raises(ValidationError):
            ${call(own(backend, 'settings', 'Settings'), keyword(attribute, name('value')))}
      `,
    ],
    proves: [serviceSecret],
    origins: [{ kind: 'standard', clause: 'AUTH-6' }],
  })
}

function secret(backend: Backend): TestCase {
  if (tokenTrust(backend) === 'published-keys') return keyAddress(backend)
  const attribute = settingWith(backend, 'secret')?.attribute ?? 'secret'
  const settings = call(
    own(backend, 'settings', 'Settings'),
    keyword(attribute, call({ kind: 'symbol', module: 'pydantic', name: 'SecretStr' }, name('value'))),
  )
  return testCase({
    name: 'a_guessable_secret_is_refused',
    shows: 'The service does not start with a secret that anybody knows',
    fixtures: [],
    parametrized: [
      {
        arguments: [{ name: 'value', type: name('str') }],
        runs: ['', '   ', 'better-auth-secret-12345678901234567890'].map((value) => ({
          id: value.trim() === '' ? (value === '' ? 'empty' : 'blank') : 'publicly known',
          values: [string(value)],
        })),
      },
    ],
    body: [
      python`
        import pytest
        from pydantic import ValidationError

        with pytest.raises(ValidationError):
            ${settings}
      `,
    ],
    proves: [serviceSecret],
    origins: [{ kind: 'standard', clause: 'AUTH-6' }],
  })
}

function cors(backend: Backend): TestCase {
  const [origin = ''] = backend.design.service.corsOrigins
  return testCase({
    name: 'only_allowed_origins_may_read',
    shows: 'A foreign origin gets no CORS headers',
    fixtures: ['anonymous'],
    body: [
      python`
        response = anonymous.get("/", headers={"Origin": ${string(origin)}})
        assert response.headers["Access-Control-Allow-Origin"] == ${string(origin)}
        response = anonymous.get("/", headers={"Origin": "https://elsewhere.example"})
        assert "Access-Control-Allow-Origin" not in response.headers
      `,
    ],
    proves: [serviceCors],
    origins: backend.design.service.origins['corsOrigins'] ?? [],
  })
}
