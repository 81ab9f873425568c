import { call, keyword } from '../../python/nodes/call.js'
import { list, tuple } from '../../python/nodes/collection.js'
import { functionDefinition, parameter } from '../../python/nodes/definition.js'
import type { Expression } from '../../python/nodes/expression.js'
import { none, string } from '../../python/nodes/literal.js'
import { identifier } from '../../python/identifier.js'
import { attribute, moduleReference, name } from '../../python/nodes/name.js'
import { assign, docstring, expression, traced, type Statement } from '../../python/nodes/statement.js'
import { localNames } from '../../python/walk.js'
import type { Backend } from '../backend.js'
import { factoryName } from './arrangement.js'
import { citationOf, type Citation } from './citation.js'
import { fixtureType } from './fixture-type.js'
import type { Parametrization, TestCase } from './test-case.js'

const PYTEST = moduleReference('pytest')

/** A test function under its final name, with a docstring that cites the specification. */
export function printCase(
  backend: Backend,
  test: TestCase,
  id: string,
  cite: Citation,
  constants: Constants,
): Statement {
  const fixtures = [...new Set([...test.fixtures, ...factoriesIn(backend, test.body)])]
  const prepared = fixtures.filter((fixture) => fixtureType(backend, fixture) === null)
  const place = citationOf(test.origins, cite)
  const definition = functionDefinition(id, {
    decorators: [
      ...(prepared.length === 0
        ? []
        : [call(attribute(PYTEST, 'mark', 'usefixtures'), ...prepared.map((fixture) => string(fixture)))]),
      ...test.parametrized.map((each) => parametrize(each, constants)),
    ],
    parameters: [
      ...fixtures.flatMap((fixture) => {
        const type = fixtureType(backend, fixture)
        return type === null ? [] : [parameter(fixture, type)]
      }),
      ...test.parametrized.flatMap((each) =>
        each.arguments.map((argument) => parameter(argument.name, argument.type)),
      ),
    ],
    returns: none,
    body: [
      docstring(place === null ? `${test.shows}.` : `${test.shows} (${place}).`),
      ...withoutUnusedNames(test.body),
    ],
  })
  return traced(definition, test.origins, test.shows)
}

/** The fixtures that store the rows above those of the test. */
function factoriesIn(backend: Backend, body: readonly Statement[]): readonly string[] {
  const used = localNames(body)
  return [...backend.tables.values()].map(factoryName).filter((factory) => used.has(factory))
}

/** A row that a test stores but never looks at needs no name. */
function withoutUnusedNames(body: readonly Statement[]): readonly Statement[] {
  return body.map((statement, index) => {
    if (statement.kind !== 'assign' || statement.target.kind !== 'name' || statement.value.kind !== 'call')
      return statement
    const rest = [...body.slice(0, index), ...body.slice(index + 1), expression(statement.value)]
    return localNames(rest).has(statement.target.id) ? statement : expression(statement.value)
  })
}

/** `@pytest.mark.parametrize(("field", "value"), [pytest.param(…, id="…")])`. */
function parametrize(each: Parametrization, constants: Constants): Expression {
  const { arguments: names } = each
  const strings = names.map((argument) => string(argument.name))
  const [only] = strings
  return call(
    attribute(PYTEST, 'mark', 'parametrize'),
    strings.length === 1 && only !== undefined ? only : tuple(strings),
    constants.reference(each) ?? runsOf(each),
  )
}

/** The runs as a list; a text that is its own id stands alone. */
function runsOf({ runs }: Parametrization): Expression {
  const plain = runs.every(
    ({ id, values: [value, ...more] }) => value?.kind === 'string' && value.value === id && more.length === 0,
  )
  return list(
    runs.map(({ id, values }) => {
      const [value] = values
      return plain && value !== undefined
        ? value
        : call(attribute(PYTEST, 'param'), ...values, keyword('id', string(id)))
    }),
  )
}

/** Runs that several tests of a file share, each under a name of its own. */
export class Constants {
  readonly #runs = new Map<string, { readonly name: string; readonly value: Expression }>()

  /** The constant that holds the runs; null when they stand in the decorator. */
  reference(each: Parametrization): Expression | null {
    if (each.constant === undefined) return null
    const value = runsOf(each)
    const key = JSON.stringify(value)
    const known = this.#runs.get(key)
    if (known !== undefined) return name(known.name)
    const taken = new Set([...this.#runs.values()].map((entry) => entry.name))
    const id = identifier(each.constant, taken)
    this.#runs.set(key, { name: id, value })
    return name(id)
  }

  /** Assignments of all constants asked for so far. */
  statements(): readonly Statement[] {
    return [...this.#runs.values()].map((entry) => assign(name(entry.name), entry.value))
  }
}
