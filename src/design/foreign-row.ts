import type { Assembly } from './assembly.js'
import { rowParameters } from './canonical-path.js'
import { candidatesOf, claimsAbout } from './claim-index.js'
import type { Decision } from './decide.js'
import { decide } from './decide.js'
import { linesOf } from './questions/lines.js'
import type { OperationGroup } from './operation-groups.js'
import { operationId } from './operation-groups.js'
import type { Auth } from './service.js'
import type { Candidate } from './settle.js'
import { settle } from './settle.js'

/** Words by which a condition speaks of a row of somebody else. */
const FOREIGN =
  /\b(?:belongs? to|owned by|different|another|other) (?:a |an )?(?:different |another |other )?(?:user|owner)|\bnot (?:the |task )?owner|\bwrong owner|\bdoes(?:n't| not) (?:own|belong)|\bnot owned|\b(?:not found|does(?:n't| not) exist|absent|missing) for (?:that|this|the|the authenticated|the current) (?:user|caller|owner)\b/i

/** Whether a condition speaks of somebody else's row: `The path names another user` speaks of the path alone. */
function speaksOfRow(condition: string): boolean {
  return condition
    .split(/[,;.]|\bor\b/i)
    .some((part) => FOREIGN.test(part) && !/\b(?:path|url|uri)\b/i.test(part))
}

/** What a document says that another user's row answers, at single operations. */
function fromOperations(groups: readonly OperationGroup[]): readonly Candidate<403 | 404>[] {
  return groups
    .filter(({ path }) => rowParameters(path).length > 0)
    .flatMap(({ claims }) => candidatesOf(claims, 'error'))
    .flatMap(({ value, span, reader }): readonly Candidate<403 | 404>[] =>
      (value.status === 403 || value.status === 404) && speaksOfRow(value.condition ?? '')
        ? [{ value: value.status, span, reader }]
        : [],
    )
}

/** Rules by which a query finds only the caller's rows: another user's row is then not found. */
const FILTERED =
  /\bwith (?:an? )?`?(?:user|owner)_?id`? filter|\bfilter(?:s|ed|ing)? (?:\w+ ){0,3}by (?:\w+ ){0,3}[`"]?(?:user|owner)/i

/** What follows from how documents say that rows are looked up. */
function fromLookups(assembly: Assembly): readonly Candidate<403 | 404>[] {
  const tasks = linesOf(assembly).filter(({ kind }) => kind === 'tasks')
  return [...assembly.reading.statements, ...tasks]
    .filter(
      ({ text }) => FILTERED.test(text) && /\b(?:quer(?:y|ies)|database|select|where|by_id)\b/i.test(text),
    )
    .slice(0, 4)
    .map(({ span }) => ({ value: 404, span, reader: 'statement', weight: 1 }))
}

/** Scenarios in which somebody asks for another user's row: `requesting another user's loan, … 403`. */
function fromScenarios({ reading }: Assembly): readonly Candidate<403 | 404>[] {
  return reading.statements.flatMap(({ text, span }): readonly Candidate<403 | 404>[] => {
    if (
      !/\b(?:request|access|read|view|open|fetch|get|updat|delet|edit)\w{0,4} (?:an?)?other users?['’]s? \w/i.test(
        text,
      )
    )
      return []
    const statuses = [403, 404].filter((status) => new RegExp(`\\b${status}\\b`).test(text))
    const [only] = statuses
    return statuses.length === 1 && (only === 403 || only === 404)
      ? [{ value: only, span, reader: 'statement', weight: 0.5 }]
      : []
  })
}

/**
 * What another user's row answers. Telling 403 from 404 tells a stranger which
 * ids exist, so a disagreement concerns security; without a word on it the
 * house standard hides the row (AUTH-4).
 */
export function decideForeignRow(
  assembly: Assembly,
  groups: readonly OperationGroup[],
  auth: Auth,
): Decision<403 | 404> {
  const said = candidatesOf(claimsAbout(assembly.reading.claims, 'service'), 'foreignRow')
  const settled =
    auth.scheme === 'none'
      ? null
      : settle(assembly.sources, 'wire', [
          ...said,
          ...fromOperations(groups),
          ...fromScenarios(assembly),
          ...fromLookups(assembly),
        ])
  if (settled === null) return { value: 404, origins: [{ kind: 'standard', clause: 'AUTH-4' }] }
  return decide(assembly, settled, {
    id: 'foreign-row',
    concern: 'security',
    subjects: groups.filter(({ path }) => rowParameters(path).length > 0).map(operationId),
    what: "answer to a request for another user's row",
    consequence: (status) =>
      status === 404
        ? 'it is answered as a row that does not exist (404)'
        : 'it is refused with 403; a client that guesses ids can tell which exist',
  })
}
