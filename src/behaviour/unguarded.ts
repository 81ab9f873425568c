import { CALLERS_COLUMN } from '../design/callers-rows.js'
import { widenedFor } from '../design/widened-step.js'
import type { Step } from '../design/step.js'
import { type Candidate, wordingOf } from './candidate.js'

/** Who may do it, as a condition of a refusal says: `not a participant`, `only the sender`, `belongs to another team`. */
const RELATION =
  /\b(?:participants?|members?|sender|author|creator|collaborators?|organi[sz]er|host|teams?|organi[sz]ation|group|workspace|tenant|assignee|belongs?|owner|own|another|someone else|other users?|permissions?|authori[sz]ed)\b/i

/** Rows that some callers see and others do not: `student sees own, admin sees all`, `only their own`. */
const OWN_ROWS =
  /(?:^|[.;|] )(?:own|my) (?!(?:profile|account|user|password|settings|preferences)\b)\w+s\b|\b\w{3,20}['’]s own \w+s\b|\ban own (?!(?:profile|account|user|password)\b)\w+\b|\bonly (?:the |those )?\w{2,30} (?:that |which )?they (?:have )?\w{3,20}\b|\b(?:sees?|views?|gets?|lists?) (?:only )?(?:their |his |her )?own\b|\bonly (?:their|his|her|its|the caller's|your) own\b|\bmust be (?:a |the )?(?:participant|member|owner|author)\b/i

/** Who alone may do it: `(host only)`, `only the organizer`. */
const FEW =
  /\b(?:participants?|members?|sender|author|creator|collaborators?|organi[sz]er|host|assignee|owner) only\b|\bonly (?:the |an? )?(?:participants?|members?|sender|author|creator|collaborators?|organi[sz]er|host|assignee|owner)\b/i

/** Rows that some states show to everybody and others to their owner alone: `public if published`, `except for the owner`. */
const BY_STATE =
  /\bpublic(?:ly visible)? (?:if|when|once|as soon as|unless)\b[^.;]{0,40}|\b(?:except|but not) (?:for|to) (?:the|its|their) (?:owner|author|creator)\b|\b(?:the|its|their) (?:owner|author|creator) (?:also )?sees (?:all|every|drafts?|the others?|others too|everything)\b/i

/** Others who reach each row: `residents see their own, officers see all`, `admins see all`. */
const OTHERS_ALL =
  /\bown\b[^.]{0,80}[,;(–—] ?(?:and |but |while |whereas )?(?:an? |the )?([a-z]{3,20}) (?:(?:can|may) )?(?:sees?|views?|lists?|gets?|reads?|edits?|deletes?|access(?:es)?|manages?) (?:all|every|any|everything)\b/i

/** Others beside the one that a row belongs to: `for its resident or an officer`, `the resident or an officer may`. */
const OWNER_OR =
  /\bfor (?:its|the) [a-z]{3,20} or an? ([a-z]{3,20})(?=[.;,)]|\s*$)|(?:^|[.;] )the [a-z]{3,20} or an? ([a-z]{3,20}) (?:may|can) (?!be\b)/i

/** People who alone may call: `Wardens only`. */
const PEOPLE_ONLY =
  /(?:^|[.;] )(?:for )?((?!numbers|letters|characters|payments|documents|comments|events|orders|parents\b)[a-z]{0,20}(?:ers|ors|ists|ants|ents|ees|ians|wardens|curators|staff)) only(?=[.;,]|\s*$)/i

/**
 * Why an operation must not be built: documents refuse some callers with 403, and no step tells those callers from
 * others, so that anybody with a token could do it.
 *
 * @returns null where a step tells them apart, or nobody is refused
 */
export function unguarded(candidate: Candidate, steps: readonly Step[]): string | null {
  const { operation, text } = candidate
  const beside = operation.facts.reach
  if (
    typeof beside === 'object' &&
    !operation.access.startsWith('role:') &&
    !steps.some((step) => widenedFor(step) !== null)
  )
    return steps.some((step) => namesCaller(step) || tellsApart(step, ''))
      ? `callers with a role (${beside.roles.join(', ')}) are to reach it as well, and nothing ties its rows to callers or tells roles in tokens`
      : null
  const { actor } = operation.facts
  if (actor !== undefined && steps.length > 0 && !steps.some((step) => namesCaller(step)))
    return `it is for some callers alone (${actor.join(', ')}), and no column of the row tells them`
  const both = ownersAndRole(candidate)
  if (both !== null)
    return `it is for the owner of the row and for a role alike (“${both}”), and only one of them can be let in yet`
  if (!/^(?:authenticated|optional|public)$/.test(operation.access)) return null
  const wording = wordingOf(candidate)
  const own = OWN_ROWS.exec(wording)?.[0]
  const shared = candidate.answers.get(CALLERS_COLUMN) === 'shared'
  if (own !== undefined && !shared && steps.length > 0 && !steps.some((step) => tellsApart(step, '')))
    return `it is to show callers their own rows (“${own}”), and nothing ties rows to callers`
  const seen = BY_STATE.exec(wording)?.[0]
  if (seen !== undefined && operation.method === 'GET')
    return `whom it shows a row depends on the row (“${seen.trim()}”), which cannot be built yet`
  const few = FEW.exec(wording)?.[0]
  if (few !== undefined && steps.length > 0 && !steps.some((step) => tellsApart(step, few)))
    return `it is for some callers alone (“${few.trim()}”), and nothing says how they are told from others`
  const all = OTHERS_ALL.exec(text)?.[1]
  if (all !== undefined && beside === undefined && steps.length > 0)
    return `it is to show “${all}” the rows of all, and nothing says by which role tokens tell them from others`
  const either = OWNER_OR.exec(text)
  const other = either?.[1] ?? either?.[2]
  if (other !== undefined && beside === undefined && steps.length > 0)
    return `“${other}” is to reach it as well, and nothing says by which role tokens tell them from others`
  const alone = PEOPLE_ONLY.exec(text)?.[1]
  if (alone !== undefined && steps.length > 0)
    return `it is for “${alone}” alone, and nothing says by which role tokens tell them from others`
  const refusal = operation.errorFacts.find(
    ({ status, condition, message }) =>
      status === 403 && RELATION.test(`${condition ?? ''} ${message ?? ''}`),
  )
  const said = `${refusal?.condition ?? ''} ${refusal?.message ?? ''}`
  // `A member who is not the author` is told by the author, whatever else the caller is.
  const apart = NOT_OWNER.test(said) ? '' : said
  if (refusal === undefined || steps.some((step) => tellsApart(step, apart))) return null
  return `it refuses some callers with 403 (“${said.trim()}”), and nothing says how they are told from others`
}

/** The words by which a row's owner may do what a role may do as well: `author or moderator`. */
function ownersAndRole({ operation, entity, draft }: Candidate): string | null {
  if (entity?.owner === null || entity === null || !operation.access.startsWith('role:')) return null
  const spans = operation.origins['access'] ?? []
  const roles = operation.access
    .slice('role:'.length)
    .split('|')
    .map((role) => role.replace(/\W/g, ''))
  const names = roles.filter((role) => role !== '').join('|')
  const form = new RegExp(
    `\\b(?:authors?|owners?|creators?) (?:or|and) (?:an? |the )?(?:${names})s?\\b|\\b(?:${names})s? (?:or|and) (?:an? |the )?(?:authors?|owners?|creators?)\\b`,
    'i',
  )
  const said = draft.statements.filter(({ span }) =>
    spans.some(
      (origin) =>
        origin.kind === 'claim' &&
        origin.span.source === span.source &&
        origin.span.start >= span.start &&
        origin.span.end <= span.end,
    ),
  )
  return said.map(({ text }) => form.exec(text)?.[0]).find((words) => words !== undefined) ?? null
}

const NOT_OWNER = /\bnot (?:the |its |their |an? )?(?:author|owner|creator|sender)\b/i

/** Words of a refusal that a row cannot meet which belongs to the caller from the start. */
const SHARED =
  /\b(?:participants?|members?|collaborators?|organi[sz]er|host|teams?|organi[sz]ation|group|workspace|tenant|assignee)\b/i

/** Whether a step looks at who calls. A new row that is given to the caller refuses nobody. */
function tellsApart(step: Step, said: string): boolean {
  switch (step.kind) {
    case 'authorize':
    case 'permit':
      return true
    case 'authenticate':
      return false
    case 'insert':
    case 'insertListed':
    case 'insertApart':
      return !SHARED.test(said) && namesCaller(step)
    default:
      return !SHARED.test(said) && namesCaller(step)
  }
}

function namesCaller(step: Step): boolean {
  return JSON.stringify(step).includes('"kind":"caller"')
}
