import { type Alias, type Document, isAlias, type Node, visit } from 'yaml'

const known = new WeakMap<Document, ReadonlyMap<Alias, Node>>()

/**
 * What each alias of a document stands for: the last node before it with that anchor (YAML 1.2,
 * 7.1). The package looks through the whole document for every alias; this looks once.
 *
 * @returns no entry for an alias without an anchor
 */
export function aliasTargets(document: Document): ReadonlyMap<Alias, Node> {
  const before = known.get(document)
  if (before !== undefined) return before
  const anchors = new Map<string, Node>()
  const targets = new Map<Alias, Node>()
  visit(document, {
    Node: (_key, node) => {
      if (isAlias(node)) {
        const target = anchors.get(node.source)
        if (target !== undefined) targets.set(node, target)
      } else if (node.anchor !== undefined) {
        anchors.set(node.anchor, node)
      }
    },
  })
  known.set(document, targets)
  return targets
}
