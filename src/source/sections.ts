import type { Heading, Root } from 'mdast'
import type { Section } from './document.js'
import { plainText } from './inline-text.js'
import type { Source } from './source.js'

/** A section while its content is still being gathered. */
interface OpenSection {
  readonly title: string
  readonly depth: number
  readonly trail: readonly string[]
  readonly heading: { readonly start: number; readonly end: number }
  readonly nodes: Root['children']
  readonly children: OpenSection[]
}

/**
 * Builds the tree of sections of a document. A heading that skips levels belongs to the nearest shallower one.
 *
 * @returns the outermost sections; the first has depth 0 when something stands before the first heading
 */
export function sectionsOf(source: Source, nodes: Root['children']): readonly Section[] {
  const top: OpenSection[] = []
  const open: OpenSection[] = []
  for (const node of nodes) {
    if (node.type === 'heading') {
      while ((open.at(-1)?.depth ?? 0) >= node.depth || open.at(-1)?.depth === 0) open.pop()
      const section = openSection(source, node, open)
      const parent = open.at(-1)
      if (parent) parent.children.push(section)
      else top.push(section)
      open.push(section)
    } else {
      let current = open.at(-1)
      if (current === undefined) {
        const start = node.position?.start.offset ?? 0
        current = { title: '', depth: 0, trail: [], heading: { start, end: start }, nodes: [], children: [] }
        top.push(current)
        open.push(current)
      }
      current.nodes.push(node)
    }
  }
  return top
}

function openSection(source: Source, node: Heading, around: readonly OpenSection[]): OpenSection {
  return {
    title: plainText(source, node),
    depth: node.depth,
    trail: around.map((each) => each.title),
    heading: { start: node.position?.start.offset ?? 0, end: node.position?.end.offset ?? 0 },
    nodes: [],
    children: [],
  }
}

/** All sections of a document in the order of their headings, parents before children. */
export function* walkSections(sections: readonly Section[]): Generator<Section> {
  for (const section of sections) {
    yield section
    yield* walkSections(section.children)
  }
}
