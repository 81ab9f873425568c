import type { Access, Method } from '../claims/claim.js'
import type { ValueType } from '../claims/shape.js'
import type { JsonValue } from '../claims/json.js'
import type { Formula } from './formula/formula.js'
import type { Origins } from './origin.js'
import type { Step, TokenUse } from './step.js'
import type { Defaulted, ValueRules } from './value.js'

/** The labels of behaviours, in the words of `corpus/FORMAT.md`. */
export type Behaviour =
  | 'create'
  | 'list'
  | 'read'
  | 'replace'
  | 'update'
  | 'delete'
  | 'toggle'
  | 'set'
  | 'transition'
  | 'search'
  | 'stats'
  | 'export'
  | 'register'
  | 'login'
  | 'logout'
  | 'refresh'
  | 'me'
  | 'link'
  | 'unlink'
  | 'upload'
  | 'health'
  | 'other'

/** The labels of responses, in the words of `corpus/FORMAT.md`. */
export type ResponseKind = 'object' | 'list' | 'page' | 'envelope' | 'message' | 'empty' | 'file' | 'token'

/** A path, query or header parameter. */
export interface Parameter extends ValueRules, Defaulted {
  readonly name: string
  readonly required: boolean
  readonly description: string | null
  readonly origins: Origins
}

/** A field of the request body. */
export interface BodyField extends ValueRules, Defaulted {
  /** Name on the wire. */
  readonly name: string
  readonly required: boolean
  /** The column it is stored in; null when it is stored nowhere. */
  readonly column: string | null
  readonly description: string | null
  readonly origins: Origins
}

/** Rows of another entity that belong to a row: those whose `field` holds the row's `target`. */
export interface Related {
  readonly entity: string
  readonly field: string
  readonly target: string
}

/** A field that shows a column of the row. */
export interface ColumnField extends ValueRules {
  readonly kind: 'column'
  /** Name on the wire. */
  readonly name: string
  readonly column: string
  readonly description: string | null
}

/** A field that follows from columns of the row and is stored nowhere. */
export interface FormulaField extends ValueRules {
  readonly kind: 'computed'
  /** Name on the wire. */
  readonly name: string
  /** Its name among the computed fields of the entity. */
  readonly field: string
  readonly formula: Formula
  readonly description: string | null
}

/** A field that shows something beside the row's own columns. */
export type RelatedField = {
  /** Name on the wire. */
  readonly name: string
  readonly description: string | null
} & (
  | {
      /** The row that a column refers to, such as the author of an article. */
      readonly kind: 'view'
      /** The column that refers to it. */
      readonly reference: string
      /** The column of the other row that the reference holds. */
      readonly target: string
      readonly nullable: boolean
      readonly view: View
    }
  | {
      /** A column of the row that a column refers to, beside the row's own: `chef_name`. */
      readonly kind: 'referred'
      readonly reference: string
      readonly target: string
      readonly entity: string
      readonly column: string
      /** Rules of that column; null may come where the reference or the column may be null. */
      readonly rules: ValueRules
    }
  /**
   * Rows that belong to the row, such as the items of an order, in the order of `sort`; with `through`, those to which
   * the rows that belong to it refer.
   */
  | {
      readonly kind: 'list'
      readonly related: Related
      readonly through?: { readonly field: string; readonly target: string } | null
      readonly sort: string | null
      readonly view: View
    }
  /** How many rows belong to the row. */
  | { readonly kind: 'count'; readonly related: Related }
  /** Whether one of these rows names the caller in the column `caller`; false without a caller. */
  | { readonly kind: 'exists'; readonly related: Related; readonly caller: string }
  /** The texts that the column `column` of these rows holds, in the order of `sort`. */
  | {
      readonly kind: 'names'
      readonly related: Related
      /** The row that each of the related rows refers to and that holds the text; null when they hold it themselves. */
      readonly through: { readonly field: string; readonly entity: string; readonly target: string } | null
      readonly column: string
      readonly sort: string | null
      /** The type of the values, where they are no texts but keys. */
      readonly type?: ValueType | null
    }
)

/** A field of a view. */
export type ViewField = ColumnField | FormulaField | RelatedField

/** How a row looks to a client; becomes a response model. */
export interface View {
  /** Class name, such as `TaskResponse`. */
  readonly name: string
  readonly entity: string
  readonly fields: readonly ViewField[]
}

/** The structure of a success response. */
export type ResponseBody =
  | { readonly kind: 'empty' }
  | { readonly kind: 'view'; readonly view: View }
  | { readonly kind: 'list'; readonly view: View }
  /** A list of plain texts, such as the names of all tags. */
  | { readonly kind: 'texts' }
  | FileBody
  | Envelope

/** A column of a file and its title. */
export interface FileColumn {
  readonly title: string
  readonly column: string
}

/** Rows as a file, streamed. */
export interface FileBody {
  readonly kind: 'file'
  readonly format: 'csv' | 'json'
  /** Query parameter that chooses the form; `format` is then only what is meant without it. */
  readonly choice: string | null
  readonly columns: readonly FileColumn[]
  /** Name of the file without its ending. */
  readonly name: string
}

/** An object with fixed keys: one holds the view or the list, others constants or counts. */
export interface Envelope {
  readonly kind: 'envelope'
  readonly name: string
  readonly members: readonly EnvelopeMember[]
}

/** What an answer tells of a list of keys: those that reached a row, the others, or how many there are of either. */
export type Reached = 'count' | 'keys' | 'missing' | 'missingCount'

/** Another page of a list, seen from one. */
export type PageLink = 'next' | 'previous' | 'first' | 'self'

/** One key of an envelope, a page or a message. */
export type EnvelopeMember = { readonly key: string } & (
  | { readonly kind: 'view'; readonly view: View }
  | { readonly kind: 'list'; readonly view: View }
  /** A list of plain texts. */
  | { readonly kind: 'texts' }
  | { readonly kind: 'constant'; readonly value: JsonValue }
  /** A number that the `aggregate` step works out, or an object of numbers where it has groups. */
  | {
      readonly kind: 'measure'
      readonly measure: string
      readonly type: 'integer' | 'number' | 'decimal'
      readonly grouped: boolean
      /** Null without rows. */
      readonly nullable?: boolean
    }
  /** Number of rows that match, before paging. */
  | { readonly kind: 'total' }
  /** Echo of the page's size, offset or number. */
  | { readonly kind: 'query'; readonly parameter: string }
  /** Number of pages that the matching rows fill; the size is that of the `select` step. */
  | { readonly kind: 'pages' }
  /** Whether rows follow this page. */
  | { readonly kind: 'more' }
  /** Whether rows stand before this page. */
  | { readonly kind: 'earlier' }
  /** The address of another page, with all that this one was asked by; null where there is none. */
  | { readonly kind: 'pageLink'; readonly to: PageLink; readonly form: 'url' | 'path' }
  /** Where the next page begins, for the parameter of the position; null on the last page. */
  | { readonly kind: 'cursor' }
  /** Which of the listed keys reached a row, or how many: what `changeListed` binds. */
  | { readonly kind: 'reached'; readonly tells: Reached; readonly type: ValueType }
  /** How many rows were made. */
  | { readonly kind: 'made' }
  /** How many elements of a list were refused, or came at all. */
  | { readonly kind: 'listed'; readonly tells: 'refused' | 'all' }
  /** An object for each element that was refused, or for each of its faults; without a body a text for each. */
  | { readonly kind: 'refusals'; readonly body: Envelope | null }
  /** An object for each element of the list, in its order. */
  | { readonly kind: 'outcomes'; readonly body: Envelope }
  /** Within `refusals` and `outcomes`: the number of the element, the member at fault, or what is wrong. */
  | { readonly kind: 'fault'; readonly tells: 'place' | 'field' | 'message' }
  /** Within `outcomes`: what is said of an element that was stored, and of one that was refused. */
  | { readonly kind: 'outcome'; readonly made: JsonValue; readonly refused: JsonValue }
  /** Within `outcomes`: a column of the row that was made; null where none was. */
  | {
      readonly kind: 'madeColumn'
      readonly column: string
      readonly entity: string
      readonly rules: ValueRules
    }
  /** An object for each listed key, in the order of the list. */
  | { readonly kind: 'results'; readonly body: Envelope }
  /** Within `results`: the key itself. */
  | { readonly kind: 'resultKey'; readonly type: ValueType }
  /** Within `results`: what is said of a key that reached a row, and of one that reached none. */
  | { readonly kind: 'result'; readonly reached: JsonValue; readonly missing: JsonValue }
  /** The present moment. */
  | { readonly kind: 'now' }
  /** A column of the row, beside what is no part of it. */
  | { readonly kind: 'column'; readonly column: string; readonly entity: string; readonly rules: ValueRules }
  /** The token that the operation issues, else the one that the caller sent. */
  | { readonly kind: 'token'; readonly token: TokenUse }
  /** How long the token that the operation issues is valid, in seconds. */
  | { readonly kind: 'lifetime'; readonly token: TokenUse }
  /** An object within the envelope, such as `pagination`. */
  | { readonly kind: 'envelope'; readonly body: Envelope }
)

/** One way an operation refuses a request. */
export interface ErrorCase {
  readonly status: number
  /**
   * `token`, `expired-token`, `other-user`, `absent`, `foreign-row`, `validation`,
   * `path-format`, `duplicate`, `credentials`, `role`, `database`, or `condition` with its step.
   */
  readonly cause:
    | 'token'
    | 'expired-token'
    | 'other-user'
    | 'absent'
    | 'foreign-row'
    | 'validation'
    | 'path-format'
    | 'duplicate'
    | 'credentials'
    | 'role'
    | 'database'
    | 'condition'
  readonly message: string
}

/** A request and response that the documents show. */
export interface Example {
  readonly name: string | null
  readonly url: string | null
  readonly request: JsonValue | undefined
  readonly status: number | null
  readonly response: JsonValue | undefined
  readonly origins: Origins
}

/** One method and path. */
export interface Operation {
  /** `POST /api/{user_id}/tasks`. */
  readonly id: string
  readonly method: Method
  readonly path: string
  /** Name of the handler, `create_task`: specified, or made from behaviour and entity. */
  readonly name: string
  /** The resource it belongs to: module and tag, such as `tasks`. */
  readonly resource: string
  readonly summary: string | null
  /** What it does, in the words of the documents. */
  readonly description: string | null
  readonly access: Access
  /** The path parameter that names a user and is ignored; left out where it must be the caller, or none does. */
  readonly ignoredUser?: string
  readonly behaviour: Behaviour
  readonly entity: string | null
  readonly parameters: readonly Parameter[]
  readonly query: readonly Parameter[]
  readonly body: readonly BodyField[]
  /** Class name of the body's model; null without a body. */
  readonly bodyModel: string | null
  /** The body stands under this key. */
  readonly bodyKey: string | null
  /** The body is a list, and its one field stands for it. */
  readonly bodyIsArray?: boolean
  /** The body is an encoded form (`application/x-www-form-urlencoded`) of texts, not JSON. */
  readonly form?: boolean
  /** Unknown body fields are refused (422) or ignored. */
  readonly unknownFields: 'refuse' | 'ignore'
  readonly success: number
  /** Label of the response; its structure is `responseBody`. */
  readonly response: ResponseKind
  readonly responseBody: ResponseBody
  /** Statuses the specification gives, without those of the house standard. */
  readonly errors: readonly number[]
  /** All refusals, those of the house standard included. */
  readonly errorCases: readonly ErrorCase[]
  /** What it does; null when no recogniser knows it, then `notImplemented` says why. */
  readonly steps: readonly Step[] | null
  readonly notImplemented: string | null
  readonly examples: readonly Example[]
  readonly origins: Origins
}
