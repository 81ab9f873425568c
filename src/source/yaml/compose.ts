import { Composer, type Document, isNode, Parser, visit, type YAMLParseError } from 'yaml'
import { applyEdits, type Edit } from './edits.js'
import { findTooDeep } from './nesting.js'

/** A fault of the text, with offsets of the original text. */
export interface Fault {
  readonly code: YAMLParseError['code']
  readonly message: string
  readonly start: number
  readonly end: number
}

/** What the `yaml` package made of a text. */
export interface Composition {
  readonly documents: readonly Document[]
  readonly faults: readonly Fault[]
  /** Where the text nests too deep; nothing was composed then. */
  readonly tooDeep: number | null
}

/**
 * Composes a text after edits. All ranges, of nodes and of faults, are those of the original text.
 *
 * @param text the original text
 * @param edits sorted, without overlaps
 */
export function compose(text: string, edits: readonly Edit[]): Composition {
  const edited = applyEdits(text, edits)
  const tokens = [...new Parser().parse(edited.text)]
  const tooDeep = findTooDeep(tokens)
  if (tooDeep !== null) return { documents: [], faults: [], tooDeep: edited.original(tooDeep) }
  // Keys are checked elsewhere: the package compares every key with every other.
  const composer = new Composer({ uniqueKeys: false, logLevel: 'silent', merge: true })
  const documents: Document[] = [...composer.compose(tokens, true, edited.text.length)]
  const faults = documents.flatMap((document) =>
    document.errors.map((error) => ({
      code: error.code,
      message: error.message,
      start: edited.original(error.pos[0]),
      end: edited.original(error.pos[1]),
    })),
  )
  if (edits.length > 0) for (const document of documents) moveRanges(document, edited.original)
  return { documents, faults, tooDeep: null }
}

function moveRanges(document: Document, original: (offset: number) => number): void {
  visit(document, {
    Node: (_key, node) => {
      if (!isNode(node) || !node.range) return
      const [start, valueEnd, nodeEnd] = node.range
      node.range = [original(start), original(valueEnd), original(nodeEnd)]
    },
  })
}
