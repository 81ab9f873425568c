import type { InlineCode, Nodes } from 'mdast'
import type { Source } from '../../source/source.js'
import type { Span } from '../../source/span.js'

/** A closed set of values written as code, and where. */
export interface CodeChoices {
  readonly values: readonly string[]
  readonly span: Span
}

/**
 * Values written as code one after another: `` `open`, `closed` or `lost` ``.
 *
 * @param node the paragraph, item or cell
 * @param from offset in the source before which code is not looked at, such as the end of the field's own name
 * @returns null for fewer than two, and for the columns of a search
 */
export function codeChoices(source: Source, node: Nodes, from: number): CodeChoices | null {
  const codes = codesIn(node).filter((code) => (code.position?.start.offset ?? 0) >= from)
  const runs: InlineCode[][] = []
  for (const code of codes) {
    const last = runs.at(-1)?.at(-1)
    const gap = source.text.slice(last?.position?.end.offset ?? 0, code.position?.start.offset ?? 0)
    if (last && gap.length < 24 && /^(?:\s|,|\||\/|or|and|\(default\)|"|')+$/i.test(gap))
      runs.at(-1)?.push(code)
    else runs.push([code])
  }
  const run = runs.find((each) => each.length >= 2)
  if (run === undefined) return null
  const start = run[0]?.position?.start.offset ?? 0
  const end = run.at(-1)?.position?.end.offset ?? start
  if (
    /\b(?:search\w*|look\w*|match\w*|contain\w*|with)\b[^.;]{0,30}$/i.test(
      source.text.slice(Math.max(from, start - 60), start),
    )
  ) {
    return null
  }
  const values = run.map((code) => code.value.replace(/^["']|["']$/g, '').trim())
  const plain =
    values.every((each) => /^[\w.:+-][\w .:+-]{0,60}$/.test(each)) &&
    !values.every((each) => /^(?:true|false|null)$/.test(each))
  return plain && new Set(values).size === values.length
    ? { values, span: { source: source.id, start, end } }
    : null
}

/** The inline code of a node, without that of nested lists. */
function codesIn(node: Nodes): readonly InlineCode[] {
  if (node.type === 'inlineCode') return [node]
  if (node.type === 'list' || !('children' in node)) return []
  return (node.children as readonly Nodes[]).flatMap((child) => (child.type === 'list' ? [] : codesIn(child)))
}
