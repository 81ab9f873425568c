import type { Claim, Subject } from '../claims/claim.js'
import { entityKey } from '../design/canonical-name.js'
import { pathKey } from '../design/canonical-path.js'
import { columnKey } from '../design/entity-groups.js'
import type { Explanation } from './explain.js'
import type { Locator } from './locator.js'
import { oneLine } from './table.js'

/**
 * The sentences about a subject, each with what was understood from it and by which rule: `sentence (uniqueness): Loan uniqueTogether …`.
 *
 * @param wanted `POST /api/loans`, `Loan`, `Loan.note`, a document, or a line of one (`specs/loans.md:12`)
 * @returns in the order of the documents; empty when no sentence speaks of it
 */
export function understoodSentences(
  wanted: string,
  claims: readonly Claim[],
  locate: Locator,
): readonly Explanation[] {
  const understood = new Map<string, Explanation>()
  for (const claim of claims) {
    const place = claim.rule === undefined ? null : locate(claim.span)
    if (place === null) continue
    const here = wanted === place.path || wanted === `${place.path}:${place.line}`
    if (!here && !isAbout(claim.subject, wanted)) continue
    const about = `sentence (${claim.rule}): ${nameOf(claim.subject)} ${claim.property} ${shown(claim.value)}`
    const because = `${place.path}:${place.line}  "${oneLine(place.text, 100)}"`
    const known = understood.get(about)?.because ?? []
    if (!known.includes(because)) understood.set(about, { about, because: [...known, because] })
  }
  return [...understood.values()]
}

function isAbout(subject: Subject, wanted: string): boolean {
  const [method = '', path] = wanted.split(/\s+/u)
  if ('method' in subject)
    return (
      path !== undefined && subject.method === method.toUpperCase() && pathKey(subject.path) === pathKey(path)
    )
  if (subject.kind !== 'entity' && subject.kind !== 'column') return false
  const [entity = '', field] = wanted.split('.')
  if (path !== undefined || entityKey(entity) !== entityKey(subject.entity)) return false
  return field === undefined || (subject.kind === 'column' && columnKey(field) === columnKey(subject.field))
}

function nameOf(subject: Subject): string {
  switch (subject.kind) {
    case 'service':
      return 'service'
    case 'setting':
      return subject.name
    case 'entity':
      return subject.entity
    case 'column':
      return `${subject.entity}.${subject.field}`
    case 'schema':
      return subject.schema
    case 'property':
      return `${subject.schema}.${subject.field}`
    case 'operation':
      return `${subject.method} ${subject.path}`
    case 'parameter':
      return `${subject.method} ${subject.path} ${subject.in} ${subject.name}`
    case 'body':
      return `${subject.method} ${subject.path} ${subject.field}`
  }
}

function shown(value: unknown): string {
  return oneLine(typeof value === 'string' ? value : (JSON.stringify(value) ?? ''), 120)
}
