import { entityKey, fold, singular, words } from '../canonical-name.js'
import type { DraftOperation } from '../draft.js'
import type { Entity } from '../entity.js'
import type { QuestionPass } from '../question-pass.js'
import { entityOfPath } from '../resource.js'
import type { Span } from '../../source/span.js'
import { ask, firstLines, listed } from './ask.js'

const DEMAND = /\bfilter(?:s|ed|ing|able)?(?: \w{1,20}){0,4}? by:? ([^.;()]{3,160})/i
const REFUSAL = /\b(?:no|not|without|out[- ]of[- ]scope|future|later|client[- ]side|frontend|ui)\b/i
const LEFT_OUT = /out[- ]of[- ]scope|not in scope|future|non-?goals?|exclu|deferred|frontend|ui\b/i

/** What rows are commonly narrowed by, whatever their columns are called. */
const FACETS =
  /^(?:date|due date|date range|price|price range|tags?|category|categories|keywords?|location|size|colou?r|author|rating|status|priority)$/i

/** A list of rows: a GET whose path ends in a collection. */
function isList({ method, path, responseShape, query }: DraftOperation): boolean {
  const shape = responseShape?.kind
  return method === 'GET' && !path.endsWith('}') && (query.length > 0 || shape === 'array')
}

/** What a list can be narrowed or ordered by: words of its parameters and of their values. */
function vocabulary(operations: readonly DraftOperation[]): ReadonlySet<string> {
  return new Set(
    operations.flatMap(({ query }) =>
      query
        .flatMap(({ name, enum: values }) => [name, ...(values ?? [])])
        .flatMap((one) => [fold(one), ...words(one)]),
    ),
  )
}

/** Wishes and the parameters that meet them under another name. */
const SYNONYMS: readonly (readonly [RegExp, RegExp])[] = [
  [
    /date|period|month|year|time/,
    /^(?:date|dates|from|to|after|before|since|until|start|end|due|month|year|period|range)$/,
  ],
  [
    /complet|status|state|done|pending|active|open|progress/,
    /^(?:status|complete|completed|state|done|pending|active|open|is_?\w*)$/,
  ],
  [
    /search|keyword|text|query|title|name|description|word|content/,
    /^(?:search|q|query|keyword|title|name|text|term)$/,
  ],
  [/price|amount|cost|total/, /^(?:price|amount|cost|total)$/],
  [
    /newest|recent|latest|oldest|creat|updat|modif|alphabet/,
    /^(?:sort|order|recent|sorting|ordering|orderby|sortby)$/,
  ],
]

/** Whether a wish is met by the parameters of the lists. */
function isMet(wish: string, offered: ReadonlySet<string>): boolean {
  const parts = words(wish).map(singular)
  if ([...offered].some((word) => parts.includes(singular(word)) || singular(word) === singular(fold(wish))))
    return true
  const said = parts.join(' ')
  return SYNONYMS.some(
    ([asked, meeting]) => asked.test(said) && [...offered].some((word) => meeting.test(word)),
  )
}

function wishesIn(text: string): readonly string[] {
  const list = DEMAND.exec(text)?.[1] ?? ''
  return list
    .split(/,|\/|\band\b|\bor\b|\bwith\b|\busing\b|\bin\b|\bvia\b|\bfor\b/)
    .map((wish) => wish.replace(/["'`*]/g, '').trim())
    .filter((wish) => /^[A-Za-z][\w -]{1,30}$/.test(wish))
}

/**
 * Filters that a document demands and no list has a parameter for:
 *
 *     "Loans can be filtered by branch and date range"     GET /loans ?branch
 */
export const askListFilters: QuestionPass = ({ assembly, operations, entities }) => {
  const lists = operations.filter(isList)
  if (lists.length === 0) return
  const found: {
    readonly wishes: readonly string[]
    readonly lists: readonly DraftOperation[]
    readonly span: Span
  }[] = []
  for (const { text, span, headings, form } of assembly.reading.statements) {
    if (
      form === 'clarification' ||
      form === 'scenario' ||
      REFUSAL.test(text) ||
      headings.some((heading) => LEFT_OUT.test(heading))
    )
      continue
    if (assembly.sources.kind(span.source) === 'checklist') continue
    const wishes = wishesIn(text)
    if (wishes.length === 0) continue
    const named = (entity: Entity | null): boolean =>
      entity !== null &&
      fold(`${text.slice(0, Math.max(0, text.search(/filter/i)))} ${headings.at(-1) ?? ''}`).includes(
        entityKey(entity.name),
      )
    const own = lists.filter(({ path }) => named(entityOfPath(path, entities)))
    if (own.length === 0 && entities.some(named)) continue
    const meant = own.length > 0 ? own : lists
    const offered = vocabulary(meant)
    const columns = new Set(
      meant.flatMap(({ path }) => {
        const entity = entityOfPath(path, entities)
        return (entity?.fields ?? [])
          .filter(({ name }) => name !== entity?.owner)
          .map(({ name }) => fold(name))
      }),
    )
    const unmet = wishes.filter(
      (wish) => (FACETS.test(wish) || columns.has(fold(wish))) && !isMet(wish, offered),
    )
    const narrowed = meant.filter(({ query }) => query.length > 0)
    if (unmet.length > 0) found.push({ wishes: unmet, lists: narrowed.length > 0 ? narrowed : meant, span })
  }
  if (found.length === 0) return
  const open = [...new Set(found.flatMap((one) => one.lists))]
  ask(assembly, {
    id: 'list-filters',
    kind: 'conflict',
    concern: 'client-visible',
    subjects: open.map(({ id }) => id),
    about: `Documents ask to filter lists by ${listed([...new Set(found.flatMap(({ wishes }) => wishes))])}; no parameter of ${listed(
      open.map(({ id }) => id),
      3,
    )} does.`,
    spans: [...found.map(({ span }) => span).slice(0, 8), ...firstLines(open)],
    options: [
      {
        id: 'leave-out',
        label: 'lists take only the parameters that are described; a client cannot narrow them further',
      },
      { id: 'specified', label: 'the parameters are described now; read them again' },
    ],
    recommended: 'leave-out',
  })
}
