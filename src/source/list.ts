import type { List, ListItem, Nodes } from 'mdast'
import { inlineText, sliceOf } from './inline-text.js'
import type { InlineText } from './inline-text.js'
import type { Source } from './source.js'
import type { Span } from './span.js'

/** A list item: its own text, without that of the lists inside it. */
export interface Item extends InlineText {
  /** Its own text in the source, without the bullet, the check box and nested lists. */
  readonly whole: Span
  /** `x` of a check box, true when ticked; null without a box. */
  readonly checked: boolean | null
  /** The number of an ordered item. */
  readonly number: number | null
  readonly children: readonly Item[]
  readonly node: ListItem
}

const CHECK_BOX = /^\[([ xX])\] /

/** Reads a list as items with their texts and spans. */
export function itemsOf(source: Source, list: List): readonly Item[] {
  return list.children.map((item, index) =>
    itemOf(source, item, list.ordered ? (list.start ?? 1) + index : null),
  )
}

function itemOf(source: Source, node: ListItem, number: number | null): Item {
  const own: readonly Nodes[] = node.children.filter(
    (child) => child.type !== 'list' && child.type !== 'code',
  )
  const text = inlineText(source, own)
  const box = CHECK_BOX.exec(text.text)
  const skipped = box?.[0].length ?? 0
  return {
    ...sliceOf(text, skipped),
    whole: text.span(skipped, text.text.length),
    checked: box === null ? null : box[1] !== ' ',
    number,
    children: node.children.flatMap((child) => (child.type === 'list' ? itemsOf(source, child) : [])),
    node,
  }
}
