import type { Condition, Expression, Factor } from './expression.js'
import type { Relation } from '../claims/row-rule.js'
import type { Collection } from './entity.js'
import type { FileRules } from './file-rules.js'
import type { MailPurpose } from './mail-token.js'
import type { Measure } from './measure.js'
import type { Origin } from './origin.js'
import type { RowFileRules } from './row-file.js'
import type { PropertyRules } from './value.js'

/** The answer when a step fails. */
export interface Failure {
  readonly status: number
  readonly message: string
  /** The body field whose value is refused as an invalid one; null or left out where no single field is. */
  readonly field?: string | null
}

/** A step from a row to rows of another entity: those whose `field` holds what the row has in `from`. */
export interface Hop {
  readonly from: string
  readonly entity: string
  readonly field: string
}

/** Whose rows are reached: those whose column holds a value, or which belong to a row that does. */
export interface Ownership {
  /** The column, of the row itself or of the row at the end of the way. */
  readonly field: string
  readonly value: Expression
  /** The way to the row that the rows belong to; left out where they have the column themselves. */
  readonly through?: readonly Hop[]
  /** Other columns of which one may hold the value instead; none where left out. */
  readonly or?: readonly Omit<Ownership, 'value' | 'or'>[]
}

/** A comparison of a column in a query. */
export interface Filter {
  /** The way to the rows of which one must have the column; empty for a column of the row itself. */
  readonly through: readonly Hop[]
  readonly field: string
  /** `contains`: an array column holds the value; `oneOf`: the value is a list that holds what the column does. */
  readonly comparison: 'equal' | 'notEqual' | 'atLeast' | 'atMost' | 'contains' | 'oneOf'
  readonly value: Expression
  /** Applied only when the query parameter of this name was sent. */
  readonly whenQuery: string | null
  /** Not applied when the flag of this name was sent as true: `include_archived`. */
  readonly unlessQuery?: string | null
  /** For a query parameter that names a case: its value → the column's value; a missing value means no filter. */
  readonly cases: { readonly [parameter: string]: string | number | boolean } | null
}

/** The text search of a list. */
export interface Search {
  readonly parameter: string
  readonly fields: readonly string[]
}

/** The order of a list. */
export interface Sort {
  /** Query parameter that names the field; null when the order is fixed. */
  readonly fieldParameter: string | null
  readonly directionParameter: string | null
  /** Values of the field parameter → columns. */
  readonly allowed: readonly SortChoice[]
  readonly defaultField: string
  readonly defaultDirection: 'asc' | 'desc'
  /** By what rows with the same value are ordered, before the key; none where left out. */
  readonly further?: readonly { readonly field: string; readonly direction: 'asc' | 'desc' }[]
  /** Columns whose words have an order of their own, from the first to the last in ascending order; none where left out. */
  readonly ranks?: readonly { readonly field: string; readonly words: readonly string[] }[]
}

/** A value of the parameter that names the field of an order. */
export interface SortChoice {
  readonly value: string
  readonly field: string
  /** What the value says of the direction, as `-created_at` does; left out where it is said elsewhere. */
  readonly direction?: 'asc' | 'desc'
}

/** The value of an order that is meant when none is sent; undefined where none means it. */
export function standardChoice({ allowed, defaultField, defaultDirection }: Sort): SortChoice | undefined {
  return allowed.find(
    ({ field, direction = defaultDirection }) => field === defaultField && direction === defaultDirection,
  )
}

/** How a list is cut into pages. */
export interface Paging {
  /** `cursor`: the position is an opaque text that the page before told. */
  readonly style: 'offset' | 'page' | 'cursor'
  /** Query parameter of the size. */
  readonly sizeParameter: string
  /** Query parameter of the offset or page number; null when only the first rows are ever shown. */
  readonly positionParameter: string | null
}

/** What a token is for: calling, or getting the next token. */
export type TokenUse = 'access' | 'refresh'

/** Where the roles of a caller stand. */
export type RoleSource =
  /** In a claim of the token: one text, or a list of texts. */
  | { readonly kind: 'claim'; readonly claim: string }
  /** In a column of the caller's account. */
  | { readonly kind: 'column'; readonly entity: string; readonly key: string; readonly field: string }
  /** In a flag of the caller's account, which means the role. */
  | {
      readonly kind: 'flag'
      readonly entity: string
      readonly key: string
      readonly field: string
      readonly role: string
    }

/** Callers with one of these roles reach the rows of all owners, others their own. */
export interface WideReach {
  readonly roles: readonly string[]
  readonly source: RoleSource
}

/** Setting one column. */
export interface Assignment {
  readonly field: string
  readonly value: Expression
  /** Applied only when the body holds this field (partial update). */
  readonly whenBody: string | null
  /** Applied only when the body moves a column to a value that it does not have yet. */
  readonly whenEntering?: { readonly body: string; readonly column: string; readonly value: string }
}

/** A column of a relation and its value. */
export interface Tie {
  readonly field: string
  readonly value: Expression
}

/** When something comes about beside what an operation does to its row. */
export type Occasion =
  /** The body brings a value that a column of the row does not have yet; a certain one where `value` is not null. */
  | {
      readonly kind: 'moved'
      readonly row: string
      readonly field: string
      readonly body: string
      readonly value: string | null
    }
  /** Columns of the row stand so to values or to other columns of it; what is null stands to nothing. */
  | {
      readonly kind: 'compared'
      readonly row: string
      readonly tests: readonly {
        readonly field: string
        readonly relation: Relation | 'equal'
        readonly to:
          | { readonly kind: 'constant'; readonly value: string | number | boolean }
          | { readonly kind: 'column'; readonly name: string }
      }[]
    }

/** A lock of accounts after failed sign-ins, which a right password ends no sooner than its time. */
export interface Lock {
  /** The column that counts failures since the last success. */
  readonly failures: string
  /** The column of the moment at which the lock ends. */
  readonly until: string
  /** How many failures lock an account. */
  readonly attempts: number
  readonly seconds: number
  readonly otherwise: Failure
}

/**
 * One step of an operation's behaviour. The emitter and the test emitter give
 * each step its meaning; see the table in `docs/architecture.md`.
 */
export type Step =
  /** Verifies the bearer token; binds the caller. */
  (
    | { readonly kind: 'authenticate'; readonly optional: boolean }
    /** The path parameter must equal the caller. */
    | { readonly kind: 'authorize'; readonly parameter: string; readonly otherwise: Failure }
    /** The caller must have one of the roles. */
    | {
        readonly kind: 'permit'
        readonly roles: readonly string[]
        readonly source: RoleSource
        readonly otherwise: Failure
      }
    /** One row by its key, within the owner's rows when `owner` is set; binds `row`. */
    | {
        readonly kind: 'find'
        readonly row: string
        readonly entity: string
        readonly key: { readonly field: string; readonly value: Expression }
        /** Other columns that must hold a value for the row to be found, such as a telephone number beside a code. */
        readonly also?: readonly { readonly field: string; readonly value: Expression }[]
        readonly owner: Ownership | null
        /** Who is not held to the rows of one owner; null or left out for nobody. */
        readonly wide?: WideReach | null
        readonly otherwise: Failure
        /** What a row of another owner answers: as absent, or this failure. */
        readonly foreign: Failure | null
        /** Whose rows answer with that failure; others are as absent. All where left out. */
        readonly seen?: Ownership
        /** Looked for only when the body holds a value in this field. */
        readonly whenBody?: string | null
        /** What a row is made of where there is none, once however many ask for it; null or left out: it is refused. */
        readonly making?: readonly Assignment[] | null
      }
    /** Rows; binds `rows`. */
    | {
        readonly kind: 'select'
        readonly rows: string
        readonly entity: string
        readonly owner: Ownership | null
        /** Who is not held to the rows of one owner; null or left out for nobody. */
        readonly wide?: WideReach | null
        readonly filters: readonly Filter[]
        readonly search: Search | null
        readonly sort: Sort | null
        readonly paging: Paging | null
        /** The most rows that are ever shown, the first ones by their order; no end when absent. */
        readonly most?: number
      }
    | { readonly kind: 'check'; readonly condition: Condition; readonly otherwise: Failure }
    /** A new row; binds `row`. */
    | {
        readonly kind: 'insert'
        readonly row: string
        readonly entity: string
        readonly values: readonly Assignment[]
        /** The answer when a unique constraint refuses the row. */
        readonly duplicate: Failure | null
      }
    | {
        readonly kind: 'assign'
        readonly row: string
        readonly values: readonly Assignment[]
        readonly duplicate: Failure | null
      }
    /** A number of a row falls by an amount, unless it is less: what is left of a stock. */
    | {
        readonly kind: 'take'
        readonly row: string
        readonly entity: string
        readonly field: string
        readonly amount: Expression
        readonly otherwise: Failure
      }
    /** A number of the row to which another refers rises by an amount: what was taken from a stock is given back. */
    | {
        readonly kind: 'give'
        /** The row that refers, and its column that does. */
        readonly row: string
        readonly reference: string
        readonly entity: string
        readonly key: string
        readonly field: string
        readonly amount: Expression
      }
    /** A row of another entity comes about with what the operation does, in the same transaction. */
    | {
        readonly kind: 'record'
        readonly entity: string
        readonly values: readonly Tie[]
        /** The row that is made before and whose key the new one holds; null where no key is waited for. */
        readonly after: string | null
        readonly when: Occasion | null
      }
    /** The row to which another refers takes values, in the same transaction. */
    | {
        readonly kind: 'follow'
        /** The row that refers, and its column that does. */
        readonly row: string
        readonly reference: string
        readonly entity: string
        readonly key: string
        readonly values: readonly Tie[]
        readonly when: Occasion | null
      }
    /** The rows that the elements of an array in the body refer to, found at once; binds `rows` by their keys. */
    | {
        readonly kind: 'findEach'
        readonly rows: string
        readonly entity: string
        readonly key: string
        readonly list: string
        /** The member of an element that holds the key. */
        readonly member: string
        readonly owner: Ownership | null
        readonly otherwise: Failure
      }
    /** `take` for each element of an array in the body. */
    | {
        readonly kind: 'takeEach'
        readonly rows: string
        readonly entity: string
        readonly key: string
        readonly list: string
        readonly member: string
        readonly field: string
        /** The member of an element that counts; null for one. */
        readonly amount: string | null
        readonly otherwise: Failure
      }
    /** A row for each element of an array in the body, tied to a row that was just made. */
    | {
        readonly kind: 'insertEach'
        readonly row: string
        readonly entity: string
        readonly list: string
        readonly tie: { readonly field: string; readonly target: string }
        readonly values: readonly { readonly field: string; readonly factors: readonly Factor[] }[]
      }
    /** A new row for each element of an array in the body; binds `rows`. */
    | {
        readonly kind: 'insertListed'
        readonly rows: string
        readonly entity: string
        readonly list: string
        readonly values: readonly Assignment[]
      }
    /**
     * Each element of a list in the body, or row of a file, that keeps the rules becomes a row; the others are told of,
     * or refuse the whole. Binds `rows`.
     */
    | {
        readonly kind: 'insertApart'
        readonly rows: string
        readonly entity: string
        /** The body field that holds the list, or the file. */
        readonly list: string
        /** The rules of one element. */
        readonly members: readonly PropertyRules[]
        readonly values: readonly Assignment[]
        /** The number by which reports call the first element. */
        readonly first: number
        /** How a file is read; null for a list. */
        readonly file: RowFileRules | null
        /** The answer when an element is refused, and then none is stored; null where the good ones are. */
        readonly otherwise: Failure | null
      }
    /**
     * All rows whose keys a list of the body holds are removed, or take values, by one statement. A key that comes
     * twice counts once.
     */
    | {
        readonly kind: 'changeListed'
        readonly entity: string
        readonly key: string
        /** The body field that lists the keys. */
        readonly list: string
        readonly owner: Ownership | null
        /** What other columns of a row must hold for it to be reached: its parent in the path, the mark of a row that is there. */
        readonly also: readonly Tie[]
        /** What the rows take; null where they are removed. */
        readonly values: readonly Assignment[] | null
        /** The answer when a key reaches no row, and then none changes; null where such keys are passed over. */
        readonly otherwise: Failure | null
        /** The answer when the body brings none of the values; null where it cannot be without one. */
        readonly empty?: Failure | null
      }
    /** A boolean column becomes its opposite. */
    | {
        readonly kind: 'flip'
        readonly row: string
        readonly field: string
        readonly touches: readonly string[]
      }
    | {
        readonly kind: 'remove'
        readonly row: string
        readonly soft: Assignment | null
        /** The answer when rows that the database keeps refer to the row; null or left out where none can. */
        readonly referred?: Failure | null
      }
    /** A row of a relation with these values, such as the caller and what the caller follows. */
    | {
        readonly kind: 'link'
        readonly entity: string
        readonly values: readonly Tie[]
        /** The answer when there is such a row already; null when nothing happens then. */
        readonly repeated: Failure | null
      }
    /** The row of a relation with these values is gone. */
    | {
        readonly kind: 'unlink'
        readonly entity: string
        readonly values: readonly Tie[]
        /** The answer when there is no such row; null when nothing happens then. */
        readonly missing: Failure | null
      }
    /** The texts of a list that is kept in rows of its own become those of the value, each once and in its order. */
    | {
        readonly kind: 'collect'
        readonly row: string
        readonly collection: Collection
        readonly value: Expression
        /** Whose rows the texts name; null where the texts are kept by themselves, or all users share them. */
        readonly owner?: Expression | null
        /** Applied only when the body holds this field. */
        readonly whenBody: string | null
      }
    /** The rows to which a row is tied become those whose keys a list holds, all of which the caller must be able to name. */
    | {
        readonly kind: 'relink'
        readonly row: string
        /** The rows that tie, and their column that holds the row's `target`. */
        readonly entity: string
        readonly tie: { readonly field: string; readonly target: string }
        /** The rows that are tied to, and the column of the tie that holds their key. */
        readonly other: { readonly entity: string; readonly key: string; readonly field: string }
        readonly owner: Ownership | null
        readonly value: Expression
        /** Applied only when the body holds this field. */
        readonly whenBody: string | null
        readonly otherwise: Failure
      }
    /** The database is asked for an answer, so that a service whose database cannot be reached says so (ERR-8). */
    | { readonly kind: 'ping' }
    /** The different values of a column in all rows, in their order; binds `rows`. */
    | { readonly kind: 'distinct'; readonly rows: string; readonly entity: string; readonly field: string }
    /**
     * The password must be that of an account; binds `row`. An unknown account, a wrong password and an account
     * that may not sign in have one answer, and take one time.
     */
    | {
        readonly kind: 'verify'
        readonly row: string
        readonly entity: string
        /** Columns of which one must equal the value; empty when an earlier step bound the row. */
        readonly keys: readonly string[]
        readonly value: Expression
        /** The column of the hash. */
        readonly hash: string
        readonly password: Expression
        /** What an account that may sign in has in a column. */
        readonly active: { readonly field: string; readonly value: Expression } | null
        readonly otherwise: Failure
        /** The flag that an account must have beside its password, with an answer of its own. */
        readonly verified?: { readonly field: string; readonly otherwise: Failure } | null
        /** The answer to a right password for an account that is not `active`; null: that of a wrong one. */
        readonly inactive?: Failure | null
        /** Accounts are locked after failures. */
        readonly lock?: Lock | null
      }
    /** Signs a token for an account; one that refreshes opens a session. */
    | {
        readonly kind: 'issue'
        readonly token: TokenUse
        /** The id of the account. */
        readonly subject: Expression
        /** How long it is valid, in seconds. */
        readonly lifetime: number
        /** The role that tells the kind of the account, where there are several kinds. */
        readonly role?: string | null
        /** The token belongs to the session that an earlier step opened or renewed. */
        readonly inSession?: boolean
      }
    /**
     * Exchanges the token of a session for the next one; binds the row of its account. A token that was exchanged
     * before was copied: its session ends (RFC 9700, section 4.14.2).
     */
    | {
        readonly kind: 'renew'
        readonly row: string
        /** The accounts. */
        readonly entity: string
        readonly key: string
        readonly token: Expression
        /** Whether the answer brings the next token; without one the token stays what it is. */
        readonly rotates: boolean
        readonly active: { readonly field: string; readonly value: Expression } | null
        readonly otherwise: Failure
      }
    /**
     * Sends a token to the address of an account: that of a row, or the one that has the address. Where there is none,
     * nothing happens, and the answer does not tell.
     */
    | {
        readonly kind: 'mail'
        readonly purpose: MailPurpose
        /** The accounts. */
        readonly entity: string
        readonly key: string
        /** Their column of addresses. */
        readonly address: string
        /** The row of the account; null where the value finds it. */
        readonly row: string | null
        readonly value: Expression | null
      }
    /** Takes a token that was sent by mail, once; binds the row of its account. */
    | {
        readonly kind: 'redeem'
        readonly purpose: MailPurpose
        readonly row: string
        readonly entity: string
        readonly key: string
        readonly token: Expression
        readonly otherwise: Failure
      }
    /** Ends sessions: that of the caller's token, all of the caller's, or the one whose token is given. */
    | {
        readonly kind: 'end'
        readonly sessions: 'current' | 'all' | 'given'
        /** The account whose sessions all end, where it is not the caller's. */
        readonly row?: string | null
        readonly token: Expression | null
        /** The answer when the given token names no session; null when nothing happens then. */
        readonly otherwise: Failure | null
      }
    /** Files of the request are kept, and their addresses stand in a column of the row: one of it, or one more each. */
    | {
        readonly kind: 'store'
        readonly row: string
        readonly field: string
        /** The field of the form that holds the files. */
        readonly file: string
        /** Several files may come in one request. */
        readonly many: boolean
        /** The column is a list to which the addresses are added. */
        readonly appends: boolean
        readonly rules: FileRules
        readonly touches: readonly string[]
      }
    /** Numbers over rows, for an answer that shows no rows. */
    | { readonly kind: 'aggregate'; readonly measures: readonly Measure[] }
    /** Ends the operation with its success status and response. */
    | { readonly kind: 'respond'; readonly value: Response }
  ) & { readonly origins: readonly Origin[] }

/** What `respond` puts on the wire; its structure is `Operation.body` of the response. */
export type Response =
  | { readonly kind: 'row'; readonly row: string }
  | { readonly kind: 'rows'; readonly rows: string }
  | { readonly kind: 'constant' }
  | { readonly kind: 'empty' }
