import type { Shape, ShapeField } from '../../claims/shape.js'

const COUNT =
  /^(?:total|count|page|pages|size|current_?page|last_?page|links|limit|offset|skip|per_?page|page_?(?:size|number)|total_?\w{1,20}|\w{1,30}count|next|next_?\w{1,20}|prev(?:ious)?|prev_?\w{1,20}|has_?\w{1,20}|cursor|pagination|paging|meta|metadata)$/i

/** Keys of messages and statuses that stand beside or instead of what a client asked for. */
export const MESSAGE = /^(?:message|msg|detail|success|ok|status|deleted|error|code)$/i

/** Keys that tell of the answer itself, beside what it holds: `{"data": {…}, "meta": {"timestamp": …}}`. */
const ABOUT = /^(?:meta|metadata|timestamp|server_?time|generated_?at|responded_?at|request_?id)$/i

/** True for a key of the answer itself, which is no part of a row. */
export function isAboutAnswer(name: string): boolean {
  return ABOUT.test(name)
}

/** True for keys of a page: totals, sizes, positions, cursors. */
export function isCount(field: ShapeField): boolean {
  return COUNT.test(field.name) && field.shape.kind !== 'array'
}

/** True when a shape is an array of rows, bare or as the one array in an object of counts and messages. */
export function isRows(shape: Shape | null): boolean {
  if (shape === null) return false
  if (shape.kind === 'array') return true
  if (shape.kind !== 'object') return false
  const arrays = shape.fields.filter((field) => field.shape.kind === 'array')
  const beside = shape.fields.filter((field) => !arrays.includes(field))
  if (arrays.length === 1)
    return beside.every((field) => isCount(field) || MESSAGE.test(field.name) || isAboutAnswer(field.name))
  const wrapped = shape.fields.find((field) => /^(?:data|result|response)$/i.test(field.name))
  return arrays.length === 0 && wrapped !== undefined && isRows(wrapped.shape)
}
