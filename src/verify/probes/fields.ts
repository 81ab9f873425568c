import type { BodyField } from '../../design/operation.js'
import type { ImplementedOperation } from '../../fastapi/backend.js'
import { bodyFieldIn } from '../../design/expression.js'
import { columnOfTest, type RowTest } from '../../design/row-test.js'
import { sentToken } from '../../fastapi/tests/kept-session.js'
import { isFreeText } from './prepare.js'
import { stepsOf } from './steps.js'

/** Fields whose values name rows, or move states: what they may be is not theirs to say. */
function dependent(operation: ImplementedOperation): ReadonlySet<string> {
  return new Set([
    ...stepsOf(operation, 'find').flatMap(({ key }) => (key.value.kind === 'body' ? [key.value.field] : [])),
    ...stepsOf(operation, 'check').flatMap(({ condition }) =>
      condition.kind === 'edge'
        ? [condition.body]
        : condition.kind === 'guard'
          ? tested(operation, condition.tests)
          : [],
    ),
    ...stepsOf(operation, 'findEach').map(({ list }) => list),
    ...stepsOf(operation, 'changeListed').map(({ list }) => list),
    ...stepsOf(operation, 'relink').flatMap(({ value }) => (value.kind === 'body' ? [value.field] : [])),
    // Values that must fit those of other fields.
    ...operation.body.flatMap(({ name, rank, era, avoided }) =>
      (rank ?? era ?? null) !== null || avoided !== undefined ? [name] : [],
    ),
  ])
}

/** Fields that fill columns by which rows are refused: after such a change the next one would be. */
function tested(operation: ImplementedOperation, tests: readonly RowTest[]): readonly string[] {
  const columns = new Set(tests.map(columnOfTest))
  return operation.body.flatMap(({ name, column }) => (column !== null && columns.has(column) ? [name] : []))
}

/** Fields that prove who calls: only the one value is right, whatever their rules allow. */
export function provingFields(operation: ImplementedOperation): ReadonlySet<string> {
  const values = [
    ...stepsOf(operation, 'verify').flatMap(({ value, password }) => [value, password]),
    ...stepsOf(operation, 'redeem').map(({ token }) => token),
  ]
  return new Set([...values.map(bodyFieldIn), sentToken(operation)].filter((name) => name !== null))
}

/** Body fields that hold values of their own. */
export function ownFields(operation: ImplementedOperation): readonly BodyField[] {
  const named = dependent(operation)
  return operation.body.filter(({ name }) => !named.has(name))
}

/** Body fields that take any text within their length. */
export function textFields(operation: ImplementedOperation): readonly BodyField[] {
  return ownFields(operation).filter(isFreeText)
}

/** The field to put hostile text in. */
export function textField(operation: ImplementedOperation): BodyField | undefined {
  return textFields(operation)[0]
}

/** Body fields of some types. */
export function fieldsOfType(
  operation: ImplementedOperation,
  ...types: readonly BodyField['type'][]
): readonly BodyField[] {
  return operation.body.filter(({ type }) => types.includes(type))
}
