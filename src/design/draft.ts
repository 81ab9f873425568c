import type { ErrorFact, OperationFacts } from '../claims/claim.js'
import type { RowGuard } from '../claims/row-guard.js'
import type { Shape } from '../claims/shape.js'
import type { Statement } from '../claims/statement.js'
import type { Assumption, OutOfScope } from './design.js'
import type { Entity } from './entity.js'
import type { Operation } from './operation.js'
import type { Origin } from './origin.js'
import type { OtherSubject } from './scope.js'
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
      | 'bodyMedia'
      | 'sort'
      | 'most'
      | 'searches'
      | 'unchanged'
      | 'atLeastOne'
      | 'update'
      | 'flag'
      | 'deletion'
      | 'reach'
      | 'actor'
      | 'fileColumns'
    >
  >
  /** Shape of the success response, references resolved as far as schemas are known. */
  readonly responseShape: Shape | null
  /** Errors with the authors' conditions and messages. */
  readonly errorFacts: readonly ErrorFact[]
  /** The rows that it refuses to change or remove; none where left out. */
  readonly guards?: readonly KeptGuard[]
  /** Columns that are made anew when another one changes; none where left out. */
  readonly recomputed?: readonly OperationFacts['recomputed'][]
}

/** Rows that an operation refuses, as documents say it, and where. */
export interface KeptGuard {
  readonly guard: RowGuard
  readonly origins: readonly Origin[]
}

/** A named schema, its references resolved as far as schemas are known. */
export interface DraftSchema {
  readonly name: string
  readonly shape: Shape
}

/** A relation between rows and those who call, or other rows: who favourites what, who follows whom. */
export interface Association {
  /** Entity of its rows. */
  readonly entity: string
  /** What is done to the row, as the path says: `favorite`. */
  readonly verb: string
  /** Paths on which rows are tied and untied. */
  readonly paths: readonly string[]
  /** The row that is tied. */
  readonly subject: AssociationEnd
  /** The user who ties it. */
  readonly caller: AssociationEnd
}

/** One side of a relation: the column of the relation that holds the row's `target`. */
export interface AssociationEnd {
  readonly entity: string
  readonly field: string
  readonly target: string
}

/** The design before behaviours: what `design/` hands to `behaviour/`. */
export interface Draft {
  readonly service: Service
  readonly auth: Auth
  readonly entities: readonly Entity[]
  readonly operations: readonly DraftOperation[]
  readonly schemas: readonly DraftSchema[]
  /** Relations that operations make and unmake. */
  readonly associations?: readonly Association[]
  /** What another user's row answers, and why. */
  readonly foreignRow: 403 | 404
  readonly outOfScope: readonly OutOfScope[]
  readonly questions: readonly Question[]
  readonly assumptions: readonly Assumption[]
  readonly statements: readonly Statement[]
  /** Documents about other programs, by id. */
  readonly otherSubjects?: ReadonlyMap<string, OtherSubject>
}
