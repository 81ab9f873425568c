import { fieldOf, fieldsOf, type Place } from './place.js'

/** One representation of a body. */
export interface Media {
  /** `application/json`, without parameters, in lower case. */
  readonly type: string
  readonly place: Place
}

/**
 * The representation that counts: JSON before forms before all else.
 *
 * @param owner a request body or a response
 * @returns null without `content`
 */
export function mediaOf(owner: Place): Media | null {
  const content = fieldOf(owner, 'content')
  if (content === null) return null
  const all = fieldsOf(content).map(({ name, place }) => ({
    type: (name.split(';')[0] ?? '').trim().toLowerCase(),
    place,
  }))
  return all.find(({ type }) => isJson(type)) ?? all.find(({ type }) => isForm(type)) ?? all[0] ?? null
}

/** `application/json`, `application/problem+json`, and the wildcards that include it. */
export function isJson(type: string): boolean {
  return type === 'application/json' || type.endsWith('+json') || type === '*/*' || type === 'application/*'
}

/** A form: `multipart/form-data` or `application/x-www-form-urlencoded`. */
function isForm(type: string): boolean {
  return type === 'multipart/form-data' || type === 'application/x-www-form-urlencoded'
}
