import type { Project } from '../../source/document.js'
import type { MarkdownDocument } from '../../source/document.js'
import type { Claim } from '../claim.js'
import { accessIn } from '../endpoints/access-words.js'
import { knownOperations } from '../endpoints/known-operations.js'
import { claimsOfService } from '../endpoints/wire-claims.js'
import { outlineOf, textOf } from '../outline/outline.js'
import { unitReader } from '../outline/unit-reader.js'

const READER = 'access-rule'

const RULE =
  /\b(?:all|every|each|any)\b[^.;]{0,70}\b(?:endpoints?|routes?|requests?|operations?|apis?|calls?)\b[^.;]{0,120}\b(?:require[sd]?|need[s]?|must|are|is|protected|authenticated|include)\b[^.;]{0,120}/i
/** A role by its name: `with the LIBRARIAN role`. */
const ROLE =
  /\b(?:with|have|has|having|need|needs|requires?) (?:the |an? )?[`"']?([A-Z][A-Za-z_]{2,30})[`"']? roles?\b/

const TOKEN = /\b(?:jwt|token|bearer|authenticat\w+|logged[- ]in|session|protected|authoriz\w+)\b/i

/** Words for operations of signing in, and the path segments that they have. */
const SPOKEN: readonly (readonly [RegExp, RegExp])[] = [
  [/\bregist\w+|\bsign[- ]?up/i, /^(?:register|registration|sign-?up|users)$/],
  [/\blog-?in\b|\bsign[- ]?in/i, /^(?:login|log-in|sign-?in|token)$/],
  [/\bhealth/i, /^(?:health\w*|live|ready)$/],
  [/\bauth(?:entication)?(?:[- ]specific|[- ]related)? (?:endpoints?|routes?)/i, /^auth$/],
]

/**
 * A rule about who may call, with its exceptions:
 *
 * ```markdown
 * All endpoints except `/api/system/*` require authentication.
 * Every request must include a JWT, except for registration and login.
 * ```
 *
 * Where each document has a base of its own (`**Base URL**: /api/loans`), its rule is about the operations under it.
 */
export const accessRuleReader = unitReader(
  READER,
  'All endpoints require a JWT',
  (unit, { document, project }) => {
    const text = textOf(unit)
    if (text === null || unit.operation !== null || unit.kind === 'heading') return []
    if (/^(?:checklist|tasks|quickstart|research)$/.test(document.source.kind)) return []
    const match = RULE.exec(text.text)
    if (match === null || !TOKEN.test(match[0]) || /\b(?:log|rate|valid json|https)\b/i.test(match[0]))
      return []
    const sentence = text.text.slice(match.index)
    const named = ROLE.exec(match[0])?.[1]
    const role =
      named === undefined
        ? accessIn(/\b(?:admin\w*|manager|staff|moderator)s?\b/i.exec(match[0])?.[0] ?? '')
        : (`role:${named}` as const)
    const said =
      /\bexcept(?:ing|ions?)?\b(?: for)?:? ?([^.;]{0,200}(?:\.\w[^.;]{0,60})?)|\bother than ([^.;]{0,160})/i.exec(
        sentence,
      )
    const before = said === null ? match[0] : sentence.slice(0, said.index)
    const written = /(\/[\w{}/-]{1,80})(?:\/\*{1,2})?/.exec(before)?.[1] ?? null
    const prefixes = written === null ? ownBases(document, project) : [written.replace(/\/$/, '')]
    const except = said === null ? [] : exceptions(said[1] ?? said[2] ?? '', project)
    const span = text.span(match.index, match.index + match[0].length)
    return claimsOfService(
      READER,
      (prefixes.length === 0 ? [null] : prefixes).map((prefix) => ({
        property: 'access',
        value: { access: role ?? 'authenticated', prefix, except },
        span,
      })),
    ) satisfies readonly Claim[]
  },
)

function exceptions(words: string, project: Project): readonly string[] {
  const paths = [
    ...words.matchAll(/(?:\b(GET|POST|PUT|PATCH|DELETE) )?(?<![\w])(\/[\w{}*:./-]{0,120})/g),
  ].map(
    ([, method, path]) => `${method === undefined ? '' : `${method} `}${(path ?? '').replace(/[.,]$/, '')}`,
  )
  if (paths.length > 0) return paths
  const segments = SPOKEN.flatMap(([spoken, segment]) => (spoken.test(words) ? [segment] : []))
  return knownOperations(project).flatMap(({ method, path }) => {
    const last = path.split('/').filter((each) => !each.startsWith('{'))
    return segments.some((segment) => last.some((each) => segment.test(each))) && !path.endsWith('}')
      ? [`${method} ${path}`]
      : []
  })
}

const BASE = /^(?:api )?base (?:urls?|paths?|uris?)\s?:\s?(.{1,300})$/i

/** The paths that a document says its operations stand under, in the lines before its first operation. */
function basesOf(document: MarkdownDocument): readonly string[] {
  const units = outlineOf(document)
  const first = units.findIndex(({ operation }) => operation !== null)
  return units.slice(0, first < 0 ? 20 : first).flatMap((unit) => {
    const line = unit.kind === 'heading' ? null : (textOf(unit)?.text ?? null)
    const paths = line === null ? null : BASE.exec(line)?.[1]
    return [...(paths ?? '').matchAll(/(?<![\w/:.])\/[\w/-]{1,100}/g)].map(([path]) =>
      path.replace(/\/$/, ''),
    )
  })
}

/** The bases of a document, where other documents have others that are not around them. */
function ownBases(document: MarkdownDocument, project: Project): readonly string[] {
  const own = basesOf(document)
  if (own.length === 0) return []
  const others = project.documents.flatMap((other) =>
    other.kind === 'markdown' && other !== document ? basesOf(other) : [],
  )
  const beside = others.some((other) => own.every((base) => !within(other, base) && !within(base, other)))
  return beside ? own : []
}

function within(path: string, base: string): boolean {
  return path === base || path.startsWith(`${base}/`)
}
