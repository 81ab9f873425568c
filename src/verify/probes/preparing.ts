import type { JsonValue } from '../../claims/json.js'
import type { Row } from './rendering.js'
import type { User } from './users.js'

/** What a probe asks of a valid request. */
export interface Preparing {
  /** Who calls; somebody new unless given. */
  readonly user?: User
  /** All fields of the body, or only those that must be there. */
  readonly extent?: 'full' | 'least'
  readonly variant?: 'first' | 'second'
  /** This row is not made: its key is one that no row has. */
  readonly absent?: string
  /** No row is made at all: each key is one that no row has. */
  readonly rowless?: boolean
  /** This row and those found after it belong to somebody else. */
  readonly foreign?: { readonly row: string; readonly user: User }
  /** Rows that exist already, by entity. */
  readonly given?: ReadonlyMap<string, Row>
  /** Columns that the rows of an entity must have, where the API lets a client set them. */
  readonly columns?: ReadonlyMap<string, JsonValue>
  readonly depth?: number
}
