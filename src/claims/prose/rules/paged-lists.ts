import type { Claim } from '../../claim.js'
import { claimsOfValue, type WireFact } from '../../endpoints/wire-claims.js'
import type { ValueFacts } from '../../shape.js'
import { valueWords } from '../../value-words.js'
import { type ProseRule, READER } from '../rule.js'
import type { Sentence } from '../sentence.js'
import { entityOf, listsOf } from '../targets.js'
import type { KnownOperation, Vocabulary } from '../vocabulary.js'

/** A parameter of pages, and what brackets or words behind it say of it. */
const NAMED =
  /(?<![\w.-])(limit|offset|skip|page|page_?size|per_?page|cursor)(?![\w-])( ?\([^()]{1,60}\)| ?= ?\d{1,6})?/gi

/** What stands between the parameters of one list: commas, `and`, `or` and the like. */
const JOIN = /^(?:,? ?(?:and|or|&|\+|\/|,)? ?)$/i

/** Lists as such: what is said of them holds of all lists. */
const ALL_LISTS =
  /\b(?:(?:all|every|each|any) (?:\w{2,12} )?lists?|lists(?= (?:must|shall|should|are|is|take|accept|use|support|have|can|may|answer|return)\b)|lists? (?:end-?points?|operations?|routes?|requests?|queries|responses?)|list-?ings?|collection (?:end-?points?|routes?|resources?)|pagination)\b/i

/** `Lists are paginated with limit (default 20, max 100) and offset`: the parameters of pages, for all lists or some. */
export const pagedListRule: ProseRule = {
  name: 'paged-lists',
  form: 'Lists are paginated with limit (default 20, max 100) and offset',
  read(sentence, vocabulary): readonly Claim[] {
    const named = parametersIn(sentence.text)
    if (named.length === 0) return []
    const lists = pagedLists(sentence, vocabulary, named)
    return lists.flatMap((list) =>
      named.flatMap(({ name, start, end, words }) => {
        const span = sentence.span(start, end)
        const type = /^cursor$/i.test(name) ? 'string' : 'integer'
        const facts: WireFact<ValueFacts>[] = [
          { property: 'exists', value: true, span },
          { property: 'type', value: type, span },
        ]
        for (const { start: from, end: to, ...fact } of valueWords(words.text, type))
          if (/^(?:default|minimum|maximum)$/.test(fact.property))
            facts.push({ ...fact, span: sentence.span(words.start + from, words.start + to) })
        return claimsOfValue(READER, list, 'query', name, facts)
      }),
    )
  },
}

interface PageParameter {
  readonly name: string
  readonly start: number
  readonly end: number
  /** What is said of it, and where that begins. */
  readonly words: { readonly text: string; readonly start: number }
}

/** Several parameters in a row, or one that brackets describe; a single word such as `page` is none. */
function parametersIn(text: string): readonly PageParameter[] {
  if (!/\b(?:pag(?:e|es|ed|ing|inate|inated|ination)|per_?page|limit|cursor)\b/i.test(text)) return []
  const runs: PageParameter[][] = []
  let before = -1
  for (const { 0: whole, 1: name = '', 2: said = '', index } of text.matchAll(NAMED)) {
    const value = /^ ?= ?\d/.test(said) ? said.replace(/^ ?= ?/, ' default ') : said.replace(/[()]/g, ' ')
    const start = index + name.length
    const words = { text: value, start: Math.min(start, start + said.length - value.length) }
    const one: PageParameter = { name, start: index, end: index + name.length, words }
    const run = runs.at(-1)
    if (run !== undefined && before >= 0 && JOIN.test(text.slice(before, index))) run.push(one)
    else runs.push([one])
    before = index + whole.length
  }
  const isTold = (run: readonly PageParameter[]): boolean =>
    run.length > 1 || run.some(({ words }) => /\d/.test(words.text))
  const told = runs.filter(isTold)
  const [run, another] = told
  if (run === undefined || another !== undefined) return []
  // `5 pages (20 rows each)` counts pages, it names no parameter.
  const isCount = run.length === 1 && /\d ?$/.test(text.slice(0, run[0]?.start ?? 0))
  return isCount || new Set(run.map(({ name }) => name)).size < run.length ? [] : run
}

/** The lists that a sentence speaks of. */
function pagedLists(
  sentence: Sentence,
  vocabulary: Vocabulary,
  parameters: readonly PageParameter[],
): readonly KnownOperation[] {
  if (!ALL_LISTS.test(sentence.text)) return listsOf(sentence, vocabulary, entityOf(sentence, vocabulary))
  const all = vocabulary.operations.filter(
    ({ method, one, noun }) => method === 'GET' && !one && vocabulary.entities.has(noun),
  )
  // Where some lists have the parameters by what describes them, the sentence says more of those.
  const paged = all.filter(({ method, shape }) => {
    const known = vocabulary.queries.get(`${method} ${shape}`)
    return parameters.some(({ name }) => known?.has(name) === true)
  })
  return paged.length > 0 ? paged : all
}
