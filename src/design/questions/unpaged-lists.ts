import type { DraftOperation } from '../draft.js'
import type { QuestionPass } from '../question-pass.js'
import { ask, firstLines, listed } from './ask.js'

const RULE = /\b(?:all|every|each) (?:\w{1,20} ){0,2}lists?\b|\blist (?:endpoint|response|operation)s?\b/i
const PAGES = /\bpaginat|\bpag(?:ed|ing)\b/i

function isPaged({ query }: DraftOperation): boolean {
  return query.some(({ name }) =>
    /^(?:limit|offset|page|page_?size|per_?page|cursor|skip|size|after|before)$/i.test(name),
  )
}

/**
 * A rule that all lists come in pages, and lists without a parameter for it
 * beside others that have one:
 *
 *     "All list endpoints MUST be paginated"     GET /books ?limit ?offset     GET /branches
 */
export const askUnpagedLists: QuestionPass = ({ assembly, operations }) => {
  const rule = assembly.reading.statements.filter(
    ({ text }) => RULE.test(text) && PAGES.test(text) && !/\b(?:no|not|without|future|later)\b/i.test(text),
  )
  const lists = operations.filter(
    ({ method, responseShape }) => method === 'GET' && responseShape?.kind === 'array',
  )
  const open = lists.filter((operation) => !isPaged(operation))
  if (rule.length === 0 || open.length === 0 || !operations.some(isPaged)) return
  ask(assembly, {
    id: 'unpaged-lists',
    kind: 'conflict',
    concern: 'client-visible',
    subjects: open.map(({ id }) => id),
    about: `A rule asks for pages in every list, and ${listed(open.map(({ id }) => id))} answer with all rows at once.`,
    spans: [...rule.slice(0, 3).map(({ span }) => span), ...firstLines(open)],
    options: [
      { id: 'whole', label: 'these lists are answered whole, as described; they grow with their tables' },
      { id: 'specified', label: 'their pages are described now; read them again' },
    ],
    recommended: 'whole',
  })
}
