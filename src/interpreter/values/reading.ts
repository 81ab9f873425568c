import type { ValueRules } from '../../design/value.js'
import type { Parsed } from '../parsed-json.js'
import type { FieldError } from '../refusal.js'
import type { Stored } from '../stored.js'

/**
 * Where a value comes from: JSON has types, a URL has only text. In `strict-json` objects inside
 * values refuse members that their rules do not name.
 */
export type Place = 'json' | 'strict-json' | 'url'

/** A place in the request, such as `['body', 'title']`. */
export type Location = FieldError['loc']

/** A value that keeps its rules, as it is stored; or what is wrong with it. */
export type Reading =
  | { readonly ok: true; readonly value: Stored }
  | { readonly ok: false; readonly errors: readonly FieldError[] }

/** How values of some types are read. */
export interface ValueReader {
  readonly types: readonly ValueRules['type'][]
  /** Reads a value that is not null. */
  readonly read: (value: Parsed, rules: ValueRules, place: Place, location: Location) => Reading
}

/** A value that was read. */
export function accepted(value: Stored): Reading {
  return { ok: true, value }
}

/** One thing that is wrong with a value. */
export function rejected(location: Location, type: string, msg: string): Reading {
  return { ok: false, errors: [{ type, loc: location, msg }] }
}
