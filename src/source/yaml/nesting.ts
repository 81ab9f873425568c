import type { CST } from 'yaml'

/** Deepest nesting that a contract may have; real ones stay under 30. */
const DEEPEST_NESTING = 100

/**
 * Finds where a YAML text nests deeper than {@link DEEPEST_NESTING}.
 *
 * The composer of the `yaml` package recurses over the depth of a document, and a hostile one can
 * take the whole process down. Its parser does not recurse, so the depth is measured on the parser's
 * tokens, with a stack of its own.
 *
 * @param tokens what the parser made
 * @returns the offset of the first token that is too deep; null when there is none
 */
export function findTooDeep(tokens: readonly CST.Token[]): number | null {
  const open: { readonly token: CST.Token; readonly depth: number }[] = tokens.map((token) => ({
    token,
    depth: 0,
  }))
  let first: number | null = null
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { token, depth } = next
    if (depth > DEEPEST_NESTING) {
      const offset = 'offset' in token ? token.offset : 0
      if (first === null || offset < first) first = offset
      continue
    }
    for (const child of childrenOf(token)) open.push({ token: child, depth: depth + 1 })
  }
  return first
}

function childrenOf(token: CST.Token): CST.Token[] {
  if (token.type === 'document') return token.value === undefined ? [] : [token.value]
  if (!('items' in token)) return []
  const children: CST.Token[] = []
  for (const item of token.items) {
    if (item.key) children.push(item.key)
    if (item.value) children.push(item.value)
  }
  return children
}
