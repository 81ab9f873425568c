import { subscript } from '../../python/nodes/call.js'
import type { Expression } from '../../python/nodes/expression.js'
import { none } from '../../python/nodes/literal.js'
import { name, symbol } from '../../python/nodes/name.js'
import type { Backend } from '../backend.js'
import type { Table } from '../table.js'
import { factoryName } from './arrangement.js'
import { factoryType } from './factory.js'

const factories = new WeakMap<Backend, ReadonlyMap<string, Table>>()

/** The tables of a backend by the fixture that stores their rows. */
function factoriesOf(backend: Backend): ReadonlyMap<string, Table> {
  const known = factories.get(backend)
  if (known !== undefined) return known
  const made = new Map([...backend.tables.values()].toReversed().map((table) => [factoryName(table), table]))
  factories.set(backend, made)
  return made
}

/** The type of what a fixture gives; null for one that only prepares something. */
export function fixtureType(backend: Backend, fixture: string): Expression | null {
  switch (fixture) {
    case 'client':
    case 'other_client':
    case 'roleless_client':
    case 'anonymous':
      return symbol('fastapi.testclient', 'TestClient')
    case 'session':
      return symbol('sqlmodel', 'Session')
    case 'engine':
      return symbol('sqlalchemy', 'Engine')
    case 'monkeypatch':
      return { kind: 'attribute', value: { kind: 'module', module: 'pytest', as: null }, name: 'MonkeyPatch' }
    case 'use_settings':
    case 'publish_key':
      return subscript(symbol('collections.abc', 'Callable'), { kind: 'ellipsis' }, none)
    case 'make_token':
      return subscript(symbol('collections.abc', 'Callable'), { kind: 'ellipsis' }, name('str'))
    case 'mailbox':
      return subscript(name('list'), subscript(name('tuple'), name('str'), name('str'), name('str')))
    case 'no_database':
      return null
    default: {
      const table = factoriesOf(backend).get(fixture)
      return table === undefined ? null : factoryType(backend, table)
    }
  }
}
