import { bareKey } from '../design/canonical-path.js'
import type { Candidate } from './candidate.js'

/** A title that names one route: `POST /jobs/{id}/start`, `3. GET /jobs — list`. */
const ROUTE = /\b(GET|POST|PUT|PATCH|DELETE)\s{1,3}`?(\/[^\s`,;)"'|]{0,200})/

/**
 * The sentences that documents write of one operation: its heading, its description, and what stands in the section that
 * is titled with its route.
 */
export function ownWords({ draft, operation }: Pick<Candidate, 'draft' | 'operation'>): readonly string[] {
  const key = bareKey(operation.path)
  const inSection = draft.statements.flatMap(({ headings, form, text }) => {
    const route = form === 'clarification' ? null : ROUTE.exec(headings.at(-1) ?? '')
    return route?.[1] === operation.method && bareKey(route[2] ?? '') === key ? [text] : []
  })
  const texts = [operation.summary, operation.description, ...inSection].flatMap((text) => text ?? [])
  return [...new Set(texts.flatMap((text) => text.split(/[.;\n](?:\s{1,8}|$)/)).map((said) => said.trim()))]
}
