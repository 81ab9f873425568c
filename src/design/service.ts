import type { JsonValue } from '../claims/json.js'
import type { Origins } from './origin.js'
import type { MailTokenStore } from './mail-token.js'
import type { SessionLookup } from './session-lookup.js'
import type { SessionStore } from './session-store.js'

/** How passwords are hashed. */
export type PasswordHash = 'argon2id' | 'bcrypt'

/** How callers are known. */
export interface Auth {
  readonly scheme: 'bearer-jwt' | 'none' | 'session' | 'api-key'
  /** Environment variable of the shared secret. */
  readonly secretEnv: string | null
  /** The backend itself issues tokens. */
  readonly issuedHere: boolean
  readonly identityClaim: string
  /** The user id in paths is ignored; left out where it must be the caller's own. */
  readonly pathUser?: 'ignored'
  readonly algorithm: string
  /** Claim of the token that holds the caller's roles; null where no document names one. */
  readonly roleClaim?: string | null
  /** Kinds of accounts that sign in, where there are several; their tokens differ in the claim of roles. */
  readonly kinds?: readonly AccountKind[]
  /** Where tokens are kept that were sent by mail; null or absent where none are. */
  readonly mailTokens?: MailTokenStore | null
  /** How passwords are hashed where this backend keeps them; Argon2id unless a document names another. */
  readonly passwordHash?: PasswordHash
  /** Where sign-ins are kept that can be renewed or ended; null or absent where tokens alone tell. */
  readonly sessions?: SessionStore | null
  /** How sessions of another system are looked up; null or absent where callers show tokens that need no look. */
  readonly lookup?: SessionLookup | null
  /** The word before the token in `Authorization`, `Bearer` unless specified. */
  readonly authorizationScheme: string
  /** How long tokens that the backend issues are valid, in seconds; null where no document says so. */
  readonly lifetimes: { readonly access: number | null; readonly refresh: number | null }
  readonly origins: Origins
}

/** One of several tables of accounts, and the role that its tokens carry. */
export interface AccountKind {
  readonly entity: string
  readonly role: string
}

/** An environment variable of the backend. */
export interface Setting {
  readonly name: string
  readonly example: string | null
  readonly description: string | null
  readonly origins: Origins
}

/** The body of every error: the key of the message, and fixed or optional other keys. */
export interface ErrorBody {
  /** `detail`, `error`, `message`. */
  readonly messageKey: string
  /** Key of the list of field errors on a validation failure; null: the message key itself holds it. */
  readonly fieldErrorsKey: string | null
  /** The key under which all others stand, as in `{"error": {"message": "…"}}`; null when they stand at the top. */
  readonly within: string | null
  /** The message is a text, or a list of texts as in `{"errors": {"body": ["…"]}}`. */
  readonly messageForm: 'text' | 'texts'
  /** An invalid request is told in one text as well, for clients that read the message as one; left out: as a list. */
  readonly invalidAsText?: true
  /** Keys beside the message: the status as a number, its code, or a constant such as `"success": false`. */
  readonly beside: readonly ErrorMember[]
}

/** What clients tell the errors of a status by: `NOT_FOUND`. */
export interface ErrorCode {
  readonly status: number
  readonly code: string
}

/** A key beside the message of an error. */
export type ErrorMember =
  | { readonly key: string; readonly kind: 'status' }
  | { readonly key: string; readonly kind: 'code'; readonly codes: readonly ErrorCode[] }
  | { readonly key: string; readonly kind: 'constant'; readonly value: JsonValue }

/** Where modules stand, and the names others import; paths relative to the backend folder. */
export interface Layout {
  /** Package folder, `app` or `src`; empty where modules stand in the backend folder itself. */
  readonly package: string
  readonly main: string
  readonly settings: string
  readonly database: string
  readonly auth: string
  readonly errors: string
  readonly models: string
  readonly schemas: string
  /** Folder of the routers. */
  readonly routers: string
  readonly tests: string
  /** Names that documents import: role → symbol. */
  readonly symbols: {
    readonly getSession: string
    readonly getCurrentUser: string
    readonly engine: string
  }
}

/** What is true of the whole service. */
export interface Service {
  readonly title: string
  readonly description: string | null
  /** Folder of the backend, relative to the project. */
  readonly backendFolder: string
  readonly layout: Layout
  readonly synchronousSessions: boolean
  readonly database: 'sqlite' | 'postgres'
  readonly corsOrigins: readonly string[]
  readonly errorBody: ErrorBody
  /** Status of a missing or invalid field. */
  readonly validationStatus: 400 | 422
  readonly settings: readonly Setting[]
  readonly origins: Origins
}
