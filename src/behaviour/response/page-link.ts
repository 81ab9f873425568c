import type { JsonValue } from '../../claims/json.js'
import type { ShapeField } from '../../claims/shape.js'
import { isObject } from '../../design/conformance.js'
import type { EnvelopeMember, PageLink } from '../../design/operation.js'
import type { Candidate } from '../candidate.js'
import { questionId } from '../question.js'
import { pagingOf } from '../steps/paging.js'

const LINKS: readonly (readonly [RegExp, PageLink])[] = [
  [/^next(?:_?(?:page|link|url|href|page_?url))?$/i, 'next'],
  [/^prev(?:ious)?(?:_?(?:page|link|url|href|page_?url))?$/i, 'previous'],
  [/^first(?:_?(?:page|link|url|href|page_?url))?$/i, 'first'],
  [/^self$/i, 'self'],
]

/** The question in which form addresses of pages are told. */
export const LINK_FORM = 'page-links'

/**
 * A key that holds the address of another page: `"next": "https://…/loans?offset=20"`, or `"/loans?offset=20"`. Null for any
 * other key: a cursor, a number of a page.
 */
export function linkMember(candidate: Candidate, { name: key, shape }: ShapeField): EnvelopeMember | null {
  const to = LINKS.find(([pattern]) => pattern.test(key))?.[1]
  const paging = pagingOf(candidate.operation.query)
  if (to === undefined || paging === null || paging.positionParameter === null) return null
  if (shape.kind !== 'value' || (shape.facts.type ?? 'string') !== 'string') return null
  const form = documentedForm(candidate, shape.facts.format ?? null)
  // The next page of a cursor is told by the cursor itself, unless an address is shown.
  if (paging.style === 'cursor' && (form === null || to === 'previous' || to === 'first')) return null
  const answer = candidate.answers.get(questionId(candidate.operation, LINK_FORM))
  return { key, kind: 'pageLink', to, form: form ?? (answer === 'path' ? 'path' : 'url') }
}

/** Whether addresses are whole or paths, as an example or the format of the schema tells; null where neither does. */
function documentedForm({ operation }: Candidate, format: string | null): 'url' | 'path' | null {
  const shown = operation.examples.flatMap(({ response }) => linkTexts(response ?? null, 4))
  if (shown.some((text) => /^https?:\/\//i.test(text))) return 'url'
  if (shown.some((text) => text.startsWith('/') || text.startsWith('?'))) return 'path'
  if (format === 'uri' || format === 'url') return 'url'
  return format === 'uri-reference' ? 'path' : null
}

/** Whether no document tells in which form an answer tells addresses. */
export function isFormOpen(candidate: Candidate, field: ShapeField): boolean {
  const facts = field.shape.kind === 'value' ? field.shape.facts : {}
  return linkMember(candidate, field) !== null && documentedForm(candidate, facts.format ?? null) === null
}

/** The texts that an example shows under keys of addresses, at any depth. */
function linkTexts(value: JsonValue, depth: number): readonly string[] {
  if (!isObject(value) || depth === 0) return []
  return Object.entries(value).flatMap(([name, inner]) =>
    typeof inner === 'string' && LINKS.some(([pattern]) => pattern.test(name))
      ? [inner]
      : linkTexts(inner, depth - 1),
  )
}
