import type { Entity } from './entity.js'
import type { Operation } from './operation.js'
import type { Origins } from './origin.js'
import type { Question } from './question.js'
import type { Auth, Service } from './service.js'
import type { AccountedStatement } from './trace.js'

/** Something a document mentions that this backend does not do, and why. */
export interface OutOfScope {
  readonly what: string
  readonly why: string
  readonly origins: Origins
}

/** A decision that nobody took: the recommendation of an unanswered question, under `--yes`. */
export interface Assumption {
  readonly question: string
  readonly text: string
}

/** The account that the service makes at its first start, for no operation makes one and somebody must sign in. */
export interface FirstAccount {
  readonly entity: string
  /** Columns that take their values from the environment. */
  readonly values: readonly FirstAccountValue[]
  readonly origins: Origins
}

/** A column of the first account. */
export interface FirstAccountValue {
  readonly field: string
  readonly variable: string
  /** What counts when the variable is not set; null: then there is no first account. */
  readonly fallback: string | null
  /** The column holds the hash of the value. */
  readonly hashed: boolean
}

/** What is to be built: plain, readonly, serialisable. Its scored part is described in `corpus/FORMAT.md`. */
export interface Design {
  readonly service: Service
  readonly auth: Auth
  readonly entities: readonly Entity[]
  readonly operations: readonly Operation[]
  readonly firstAccount?: FirstAccount | null
  readonly outOfScope: readonly OutOfScope[]
  readonly questions: readonly Question[]
  readonly assumptions: readonly Assumption[]
  readonly statements: readonly AccountedStatement[]
}
