import type { JsonValue } from '../claims/json.js'
import type { Operation, Reached } from '../design/operation.js'
import type { Failure, TokenUse } from '../design/step.js'
import type { Surroundings } from './clock.js'
import type { FieldError, Refusal } from './refusal.js'
import type { FileChanges } from './kept-files.js'
import type { Input } from './input/read-input.js'
import type { Mail } from './mail.js'
import type { MailTokenStore } from '../design/mail-token.js'
import type { SessionStore } from '../design/session-store.js'
import type { OpenedSession } from './sessions.js'
import type { TokenExtra } from './token.js'
import type { Transaction } from './store.js'
import type { Row, Stored } from './stored.js'
import type { Table } from './table.js'

/** A row that a step bound. */
export interface BoundRow {
  readonly entity: string
  readonly row: Row
}

/** Rows that a step bound, and how many match before paging. */
export interface BoundRows {
  readonly entity: string
  readonly rows: readonly Row[]
  readonly total: number
  /** Whether rows follow those of the page. */
  readonly more?: boolean
  /** The column whose values are meant, where not the rows are. */
  readonly field?: string
}

/** What is wrong with one value of an element. */
export interface Fault {
  readonly field: string
  readonly message: string
}

/** A token that a step signed. */
interface IssuedToken {
  readonly token: string
  /** In seconds. */
  readonly lifetime: number
}

/** One run of an operation: what its steps read and what they leave for the next. */
export interface Execution {
  readonly operation: Operation
  readonly tables: ReadonlyMap<string, Table>
  readonly input: Input
  readonly caller: Stored
  /** The caller's roles, where they widen what is reached. */
  readonly roles: readonly string[]
  /** Where the request went. */
  readonly address: { readonly host: string; readonly path: string; readonly query: string }
  readonly surroundings: Surroundings
  readonly transaction: Transaction
  readonly nextSerial: () => number
  /** Counts the numbers given after a text. */
  readonly nextNumber: (text: string) => number
  /** Rows by the names that steps give them. */
  readonly row: Map<string, BoundRow>
  readonly rows: Map<string, BoundRows>
  /** Numbers over rows, by the names that answers have for them. */
  readonly measures: Map<string, JsonValue>
  /** Which of the listed keys reached a row; null before a step looked. */
  reached:
    | ({ readonly [tells in Exclude<Reached, 'keys'>]: JsonValue } & {
        readonly keys: readonly Stored[]
        /** All listed keys, each once. */
        readonly wanted: readonly Stored[]
      })
    | null
  /** What became of each element of a list; null before a step looked. */
  apart: {
    readonly made: ReadonlyMap<number, Row>
    readonly refused: ReadonlyMap<number, readonly Fault[]>
  } | null
  readonly tokens: Map<TokenUse, IssuedToken>
  /** Signs a token for a user, valid for so many seconds. */
  readonly sign: (subject: string, lifetime: number, extra: TokenExtra) => string
  /** The session of the caller's token; null without one. */
  readonly callerSession: string | null
  /** Where sign-ins are kept; null where they are not. */
  readonly sessions: SessionStore | null
  /** Where tokens of mails are kept; null where none are. */
  readonly mailTokens: MailTokenStore | null
  /** What is sent once the operation has succeeded. */
  readonly mails: Mail[]
  /** The session that a step opened or renewed. */
  session: OpenedSession | null
  /** Refuses values of the request that only a step can judge. */
  readonly refuseInput: (errors: readonly FieldError[]) => Refusal
  /** Keeps what was written so far, even when the operation refuses after all. */
  readonly commit: () => void
  /** The token that the caller sent; null without one. */
  readonly sentToken: string | null
  /** Files that the operation keeps and lets go. */
  readonly files: FileChanges
  /** Columns that hold addresses of files, by their entities. */
  readonly fileColumns: ReadonlyMap<string, ReadonlySet<string>>
  /** The answer when a unique constraint refuses what was written; the first step that has one settles it. */
  duplicate: Failure | null
  /** The answer when rows refer to one that was removed; null where the service's own holds. */
  referred: Failure | null
  /** The body of the answer; undefined for none. */
  answer: JsonValue | undefined
}

/** The row of a name; throws when no step bound it, which is a defect of the behaviour. */
export function boundRow({ row, operation }: Execution, name: string): BoundRow {
  const found = row.get(name)
  if (found === undefined) throw new Error(`${operation.id} uses the row ${name} before any step binds it`)
  return found
}

/** The rows of a name; throws when no step bound them. */
export function boundRows({ rows, operation }: Execution, name: string): BoundRows {
  const found = rows.get(name)
  if (found === undefined) throw new Error(`${operation.id} uses the rows ${name} before any step binds them`)
  return found
}

/** The table of an entity; throws for one that the design does not hold. */
export function tableOf({ tables, operation }: Execution, entity: string): Table {
  const table = tables.get(entity)
  if (table === undefined)
    throw new Error(`${operation.id} needs ${entity}, which is no table of this backend`)
  return table
}
