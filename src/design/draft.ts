import type { ErrorFact, OperationFacts } from '../claims/claim.js'
import type { Shape } from '../claims/shape.js'
import type { Statement } from '../claims/statement.js'
import type { Assumption, OutOfScope } from './design.js'
import type { Entity } from './entity.js'
import type { Operation } from './operation.js'
import type { Question } from './question.js'
import type { Auth, Service } from './service.js'

/** An operation as its documents settle it, before anything is known of what it does. */
export type DraftOperation = Omit<
  Operation,
  | 'behaviour'
  | 'entity'
  | 'steps'
  | 'notImplemented'
  | 'response'
  | 'responseBody'
  | 'errorCases'
  | 'name'
  | 'bodyModel'
> & {
  /** Facts that only behaviours use, settled by precedence; a missing key was never claimed. */
  readonly facts: Partial<
    Pick<
      OperationFacts,
      | 'summary'
      | 'description'
      | 'operationId'
      | 'bodySchema'
      | 'sort'
      | 'searches'
      | 'unchanged'
      | 'atLeastOne'
      | 'update'
      | 'flag'
      | 'deletion'
    >
  >
  /** Shape of the success response, references resolved as far as schemas are known. */
  readonly responseShape: Shape | null
  /** Errors with the authors' conditions and messages. */
  readonly errorFacts: readonly ErrorFact[]
}

/** A named schema, its references resolved as far as schemas are known. */
export interface DraftSchema {
  readonly name: string
  readonly shape: Shape
}

/** The design before behaviours: what `design/` hands to `behaviour/`. */
export interface Draft {
  readonly service: Service
  readonly auth: Auth
  readonly entities: readonly Entity[]
  readonly operations: readonly DraftOperation[]
  readonly schemas: readonly DraftSchema[]
  /** What another user's row answers, and why. */
  readonly foreignRow: 403 | 404
  readonly outOfScope: readonly OutOfScope[]
  readonly questions: readonly Question[]
  readonly assumptions: readonly Assumption[]
  readonly statements: readonly Statement[]
}
