import { partialOf, storedOf, successOf } from '../../../design/aspect.js'
import type { Design } from '../../../design/design.js'
import type { Operation } from '../../../design/operation.js'
import type { Aspect } from '../../../design/trace.js'
import { columnsNamedIn } from '../../steps/mention.js'
import type { Demand } from '../demand.js'
import { responseAspect } from '../operation-aspects.js'
import { statusesIn } from '../statuses.js'
import { operationsServing } from '../verbs.js'

const built = (operation: Operation): boolean => operation.steps !== null
const REFUSED =
  /\bfails?\b|\battempt|\bcannot\b|\bmust not\b|\breject|\binvalid\b|\bnever\b|\berror|\bprevent|\brefus|\bunauthori[sz]ed|\bdenied\b|\bforbidden\b|\bnot found\b/
const KEPT =
  /\bremoved from\b|\bpermanent|\bpersist|\bsaved?\b|\bstored?\b|\bno longer (?:\w{1,20} )?(?:retrievable|exists?|appears?|listed|available)\b|\bupdates? to\b|\bis (?:updated|deleted|removed|added|created)\b|\bare (?:updated|deleted|removed|saved)\b|\bappears?\b.{0,20}\bin\b|\breflect/

/** "the loan is saved", "is no longer retrievable", "the change is permanent". */
export const stored: Demand = ({ text, spoken, operations, general }) =>
  KEPT.test(text) && !REFUSED.test(text) && !BEYOND.test(text)
    ? (spoken.length > 0 || general ? spoken : operations)
        .filter((operation) => built(operation) && WRITES.has(operation.behaviour))
        .map(storedOf)
    : []

const WRITES: ReadonlySet<string> = new Set(['create', 'replace', 'update', 'delete', 'toggle', 'set'])

/** "deleted loans cannot be recovered". */
export const gone: Demand = ({ text, design, spoken, entities }) => {
  if (!GONE.test(text)) return []
  const removing = (operations: readonly Operation[]): readonly Operation[] =>
    operations.filter((operation) => built(operation) && operation.behaviour === 'delete')
  const own = [spoken, operationsServing(design, entities)].map(removing).find((list) => list.length > 0)
  return (own ?? (entities.length > 0 ? [] : removing(design.operations))).map(storedOf)
}

const GONE =
  /\b(?:cannot|can['’]t|can not) be (?:recovered|restored|undone|undeleted)\b|\b(?:deleted|removed) \w{1,30} (?:does not|doesn['’]t|no longer|never|must not) appears?\b/

/** "users can borrow a book", "MUST expose `GET /loans`", "update only the note": the operation works. */
export const capability: Demand = ({ text, design, spoken, statement }) => {
  if (REFUSED.test(text) || statusesIn(text).some((status) => status >= 400)) return []
  // A question without its answer asks for no effect; changes of the schema or of documents are none of a row.
  if (/\?\W{0,3}$/.test(text) || OF_WORK.test(text) || BEYOND.test(text)) return []
  // The answer to an edge case says more than that the operation works.
  if (statement.form === 'edge-case') return []
  const then = /\bthen\b(.*)/.exec(text)?.[1]
  if (then !== undefined && !SEEN.test(then)) return []
  if (/\bcrud (?:operations?|end-?points?|functionality|api)\b/.test(text)) return crud(design, spoken)
  const named = /\b(?:get|post|put|patch|delete)\s+`?\//.test(text)
  const asks =
    /\b(?:can|must|shall|should|may|will|sees?|able to|allows?|supports?|provides?|exposes?|implements?|want|when|endpoint)\b/.test(
      text,
    )
  const scenario =
    statement.label !== null ||
    statement.headings.some((heading) => /\btest|\bscenario|\bcriteri/i.test(heading))
  const imperative = IMPERATIVE.test(text)
  return named || asks || imperative || scenario || statement.form === 'scenario'
    ? spoken
        // How a list is narrowed or ordered shows in no success of it.
        .filter((operation) => built(operation) && !(LISTS.has(operation.behaviour) && NARROWS.test(text)))
        .map(successOf)
    : []
}

const LISTS: ReadonlySet<string> = new Set(['list', 'search'])
const NARROWS =
  /\b(?:filter|sort|search)(?:s|ed|ing)?\b|\b(?:newest|oldest|latest|earliest|highest|lowest) first\b/

const OF_WORK = /\b(?:schema|database|breaking|code|design|api|specification) changes?\b|\bmigrations?\b/

/** What a success of an operation lets people see. */
const SEEN =
  /\b(?:creat|add|sav|stor|updat|chang|remov|delet|return|list|appear|show|display|see|receiv|retriev|includ|mark|toggl|complet|success|succeed|confirm|generat|accept|download|persist|get|view)\w{0,6}\b|\b20\d\b/

/** What happens beside the rows of an operation, or by itself: no success of it shows that. */
const BEYOND =
  /\bdatabase triggers?\b|\bcascad|\bon delete\b|\bpaginat|\binfinite scroll\b|\bnatural language\b|\bchaining\b|\bchained\b|\bconversation\b|\b(?:ai|agent|assistant|chat ?bot)\b|\bevents? (?:(?:is|are|gets?) )?(?:published|emitted)\b|\breceives? (?:an? )?(?:\w{1,20} ){0,3}(?:e-?mails?|notifications?)\b|\b(?:e-?mails?|notifications?) (?:is|are) sent\b|\bundo\b|\bin-memory\b|\breused?\b|\breindex|\boffline\b|\bindefinitely\b|\bwhen (?:\w{1,20} ){0,4}(?:arrives|passes)\b|\bdoes(?:n['’]t| not) affect\b/

/** "CRUD operations": all that make, show, change and remove rows. */
function crud(design: Design, spoken: readonly Operation[]): readonly Aspect[] {
  return (spoken.length > 0 ? spoken : design.operations)
    .filter((operation) => built(operation) && CRUD.has(operation.behaviour))
    .map(successOf)
}

const CRUD: ReadonlySet<string> = new Set(['create', 'list', 'read', 'replace', 'update', 'delete'])

const IMPERATIVE =
  /^\W*(?:description: |summary: )?(?:test:? |verify )?(?:(?:create|add|list|replace|view|get|read|retrieve|update|edit|delete|remove|mark|toggle|filter|sort)s?|search(?:es)?|fetch(?:es)?)\b/

/** "only the fields that are sent change". */
export const partial: Demand = ({ text, operations }) =>
  /\bpartial|\bonly (?:the )?(?:provided|given|sent|supplied|specified) fields?\b|\bfields? (?:that are )?not (?:sent|provided|given)\b|\bupdate only\b|\bonly (?:the |its )?(?:\w{1,20} ){1,2}(?:changes|is changed|is updated|was sent)\b/.test(
    text,
  )
    ? operations.filter((operation) => operation.behaviour === 'update' && built(operation)).map(partialOf)
    : []

/** "returns the loan with its generated id", "includes all fields: id, note, created_at". */
export const response: Demand = ({ text, statement, design, operations, general }) => {
  if (
    !/\breturn(?:s|ed|ing)?\b|\bincludes?\b|\bresponse\b|\bresponds?\b|\bdetails\b|\bcontains?\b/.test(text)
  )
    return []
  if (REFUSED.test(text) || statusesIn(text).some((status) => status >= 400) || general) return []
  return operations
    .filter((operation) => built(operation) && operation.responseBody.kind !== 'empty')
    .filter((operation) => {
      const entity = design.entities.find((one) => one.name === operation.entity)
      const named = entity === undefined ? [] : columnsNamedIn(entity, statement.text)
      return (
        named.length > 0 ||
        /\ball (?:\w{1,20} )?(?:fields|details|attributes)\b|\breturns? the\b|\bdetails\b|\bis returned\b|\bare returned\b|\band returned\b/.test(
          text,
        )
      )
    })
    .map(responseAspect)
}

/** "completed becomes true": what a flag's operation does to its column. */
export const flags: Demand = ({ text, operations, general }) =>
  !general && /\btoggl|\bflip|\bmark(?:s|ed|ing)?\b|\bbecomes?\b|\bswitch/.test(text) && !REFUSED.test(text)
    ? operations.flatMap((operation) =>
        built(operation) && (operation.behaviour === 'toggle' || operation.behaviour === 'set')
          ? [successOf(operation), storedOf(operation)]
          : [],
      )
    : []
