import { bareKey } from '../design/canonical-path.js'
import type { Draft } from '../design/draft.js'
import type { Candidate } from './candidate.js'

/** A title that names one route: `POST /jobs/{id}/start`, `3. GET /jobs — list`. */
const ROUTE = /\b(GET|POST|PUT|PATCH|DELETE)\s{1,3}`?(\/[^\s`,;)"'|]{0,200})/

/**
 * The sentences that documents write of one operation: its heading, its description, and what stands in the section that
 * is titled with its route.
 */
export function ownWords({ draft, operation }: Pick<Candidate, 'draft' | 'operation'>): readonly string[] {
  const inSection = sectionsOf(draft).get(`${operation.method} ${bareKey(operation.path)}`) ?? []
  const texts = [operation.summary, operation.description, ...inSection].flatMap((text) => text ?? [])
  return [...new Set(texts.flatMap((text) => text.split(/[.;\n](?:\s{1,8}|$)/)).map((said) => said.trim()))]
}

const indexed = new WeakMap<Draft, ReadonlyMap<string, readonly string[]>>()

/** The statements of the sections that are titled with a route, by that route. */
function sectionsOf(draft: Draft): ReadonlyMap<string, readonly string[]> {
  const known = indexed.get(draft)
  if (known !== undefined) return known
  const sections = new Map<string, string[]>()
  for (const { headings, form, text } of draft.statements) {
    const route = form === 'clarification' ? null : ROUTE.exec(headings.at(-1) ?? '')
    if (route === null) continue
    const key = `${route[1] ?? ''} ${bareKey(route[2] ?? '')}`
    const texts = sections.get(key)
    if (texts === undefined) sections.set(key, [text])
    else texts.push(text)
  }
  indexed.set(draft, sections)
  return sections
}
