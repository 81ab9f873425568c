import { type Token, tokensOf } from './token.js'

/** A query parameter that a sentence names. */
export interface NamedParameter {
  readonly name: string
  /** Offsets of the name in the sentence. */
  readonly start: number
  readonly end: number
}

/** Names of parameters that count, order or search rows, whatever columns there are. */
const COMMON =
  /^(?:page|limit|offset|skip|page_?size|per_?page|cursor|sort(?:_?by)?|order(?:_?by)?|direction|search|q|query|keyword)$/i

/** Parameters that are whole numbers. */
export const COUNTS = /^(?:page|limit|offset|skip|page_?size|per_?page)$/i

/** Words between the name of a parameter and what it is called: `status` *as a* query parameter. */
const BETWEEN: ReadonlySet<string> = new Set([
  'a',
  'an',
  'the',
  'as',
  'is',
  'are',
  'given',
  'passed',
  'provided',
  'sent',
  'supplied',
  'optional',
  'url',
])

/** Words after `query parameter` before its name. */
const LEADS: ReadonlySet<string> = new Set([
  'named',
  'called',
  'of',
  ':',
  '(',
  ',',
  'like',
  'e',
  'g',
  '.',
  'such',
  'as',
])

const JOINS: ReadonlySet<string> = new Set([',', 'and', 'or', '/', '&'])

/**
 * The query parameters that a sentence names in so many words: "the query parameter `status`", "`status` and `limit` query
 * parameters", "`search` is given as a query parameter", "where `limit` is given" of a common name.
 *
 * @param isColumn - whether a name is that of a column of the rows in question
 */
export function queryParametersIn(
  text: string,
  isColumn: (name: string) => boolean,
): readonly NamedParameter[] {
  if (!/\b(?:query|if|when|where)\b/i.test(text)) return []
  const tokens = tokensOf(text)
  const isName = (token: Token | undefined): token is Token =>
    token !== undefined &&
    (token.kind === 'word' || token.kind === 'quoted') &&
    /^\w{1,60}$/.test(token.written.replaceAll(/["“”]/g, '')) &&
    (COMMON.test(token.text) || /_|[a-z][A-Z]/.test(token.written) || isColumn(token.text))
  const found = new Map<number, NamedParameter>()
  const add = ({ text: name, written, kind, start, end }: Token): void => {
    found.set(start, { name: kind === 'quoted' ? name : written, start, end })
  }
  const collect = (from: number, step: 1 | -1, skipped: ReadonlySet<string>): void => {
    let at = from
    while (skipped.has(tokens[at]?.text ?? '') && Math.abs(at - from) < 6) at += step
    for (;;) {
      const token = tokens[at]
      if (!isName(token)) return
      add(token)
      at += step
      if (!JOINS.has(tokens[at]?.text ?? '')) return
      while (JOINS.has(tokens[at]?.text ?? '')) at += step
    }
  }
  for (const [index, { text: word }] of tokens.entries()) {
    if (word === 'query') {
      const string = tokens[index + 1]?.text === 'string' ? 1 : 0
      if (!/^param(?:eter)?s?$/.test(tokens[index + 1 + string]?.text ?? '')) continue
      collect(index - 1, -1, BETWEEN)
      collect(index + 2 + string, 1, LEADS)
      continue
    }
    if (word !== 'if' && word !== 'when' && word !== 'where') continue
    const at = index + (tokens[index + 1]?.text === 'a' || tokens[index + 1]?.text === 'the' ? 2 : 1)
    const token = tokens[at]
    const verb = at + (tokens[at + 1]?.text === 'parameter' ? 2 : 1)
    if (
      token !== undefined &&
      COMMON.test(token.text) &&
      tokens[verb]?.text === 'is' &&
      /^(?:given|provided|specified|present|set|supplied|sent|passed)$/.test(tokens[verb + 1]?.text ?? '')
    )
      add(token)
  }
  return [...found.values()].toSorted((left, right) => left.start - right.start)
}
