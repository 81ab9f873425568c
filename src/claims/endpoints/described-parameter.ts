import { sliceOf } from '../../source/inline-text.js'
import type { Item } from '../../source/list.js'
import type { UnitOf } from '../outline/unit.js'

/** One name, what stands in brackets behind it, and then words about it. */
const DESCRIBED =
  /^[`"']?[A-Za-z_][\w.-]{0,60}[`"']?\s?(?:\([^)]{0,120}\)\s?[:–—-]|:|\s[–—-])\s(?=\S{1,60}\s)/

/** A parameter that an item describes behind the label of its place. */
export interface DescribedParameter {
  readonly part: 'query' | 'path'
  /** The item without the label. */
  readonly item: Item
}

/**
 * The one parameter that an item labels and describes: ``- Query: `state` (string) - filter by state: `open`, `closed` ``.
 *
 * @returns null for an item that lists several names, or has no such label
 */
export function describedParameter({ item, label }: UnitOf<'item'>): DescribedParameter | null {
  const part = label?.part
  if (label === null || (part !== 'query' && part !== 'path') || item.children.length > 0) return null
  const from = label.end
  if (!DESCRIBED.test(item.text.slice(from))) return null
  return {
    part,
    item: {
      ...item,
      ...sliceOf(item, from),
      whole: item.span(from, item.text.length),
    },
  }
}
