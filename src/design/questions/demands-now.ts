import type { Statement } from '../../claims/statement.js'
import type { Assembly } from '../assembly.js'
import { backendSources } from '../scope.js'

const DEMANDS =
  /\b(?:must|shall|should|can|able to|allow\w{0,3}|provide[sd]?|support[s]?|endpoints?|required)\b/i
const REFUSAL =
  /\b(?:no|not|never|cannot|out[- ]of[- ]scope|future|later|deferred|excluded|phase (?:[3-9]|i{3}|iv|v)|nice[- ]to[- ]have|if endpoint exists|optional)\b/i
const LEFT_OUT =
  /out[- ]of[- ]scope|not in scope|future|non-?goals?|exclu|deferred|later|assumption|risk|alternativ/i

/** Documents that say how work is done rather than what is wanted of this service. */
const STANDING: ReadonlySet<string> = new Set(['checklist', 'constitution', 'guide'])

/** Tells whether a statement demands something of this backend, here and now. */
export function demandsNow(assembly: Assembly): (statement: Statement) => boolean {
  const speaks = backendSources(assembly)
  return ({ text, headings, form, span }) =>
    form !== 'clarification' &&
    !text.includes('[NEEDS CLARIFICATION') &&
    form !== 'edge-case' &&
    DEMANDS.test(text) &&
    !REFUSAL.test(text) &&
    !headings.some((heading) => LEFT_OUT.test(heading)) &&
    !STANDING.has(assembly.sources.kind(span.source) ?? '') &&
    speaks(span.source)
}
