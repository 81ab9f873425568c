import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Node, Parser } from 'web-tree-sitter'
import { packageFile } from '../../package-file.js'

let parser: Parser | null = null
let loading: Promise<void> | null = null

/** Loads the Python grammar once; later calls wait for the same load. */
export function loadPythonGrammar(): Promise<void> {
  loading ??= load()
  return loading
}

async function load(): Promise<void> {
  const treeSitter = await import('web-tree-sitter')
  await treeSitter.Parser.init()
  const language = await treeSitter.Language.load(grammarPath())
  parser = new treeSitter.Parser().setLanguage(language)
}

/** As the build brings it; where there is no build, in the grammar's own package. */
function grammarPath(): string {
  const built = packageFile('dist/grammars/tree-sitter-python.wasm')
  if (existsSync(built)) return built
  return createRequire(import.meta.url).resolve('tree-sitter-python/tree-sitter-python.wasm')
}

/**
 * Parses Python text and lets `use` take plain data from its tree, which is gone afterwards. Broken code gives a tree
 * with error nodes around whatever could be read.
 *
 * @throws Error when {@link loadPythonGrammar} has not been awaited: a defect of the caller
 */
export function withPythonTree<T>(text: string, use: (root: Node) => T): T {
  if (parser === null) throw new Error('loadPythonGrammar must be awaited before Python is parsed')
  const tree = parser.parse(text)
  if (tree === null) throw new Error('the Python parser has no language')
  try {
    return use(tree.rootNode)
  } finally {
    tree.delete()
  }
}
