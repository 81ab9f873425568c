import type { SaidEffect } from './effect.js'
import type { Span } from '../source/span.js'
import type { JsonValue } from './json.js'
import type { RowCondition } from './row-condition.js'
import type { ApartRule } from './apart-rule.js'
import type { RowGuard } from './row-guard.js'
import type { RowRule } from './row-rule.js'
import type { Shape, ShapeField, ValueFacts } from './shape.js'

/** HTTP methods that a specification can ask for. */
export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'HEAD' | 'OPTIONS'

/** Who may call an operation, in the words of `corpus/FORMAT.md`; `role:admin|editor` names roles. */
export type Access = 'owner' | 'authenticated' | 'optional' | 'public' | `role:${string}`

/** What a claim speaks about. Names are as the document writes them. */
export type Subject =
  | { readonly kind: 'service' }
  | { readonly kind: 'setting'; readonly name: string }
  | { readonly kind: 'entity'; readonly entity: string }
  | { readonly kind: 'column'; readonly entity: string; readonly field: string }
  /** A named request or response model such as `TaskCreate`. */
  | { readonly kind: 'schema'; readonly schema: string }
  | { readonly kind: 'property'; readonly schema: string; readonly field: string }
  | { readonly kind: 'operation'; readonly method: Method; readonly path: string }
  | {
      readonly kind: 'parameter'
      readonly method: Method
      readonly path: string
      readonly in: 'path' | 'query' | 'header'
      readonly name: string
    }
  | { readonly kind: 'body'; readonly method: Method; readonly path: string; readonly field: string }

/** The kind of a subject. */
export type SubjectKind = Subject['kind']

/** A status with its condition and the text a client reads, as far as they are given. */
export interface ErrorFact {
  readonly status: number
  /** The author's words: `Task not found`, `user_id mismatch`. */
  readonly condition: string | null
  /** The literal text of the body, when an example shows it. */
  readonly message: string | null
  /** Whether it stands in a catalogue of named errors (`LOAN_004 | 400 | …`), each of which some operation answers. */
  readonly catalogued?: true
}

/** A request or response shown in a document, to be replayed as a test. */
export interface ExampleFact {
  readonly name: string | null
  /** Path and query as written, with the example's own ids; null when only a body is shown. */
  readonly url: string | null
  readonly request: JsonValue | undefined
  readonly status: number | null
  readonly response: JsonValue | undefined
}

/** A module, and a name in it, that the documents use: `app.db` / `get_session`. */
export interface ModuleFact {
  /** Path relative to the backend folder: `app/db.py`. */
  readonly path: string
  /** `get_session`, `Task`, `create_task`; null when only the file is named. */
  readonly symbol: string | null
}

/** One allowed move between states, as documents draw it: `draft → submitted`. */
export interface StateEdgeFact {
  readonly from: string
  readonly to: string
  /** Titles around it and the words before it, which may name the entity. */
  readonly about: string
}

/** Where callers show the token of a session. */
export type SessionCarrier = 'cookie' | 'bearer'

/** What stands around every row or list of rows: `{"data": [...], "total": 57}`. */
export interface EnvelopeFact {
  readonly rows: 'one' | 'many'
  /** The key of the rows. */
  readonly place: string
  readonly beside: readonly ShapeField[]
}

/** What can be said of the whole service. */
export interface ServiceFacts {
  readonly title: string
  readonly description: string
  readonly authScheme: 'bearer-jwt' | 'none' | 'session' | 'api-key'
  /** Sessions that another system keeps are looked up in the database; where their token stands, if that is said. */
  readonly sessionLookup: { readonly carrier: SessionCarrier | null }
  /** The name of the cookie that knows callers. */
  readonly sessionCookie: string
  /** The `Authorization` scheme word when it is not `Bearer`. */
  readonly authorizationScheme: string
  readonly secretEnv: string
  readonly issuedHere: boolean
  /** JWT claim that holds the user id. */
  readonly identityClaim: string
  readonly algorithm: string
  /** JWT claim that holds the roles of the caller. */
  readonly roleClaim: string
  /** How long tokens that this backend issues are valid. */
  readonly tokenLifetime: { readonly token: 'access' | 'refresh'; readonly seconds: number }
  /** A rule for all operations, or for those whose path starts with `prefix`. */
  readonly access: {
    readonly access: Access
    readonly prefix: string | null
    readonly except: readonly string[]
  }
  /** A status for all operations to which its condition applies. */
  readonly error: ErrorFact
  readonly errorBody: Shape
  readonly errorExample: JsonValue
  /** The object in which all answers stand. */
  readonly envelope: EnvelopeFact
  /** What another user's row answers. */
  readonly foreignRow: 403 | 404
  /** The user id in paths is not compared with the caller: the token alone tells whose rows are meant. */
  readonly pathUser: 'ignored'
  readonly basePath: string
  /** A row may move from one state to another; which column that is, only the design can tell. */
  readonly stateEdge: StateEdgeFact
  readonly corsOrigins: readonly string[]
  readonly database: 'sqlite' | 'postgres'
  readonly synchronousSessions: boolean
  readonly module: ModuleFact
  readonly backendFolder: string
  /** A capability that is left out, in the author's words. */
  readonly outOfScope: { readonly what: string; readonly why: string }
}

/** What can be said of an environment variable. */
export interface SettingFacts {
  readonly exists: true
  readonly side: 'backend' | 'frontend' | 'both'
  readonly example: string
  readonly description: string
}

/** What can be said of an entity. */
export interface EntityFacts {
  readonly exists: true
  readonly table: string
  readonly description: string
  readonly managedElsewhere: boolean
  /** The column that ties a row to its user. */
  readonly owner: string
  /** Its rows are those of whoever makes the request; the noun of the person, `user` where it is anybody. */
  readonly ofCallers: string
  /** The columns of those to whom alone a row shows: the guest and the host of a stay. */
  readonly parties: readonly string[]
  readonly uniqueTogether: {
    readonly fields: readonly string[]
    readonly name: string | null
    /** Tests that a row must pass to count; empty: every row counts. */
    readonly where: readonly RowCondition[]
    /** Texts among them of which large and small letters are one. */
    readonly ignoreCase?: readonly string[]
  }
  /** What the values of a row must be together. */
  readonly rowRule: RowRule
  /** Periods of its rows that may not overlap. */
  readonly apart: ApartRule
  /** What requests about other rows bring about in its rows. */
  readonly effect: SaidEffect
  readonly indexTogether: {
    readonly fields: readonly string[]
    readonly name: string | null
    readonly descending: boolean
  }
}

/** What can be said of a column beyond its value. */
export interface ColumnFacts extends ValueFacts {
  readonly primaryKey: boolean
  readonly unique: boolean
  /** No two rows have texts that differ in large and small letters alone. */
  readonly uniqueIgnoringCase: boolean
  readonly index: boolean
  /** `users.id`: table or entity, and its field. */
  readonly references: string
  readonly onDelete: 'cascade' | 'set-null' | 'restrict'
  /** Set again at every change of the row. */
  readonly touched: boolean
  /** It holds the id of a user: `Better Auth user id`. */
  readonly holdsUser: boolean
}

/** What can be said of a named schema. */
export interface SchemaFacts {
  readonly exists: true
  readonly description: string
  /** What the values of a row of this schema must be together. */
  readonly rowRule: RowRule
  /** A shape when the schema is not an object with properties. */
  readonly shape: Shape
  /** Unknown fields: refused, ignored. */
  readonly unknownFields: 'refuse' | 'ignore'
}

/** A column that orders rows. */
export interface OrderKey {
  readonly field: string
  readonly direction: 'asc' | 'desc'
}

/** What can be said of an operation. */
export interface OperationFacts {
  readonly exists: true
  readonly summary: string
  readonly description: string
  readonly operationId: string
  readonly access: Access
  readonly tag: string
  /** Name of the schema of the request body. */
  readonly bodySchema: string
  readonly bodyRequired: boolean
  /** It takes none. */
  readonly noBody: true
  /** The media type of a body that is no JSON: `application/x-www-form-urlencoded`. */
  readonly bodyMedia: string
  /** The body has the fields of another operation's. */
  readonly bodyLike: { readonly method: Method; readonly path: string }
  /** The body stands under this key: `{"article": {…}}`. */
  readonly bodyKey: string
  /** The body is a list, and this field stands for it: `[{…}, {…}]`. */
  readonly bodyIsArray: string
  readonly success: number
  readonly response: { readonly status: number; readonly shape: Shape }
  readonly error: ErrorFact
  readonly example: ExampleFact
  /** Default order of a list. */
  readonly sort: OrderKey & {
    /** By what rows with the same value are ordered. */
    readonly further?: readonly OrderKey[]
  }
  /** The most rows that a list shows, whatever is asked for. */
  readonly most: number
  /** Columns that a search looks into. */
  readonly searches: readonly string[]
  /** Columns this operation must leave alone. */
  readonly unchanged: readonly string[]
  /** A column that follows a body field: when `from` changes, `field` is made anew. */
  readonly recomputed: { readonly field: string; readonly from: string }
  /** At least one of these body fields must be there. */
  readonly atLeastOne: readonly string[]
  /** Only the fields that are sent change (`partial`), or all do (`full`). */
  readonly update: 'partial' | 'full'
  /** What it does to a flag, in so many words. */
  readonly flag: { readonly field: string; readonly effect: 'flip' | 'set-true' | 'set-false' | 'set-given' }
  readonly deletion: 'hard' | 'soft'
  /** It reaches the rows of everybody: whoever calls, or callers with one of these roles, while others reach their own. */
  readonly reach: 'everyone' | { readonly roles: readonly string[] }
  /** The columns of those who alone may do it, where a row has others to whom it shows. */
  readonly actor: readonly string[]
  /** The rows that it refuses to change or remove. */
  readonly guard: RowGuard
  /** Titles of the columns of a file that it answers. */
  readonly fileColumns: readonly string[]
  /** This operation takes the place of an earlier one. */
  readonly replaces: { readonly method: Method; readonly path: string }
  readonly outOfScope: { readonly why: string }
}

/** The facts of each kind of subject. */
export interface Facts {
  readonly service: ServiceFacts
  readonly setting: SettingFacts
  readonly entity: EntityFacts
  readonly column: ColumnFacts
  readonly schema: SchemaFacts
  readonly property: ValueFacts
  readonly operation: OperationFacts
  readonly parameter: ValueFacts
  readonly body: ValueFacts
}

/** A claim about one kind of subject. */
export type ClaimOf<K extends SubjectKind> = {
  readonly [P in keyof Facts[K]]: {
    readonly subject: Extract<Subject, { readonly kind: K }>
    readonly property: P
    readonly value: Facts[K][P]
    /** The words that say so. */
    readonly span: Span
    /** Name of the reader that made it. */
    readonly reader: string
    /** The kind of sentence, where the reader knows several. */
    readonly rule?: string
  }
}[keyof Facts[K]]

/** One thing that one source says about one subject. */
export type Claim = { readonly [K in SubjectKind]: ClaimOf<K> }[SubjectKind]
