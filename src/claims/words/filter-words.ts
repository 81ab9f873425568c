/** One filter or search that a sentence lists. */
export interface FilterWords {
  readonly kind: 'filter' | 'search'
  /** The query parameter; null where the words name none. */
  readonly parameter: string | null
  /** Whether the parameter stands in brackets, and not as the noun alone. */
  readonly stated: boolean
  /** Columns that a search looks in; empty for filters. */
  readonly columns: readonly string[]
  readonly start: number
  readonly end: number
}

/** Where a sentence of filters begins. */
const SENTENCE = /(?:^|[.;] )(?=(?:filter(?:s|ed|able)? (?:by|on)|search(?:es|able)? (?:in|by|on)) )/gi

const CLAUSE =
  /^(?:and |optionally |then )?(?:(filter(?:s|ed|able)? (?:by|on)|by)|(search(?:es|able)? (?:in|by|on))) (?:the )?([\w -]{1,60}?)(?: ?\([`]?(\w{1,40})(?:=[^()]{0,40})?[`]?\))?$/i

/**
 * The filters and searches that the sentences of a list give: ``Filter by shelf, by state (`state=open`), search in title (`q`).``
 *
 * @returns a member without a parameter for each part that names none or cannot be read
 */
export function filterWords(text: string): readonly FilterWords[] {
  return [...text.matchAll(SENTENCE)].flatMap(({ index, 0: lead }) => {
    const begin = index + lead.length
    const rest = text.slice(begin, begin + 400)
    const sentence = rest.slice(0, /[.;](?= |$)/.exec(rest)?.index ?? rest.length)
    return clausesOf(sentence).flatMap(({ words, start }): readonly FilterWords[] => {
      const at = { start: begin + start, end: begin + start + words.length }
      if (/^(?:and )?(?:sort|order|pag)/i.test(words)) return []
      const [, filter, search, noun = '', named] = CLAUSE.exec(words) ?? []
      const columns = noun.split(/ and | or /).map((each) => each.trim())
      if (search !== undefined)
        return [
          {
            kind: 'search',
            parameter: named ?? null,
            stated: named !== undefined,
            columns: columns.filter(isName),
            ...at,
          },
        ]
      if (filter === undefined)
        return [{ kind: 'filter', parameter: null, stated: false, columns: [], ...at }]
      const parameters = named === undefined ? columns.map((each) => (isName(each) ? each : null)) : [named]
      return parameters.map((parameter) => ({
        kind: 'filter',
        parameter,
        stated: named !== undefined,
        columns: [],
        ...at,
      }))
    })
  })
}

function isName(word: string): boolean {
  return /^[a-z]\w{1,39}$/.test(word)
}

/** The parts of a sentence between its commas, those in brackets left whole. */
function clausesOf(sentence: string): readonly { readonly words: string; readonly start: number }[] {
  const gaps = [
    ...sentence.matchAll(/, (?:and )?(?![^()]{0,80}\))| and (?=(?:filter|search|by|sort|order)\b)/gi),
  ]
  const starts = [0, ...gaps.map(({ index, 0: gap }) => index + gap.length)]
  return starts.map((start, index) => ({
    start,
    words: sentence.slice(start, gaps[index]?.index ?? sentence.length),
  }))
}
