import { columnOfTest, type RowTest } from './row-test.js'
import type { RowRule } from '../claims/row-rule.js'
import type { ErrorCase, Operation } from './operation.js'
import type { Aspect } from './trace.js'
import type { ValueRules } from './value.js'

/**
 * The vocabulary of aspects: what a statement can demand and a generated test can prove.
 * Accounting asks for aspects and the test emitter declares them, both through
 * the constructors below, so that the two always mean the same thing.
 */

/** A rule of a value that a request can break or show. */
export type ValueRule = keyof ValueRules | 'required' | 'default'

/** What identifies an operation: its id is the subject of its aspects. */
type Subject = Pick<Operation, 'id'>

/** The operation answers its success status to a valid request. */
export const successOf = (operation: Subject): Aspect => `${operation.id}#success`

/** The success response has exactly the specified keys, with the values of the row. */
export const responseOf = (operation: Subject): Aspect => `${operation.id}#response`

/** The operation refuses with this status for this cause. */
export const errorOf = (operation: Subject, status: number, cause: ErrorCase['cause']): Aspect =>
  `${operation.id}#error.${status}.${cause}`

/** A rule of a body field or query parameter is kept: the last valid value passes, the first invalid one is refused. */
export const ruleOf = (operation: Subject, where: 'body' | 'query', field: string, rule: ValueRule): Aspect =>
  `${operation.id}#${where}.${field}.${rule}`

/** Body fields that nothing describes are refused, or ignored, and never stored. */
export const unknownFieldsOf = (operation: Subject): Aspect => `${operation.id}#body.unknown-fields`

/** Columns that a client may not set keep their value whatever the body holds. */
export const readOnlyOf = (operation: Subject, field: string): Aspect => `${operation.id}#read-only.${field}`

/** The operation leaves this column as it is. */
export const unchangedOf = (operation: Subject, field: string): Aspect => `${operation.id}#unchanged.${field}`

/** Only the fields that are sent change. */
export const partialOf = (operation: Subject): Aspect => `${operation.id}#partial`

/** A column that follows a body field is made anew when that field changes. */
export const recomputedOf = (operation: Subject, field: string): Aspect =>
  `${operation.id}#recomputed.${field}`

/** A move to a state sets this moment. */
export const stampedOf = (operation: Subject, field: string): Aspect => `${operation.id}#stamped.${field}`

/** The operation takes from the stock that this column of another row is, and refuses when too little is left. */
export const takenOf = (operation: Subject, entity: string, field: string): Aspect =>
  `${operation.id}#taken.${entity}.${field}`

/** The operation gives back to the stock that this column of another row is. */
export const givenOf = (operation: Subject, entity: string, field: string): Aspect =>
  `${operation.id}#given.${entity}.${field}`

/** The operation makes a row of another entity beside what it does. */
export const recordedOf = (operation: Subject, entity: string): Aspect => `${operation.id}#recorded.${entity}`

/** The operation gives this column of another row a value beside what it does. */
export const followedOf = (operation: Subject, entity: string, field: string): Aspect =>
  `${operation.id}#followed.${entity}.${field}`

/** The values of a row must keep this rule together. */
export const rowRuleOf = (operation: Subject, rule: RowRule): Aspect =>
  `${operation.id}#row-rule.${rule.column}.${besideOf(rule)}`

/** The operation refuses a period that overlaps that of another row. */
export const apartOf = (operation: Subject): Aspect => `${operation.id}#apart`

/** The operation refuses rows for what they are. */
export const guardOf = (operation: Subject, tests: readonly RowTest[]): Aspect =>
  `${operation.id}#guard.${tests.map((test) => columnOfTest(test) ?? test.kind).join()}`

function besideOf(rule: RowRule): string {
  if (rule.kind === 'clock') return rule.moment
  return rule.kind === 'order' ? rule.than : rule.when.column
}

/** Each element of an array in the body becomes a row of this entity. */
export const linesOf = (operation: Subject, entity: string): Aspect => `${operation.id}#lines.${entity}`

/** Every change moves the `touched` columns. */
export const touchedOf = (operation: Subject): Aspect => `${operation.id}#touched`

/** What the operation did is there when the row is read again: stored, changed, or gone. */
export const storedOf = (operation: Subject): Aspect => `${operation.id}#stored`

/** A new row belongs to the caller. */
export const ownedOf = (operation: Subject): Aspect => `${operation.id}#owned`

/** Rows of other users are neither shown nor changed. */
export const isolationOf = (operation: Subject): Aspect => `${operation.id}#isolation`

/** Whatever user the path names, callers reach their own rows. */
export const pathUserOf = (operation: Subject): Aspect => `${operation.id}#path-user.ignored`

/** Callers with a role reach the rows of other users as well. */
export const wideReachOf = (operation: Subject): Aspect => `${operation.id}#reach.role`

/** A row shows to each of its parties. */
export const partiesOf = (operation: Subject): Aspect => `${operation.id}#parties`

/** A list without rows is an empty list with the success status. */
export const emptyListOf = (operation: Subject): Aspect => `${operation.id}#empty-list`

/** The text search finds what it should, without regard to case, and nothing else. */
export const searchOf = (operation: Subject): Aspect => `${operation.id}#search`

/** The list is ordered by the sort parameters. */
export const sortOf = (operation: Subject): Aspect => `${operation.id}#sort`

/** The order of the list when no sort parameter is sent. */
export const defaultSortOf = (operation: Subject): Aspect => `${operation.id}#sort.default`

/** The list holds only rows that match this query parameter. */
export const filterOf = (operation: Subject, parameter: string): Aspect =>
  `${operation.id}#filter.${parameter}`

/** Several filters, the search and the order work together. */
export const combinedOf = (operation: Subject): Aspect => `${operation.id}#filters-combined`

/** The list is cut into pages, and its counts are true. */
export const pageOf = (operation: Subject): Aspect => `${operation.id}#page`

/** No more rows are shown than the documents allow. */
export const mostOf = (operation: Subject): Aspect => `${operation.id}#most`

/** The documents' example at this place of `Operation.examples` is answered as shown. */
export const exampleOf = (operation: Subject, index: number): Aspect => `${operation.id}#example.${index}`

/** A new row gets the column's default. */
export const defaultOf = (entity: string, field: string): Aspect => `${entity}#default.${field}`

/** A password is stored as a hash, and never shown. */
export const hashedOf = (operation: Subject): Aspect => `${operation.id}#password.hashed`

/** The token that the operation issues names the account, and is valid as long as specified. */
export const tokenOf = (operation: Subject): Aspect => `${operation.id}#token`

/** A token of a session is exchanged once; using it again ends the session. */
export const renewedOf = (operation: Subject): Aspect => `${operation.id}#session.renewed`

/** Mail goes to the address of an account, and the answer does not tell. */
export const mailedOf = (operation: Subject): Aspect => `${operation.id}#mailed`

/** A token that was sent by mail counts once. */
export const redeemedOf = (operation: Subject): Aspect => `${operation.id}#redeemed`

/** Logging out ends a session. */
export const endedOf = (operation: Subject): Aspect => `${operation.id}#session.ended`

/** Two rows cannot have the same value (or the same combination, joined by `,`). */
export const uniqueOf = (entity: string, fields: readonly string[]): Aspect =>
  `${entity}#unique.${fields.join(',')}`

/** A second row with these values in other large and small letters is refused. */
export const uniqueIgnoringCaseOf = (entity: string, fields: readonly string[]): Aspect =>
  `${entity}#unique-ignoring-case.${fields.join(',')}`

/** The table has the column, with its type and nullability. */
export const columnOf = (entity: string, field: string): Aspect => `${entity}#column.${field}`

/** A field that is not stored follows from the columns of its row as documents say. */
export const computedOf = (entity: string, field: string): Aspect => `${entity}#computed.${field}`

/** The table has an index over these columns. */
export const indexOf = (entity: string, fields: readonly string[]): Aspect =>
  `${entity}#index.${fields.join(',')}`

/** Every error body has the specified keys. */
export const serviceErrorBody: Aspect = 'service#error-body'

/** No stack trace, SQL, path or secret reaches a client; an unforeseen failure answers a generic 500. */
export const serviceErrors: Aspect = 'service#errors'

/** An unreachable database answers its own status, without details. */
export const serviceDatabaseDown: Aspect = 'service#database-down'

/** Tokens are verified: signature, expiry, algorithm, identity claim. */
export const serviceTokens: Aspect = 'service#tokens'

/** The process refuses to start without its secret. */
export const serviceSecret: Aspect = 'service#secret'

/** Exactly the specified routes exist, as the service's OpenAPI document shows. */
export const serviceRoutes: Aspect = 'service#routes'

/** Allowed origins, and only they, are answered with CORS headers. */
export const serviceCors: Aspect = 'service#cors'

/** The tables of the design can be created in an empty database. */
export const serviceSchema: Aspect = 'service#schema'

/** The subject of an aspect: an operation id, an entity name, or `service`. */
export function subjectOf(aspect: Aspect): string {
  return aspect.slice(0, aspect.lastIndexOf('#'))
}
