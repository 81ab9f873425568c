import { bodyFieldIn } from '../../design/expression.js'
import { call, keyword, type Keyword } from '../../python/nodes/call.js'
import type { Expression } from '../../python/nodes/expression.js'
import { own, tableNamed } from '../backend.js'
import { attributeOf, type Table } from '../table.js'
import { jsonLiteral } from '../values/json.js'
import type { Arranging } from './arrangement.js'
import { sample } from './sample.js'
import type { Scope, StepOf } from './scope.js'

/** An account that a request can sign in to. */
export interface Account {
  readonly table: Table
  /** Columns of its row. */
  readonly values: readonly Keyword[]
  /** What the request sends: body field → value. */
  readonly sent: ReadonlyMap<string, Expression>
}

/** The account whose name and password a request sends; null when its body has rules that no sample meets. */
export function credentials(
  { backend, operation }: Scope,
  verify: StepOf<'verify'>,
  arranging: Arranging = {},
): Account | null {
  const table = tableNamed(backend, verify.entity)
  const sampleOf = (field: string | null): Expression | null => {
    const rules = operation.body.find((each) => each.name === field)
    const value = rules === undefined ? undefined : sample(rules, rules.name, 'second')
    return value === undefined ? null : jsonLiteral(value)
  }
  const passwordField = bodyFieldIn(verify.password)
  const password = sampleOf(passwordField)
  if (passwordField === null || password === null) return null
  const sent = new Map<string, Expression>([[passwordField, password]])
  const values: Keyword[] = [
    keyword(attributeOf(table, verify.hash), call(own(backend, 'auth', 'hash_password'), password)),
  ]
  const [key] = verify.keys
  const nameField = bodyFieldIn(verify.value)
  if (key !== undefined && nameField !== null) {
    const value = sampleOf(nameField)
    if (value === null) return null
    sent.set(nameField, value)
    values.push(keyword(attributeOf(table, key), value))
  }
  if (verify.active?.value.kind === 'constant')
    values.push(keyword(attributeOf(table, verify.active.field), jsonLiteral(verify.active.value.value)))
  if (verify.verified !== undefined && verify.verified !== null)
    values.push(keyword(attributeOf(table, verify.verified.field), jsonLiteral(true)))
  return { table, values: [...values, ...(arranging.values?.get(verify.row) ?? [])], sent }
}
