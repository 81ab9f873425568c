import type { JsonValue } from '../../../claims/json.js'
import { CannotPrepare } from '../probe.js'
import type { Change, Prepared } from '../rendering.js'

/** JSON text that no value of JavaScript stands for, such as `NaN` or `1e999`. */
export interface RawJson {
  readonly raw: string
}

/** A body in which one field stands as it is written; the others are valid. */
export function withRaw({ operation, content }: Prepared, field: string, { raw }: RawJson): Change {
  if (operation.form === true) throw new CannotPrepare('its body is a form, which holds texts alone')
  if (operation.bodyIsArray === true) {
    if (content?.has(field) !== true) throw new CannotPrepare('its body is a list, which has no fields')
    return { body: raw }
  }
  const members = [...(content ?? new Map<string, JsonValue>())]
    .filter(([name]) => name !== field)
    .map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`)
  const inner = `{${[...members, `${JSON.stringify(field)}:${raw}`].join(',')}}`
  return { body: operation.bodyKey === null ? inner : `{${JSON.stringify(operation.bodyKey)}:${inner}}` }
}
