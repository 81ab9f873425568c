import { knowsCallers } from '../../design/known-callers.js'
import { fileBoundsIn } from '../file-words.js'
import type { StatementContext } from './context.js'
import { purposeOf } from './document-purpose.js'
import type { ScopeRule } from './scope-rule.js'
import { statusesIn } from './statuses.js'
import { entitiesNamedIn } from './verbs.js'

/** The innermost section whose title matches; the document's own title speaks of too much to count. */
const headingThat = ({ statement }: StatementContext, pattern: RegExp): string | null =>
  statement.headings.slice(1).findLast((heading) => pattern.test(heading)) ?? null

/** Sections that list what is left out or left for later. */
const leftOut: ScopeRule = (context) => {
  const heading = context.statement.headings.findLast((title) =>
    /\bout[- ]of[- ]scope\b|\bnot (?:in scope|included|required)\b|\bnon-?goals?\b|\bfuture\b|\bdeferred\b|\bexclu(?:ded|sions)\b|\blater phases?\b|\bwon['’]t\b|(?<!\b(?:implementation|development|delivery|build|execution|phased?|rollout) )\broadmap\b|\bnice[- ]to[- ]have\b|\bout of phase\b/i.test(
      title,
    ),
  )
  return heading === undefined ? null : `listed under “${heading}”`
}

/** Sentences that say of themselves that they are for later. */
const saidForLater: ScopeRule = ({ text }) =>
  /\bout of scope\b|\(future\)|(?<!\b(?:not|be|lies?|is|must be|date) )\bin (?:the )?future\b|\bin a (?:future|later) (?:phase|version|release|iteration)\b|\bfuture (?:phase|enhancement|version|release|consideration)s?\b|\bnot (?:implemented|supported|included|required) in (?:this )?(?:phase|version|mvp|v1)\b|\bphase (?:iii|iv|v|3|4|5)\b/.test(
    text,
  )
    ? 'said to be left for later'
    : null

/** Documents that describe a program of which nothing runs in this backend. */
const anotherProgram: ScopeRule = ({ elsewhere }) => (elsewhere?.kind === 'console' ? elsewhere.why : null)

/** Words by which a document about another program turns to this backend. */
const OF_THE_BACKEND =
  /\b(?:back-?end|api|server|endpoints?|database|tables?|jwt|migrations?|params?|query parameters?|[45]\d\d)\b|\b(?:get|post|put|patch|delete) `?\//

/** Whether a sentence of a document about another program turns to this backend. */
export function turnsToTheBackend(text: string): boolean {
  return OF_THE_BACKEND.test(text)
}

/** Documents about agents, mail and deployment, as far as they do not turn to the backend. */
const besideTheBackend: ScopeRule = ({ elsewhere, text }) =>
  elsewhere?.kind === 'program' && !turnsToTheBackend(text) ? elsewhere.why : null

/** What documents about pages say and no operation does. */
const ofThePages: ScopeRule = ({ elsewhere, text }) =>
  elsewhere?.kind === 'frontend' && !OF_THE_BACKEND.test(text) ? elsewhere.why : null

/** What authors take for granted of what stands around the backend. */
const assumption: ScopeRule = (context) => {
  const heading = headingThat(context, /^\W*(?:key |project )?assumptions?\b/i)
  const demands = /\b(?:must|shall)\b/.test(context.text)
  return (heading !== null || /^\W*assum(?:es|ed|ing|ption)\b/.test(context.text)) && !demands
    ? 'an assumption of the author, not a demand'
    : null
}

/** Sentences whose subject is the frontend, and documents about pages. */
const frontend: ScopeRule = (context) => {
  const { text, statement } = context
  if (purposeOf(statement.span.source) === 'frontend') return 'a document about the frontend'
  if (
    /\b(?:api|backend|endpoint|server)\b.{0,12}\b(?:must|returns?|should|shall|rejects?|validates?)\b/.test(
      text,
    )
  )
    return null
  if (
    /^\W*(?:fr-\w{1,6}\W{0,4})?(?:the )?(?:frontend|front-end|ui|user interface|next\.?js|react|browser|client)\b/.test(
      text,
    )
  )
    return 'speaks of the frontend'
  const heading = headingThat(
    context,
    /\bfront-?end\b|\bUI\b|\buser interface\b|\bnext\.?js\b|\breact\b|\b(?:ui|react|page) components?\b|^components$|\bstyling\b|\baccessib|\bresponsive\b|\bUX\b/i,
  )
  const backend =
    /\b(?:system|service|backend|server|api|database)\b.{0,12}\b(?:must|shall|should|will|can|creates?|returns?|stores?|rejects?|validates?|updates?|deletes?)\b/.test(
      text,
    )
  if (heading !== null && !backend && !/back-?end|api/i.test(heading)) return `stands under “${heading}”`
  return INTERFACE.test(text) &&
    !/\bback-?end\b/.test(text) &&
    statusesIn(text).length === 0 &&
    !/\b(?:get|post|put|patch|delete) `?\//.test(text)
    ? 'speaks of what the user interface shows or does'
    : null
}

const INTERFACE =
  /\b(?:frontend|front-end|ui|user interface|buttons?|forms?|screens?|dialogs?|modals?|toasts?|spinners?|clicks?|clicked|single click|redirect(?:s|ed)?|local ?storage|next\.?js|react|tailwind|css|visual(?:ly)?|strikethrough|checkbox(?:es)?|responsive|mobile|tablet|keyboard|dark (?:mode|theme)|dropdown|homepage|landing page|dashboard page|web page|friendly message|loading state|optimistic|page refresh|refresh(?:es|ing)? the page|navigat(?:e|es|ed|ion)|browsers?|tooltip|placeholder text|loading indicators?|typography|colou?r palette|border (?:is|colou?r)|badges?|icons?|(?:task|item|product) cards?|indicator is visible|highlighted|calendar view|drag|semantic html|wcag|contrast|layout shifts?|interactive elements?|the interface|dashboard renders?|animations?|main page|(?:loading|error|empty|success)(?:, (?:loading|error|empty|success)){0,3},? (?:and|or) (?:loading|error|empty|success) states?|(?:loading|empty) states?|displays? (?:\w{1,20} ){0,3}(?:error|success|validation|confirmation) messages?|user feedback|api client|javascript|typescript|node\.js|npm|displays? (?:a|an|the)|shows? .{0,40}(?:message|error))\b/

const HEADING_AUTH =
  /\bsign[- ]?(?:up|in|out)\b|\blog ?-?(?:in|out)\b|\bregist(?:er|ration)\b|\bbetter auth\b|\bsessions?\b(?! \d{4})/i

/** What the library that issues the tokens does: accounts, passwords, sessions. */
const tokenIssuer: ScopeRule = (context) => {
  const { design, text } = context
  if (!knowsCallers(design.auth) || design.auth.issuedHere) return null
  const own =
    /\bsign(?:s|ed|ing)?[- ]?(?:up|in|out)\b|\blog(?:s|ged|ging)?[- ]?(?:in|out) (?:with|of|to|page|form|and|from|via|using)|\blog(?:in|out)\b|\bregist(?:er|ers|ration|rations)\b|\bregistered\b(?! (?:e-?mail|address|owner))|\bpasswords?\b|\bsession (?:cookies?|management|persist\w{1,6}|storage|token)|\boauth\b|\bemail (?:verification|address|format)\b|\bcredentials\b|\bcreate (?:an )?accounts?\b|\bnew account\b|\bbetter auth\b/.test(
      text,
    )
  const issues =
    /\b(?:jwt|tokens?) expir(?:ation|y)\b.{0,40}\b(?:set|hours?|minutes?|days?|reasonable)\b/.test(text) ||
    /\b(?:issu(?:e|es|ed|ing)|generat(?:e|es|ed)|creates?|mint|signs?)\b.{0,40}\b(?:jwt|tokens?)\b|\b(?:jwt|tokens?)\b.{0,60}\b(?:issued|generated|expiration time|include (?:an )?expir|signed using|expires? (?:after|in)|refresh)/.test(
      text,
    )
  const backend =
    /\bback-?end\b|\bapi\b|\b401\b|\b403\b|\bendpoint/.test(text) &&
    !/\bregist|\bpassword|\bsign[- ]?up\b/.test(text)
  if (!backend && (own || issues)) return 'done by the library that issues the tokens, not by this backend'
  const heading = headingThat(context, HEADING_AUTH)
  return heading !== null && context.general && !backend && !/\b(?:verif|validat|reject)/.test(text)
    ? `stands under “${heading}”, which the library that issues the tokens does`
    : null
}

/** Parts of the description of a table. */
const PART =
  /^\W*(?:fields?|columns?|attributes?|properties|relationships?|constraints?|index(?:es)?|validations?(?: rules?)?|rules?|notes?)\W*$/i

/** `User.email` at the head of a line or of a cell: what the rest is about. */
const DOTTED = /(?:^|\| )\W{0,3}([A-Za-z]\w{0,60})\.\w{1,60}\b/

/** Sections and lines that describe a table of another system: `User Entity`, `Users Table`, `User.email is unique`. */
const otherTables: ScopeRule = ({ design, statement }) => {
  const heading = statement.headings.findLast((title) => !PART.test(title)) ?? ''
  const titled = /\b(?:entity|table|model|schema)\b/i.test(heading)
  const subject = titled ? heading : (DOTTED.exec(statement.text)?.[1] ?? '')
  const named = subject === '' ? [] : entitiesNamedIn(design, subject)
  const [first] = named
  return first !== undefined && named.every((entity) => entity.managedElsewhere)
    ? `${first.name} is kept by another system`
    : null
}

/** How the service is put to work: hosting, containers, transport security. */
const deployment: ScopeRule = (context) => {
  const heading = headingThat(
    context,
    /\bdeploy|\bdocker|\bkubernetes\b|\bhosting\b|\bci\/cd\b|\binfrastructure\b|\benvironment setup\b/i,
  )
  if (heading !== null) return `stands under “${heading}”: deployment`
  return /\b(?:deploy(?:ed|ment|s|ing)?|docker(?:file|-compose)?|kubernetes|vercel|render\.com|railway|hugging ?face|ci\/cd|https|tls|ssl|runs? (?:on http|locally)|restart|nginx|load balancer|uptime|backups?|privilege ?escalation|helm|liveness|network polic(?:y|ies))\b/.test(
    context.text,
  )
    ? 'a matter of deployment, not of the code'
    : null
}

/** How people work: task lists, checklists, reviews, coverage, commits. */
const process: ScopeRule = (context) => {
  const purpose = purposeOf(context.statement.span.source)
  if (purpose === 'work')
    return 'an item of a task list or checklist: how the work is done, not what the backend does'
  const heading = headingThat(
    context,
    /\bworkflow\b|\bgovernance\b|\bquality gates?\b|\bcode review\b|\bdevelopment (?:process|workflow|guidelines)\b|\bdefinition of done\b|\bamendment|\bversion(?:ing)? (?:policy|control)\b|\bcommit|\bspec[- ]driven\b|\bdocumentation\b|\bhow to (?:use|read)\b|\brisks?\b|\btimeline\b|\bdevelopment tools\b|\bmaintenance\b|\bcode (?:quality|style|organi[sz]ation)\b|\banti-?patterns?\b|\bsingle responsibility\b|\bsimplicity\b|\breadab|\bcomplexity tracking\b|^why\b|\brationale\b|\balternatives?\b|\btroubleshoot|\bnext steps\b|^dependencies\b|\bcommon (?:errors|issues|pitfalls|mistakes)\b|\bdebugging\b/i,
  )
  if (heading !== null) return `stands under “${heading}”: how people work`
  return /\b(?:code review|pull requests?|commits?|ci pipeline|linters?|eslint|prettier|type hints?|pep ?8|docstrings?|code coverage|test coverage|\d{1,3}% coverage|tdd|spec-?driven|claude code|spec-?kit|readme|monorepo|documentation|documented|user stor(?:y|ies)|this spec|acceptance criteria|developers? (?:can|must|should)|constitution principles|best practices|placeholders?|abstractions?|circular imports?|self-documenting|comments explain|explicit is better|dry principle|manual(?:ly)? (?:\w{1,20} )?(?:code|coding)|write code|written code|generated code|(?:before|prior to) (?:implementation|implementing|coding)|test-driven|(?:development|agentic) workflow|the workflow|refactor(?:ed|ing)?|specs? must|specifications? (?:must|are|is the)|match(?:es)? (?:the )?(?:written )?specifications?|reproducib\w{1,6}|spec-\d{2,4}|constitution|staging|rollback|backwards? compatib\w{1,5}|migrations? (?:is|are|must be|should be|tested|principles?)|test migrations|specs\/[\w/-]{1,80}\.md)\b|^\W*rationale\b|^\W*(?:all )?specs? (?:must|should|are|is)\b/.test(
    context.text,
  )
    ? 'a rule for the people who build it, not for what it does'
    : null
}

/** Measures of speed, load and satisfaction, which generated tests do not take. */
const measures: ScopeRule = ({ text, statement }) =>
  (fileBoundsIn(statement.text) === null && /\b\d{1,5}\s?(?:mb|gb)\b/.test(text)) ||
  /\b(?:p9[0-9]|p50|latency|throughput|performance(?! reasons)|concurrent(?:ly)? users?|response times?|page load|uptime|availability of \d|99(?:\.\d{1,3})?%)\b|(?:\b(?:within|under|in less than|less than|in)|<)\s?\d{1,5}\s?(?:ms|milliseconds?|s\b|seconds?|minutes?)\b|\b(?!100)\d{1,3}% of (?:users|tasks|requests|actions|user actions)\b|\b\d{2,6}\+? (?:concurrent )?users supported\b|\b\d{1,6}\s?(?:ms|milliseconds)\b|\d(?:ミリ秒|ms 이내|초 이내|秒以内)/.test(
    text,
  )
    ? 'a measure of speed, load or use, which generated tests do not take'
    : null

/** Chat agents and the like, which are another program. */
const otherPrograms: ScopeRule = ({ text }) =>
  /\b(?:users? (?:types|says|asks)|natural language|ai assistant|the assistant|chat ?bots?|ai agents?|mcp (?:server|tools?)|openai|llm|whats ?app|push notifications?|email notifications?|cron|message queue|kafka|dapr|websockets?)\b/.test(
    text,
  )
    ? 'speaks of another program'
    : null

/** "No pagination required": the sentence itself leaves something out. */
const negation: ScopeRule = (context) => {
  if (!/^\W*no (?!longer|one|two)[a-z]/.test(context.text)) return null
  const said = /\b(?:required|needed|necessary|planned|supported|included)\b/.test(context.text)
  const listed =
    headingThat(context, /\bconstraints?\b|\blimitations?\b|\bassumptions?\b|\bscope\b/i) !== null
  return said || listed ? 'the statement itself leaves it out' : null
}

/** Demands on how tests are written and run; what they are to show is understood before this is asked. */
const testing: ScopeRule = (context) => {
  const heading = headingThat(
    context,
    /^\W*(?:[\divx]{1,4}\. )?test(?:s|ing|-first)?\b|\btests?$|\btest isolation\b|\btests? \(/i,
  )
  if (heading !== null) return `stands under “${heading}”: how tests are written and run`
  return /\b(?:unit|integration|contract|e2e|end-to-end|api|backend|authorization|database|automated|auth) tests?\b|\btests? (?:for|pass(?:es|ing)?|written|suite|clean|data|before|all|automation|coverage)\b|\bwrite tests?\b|\btests? (?:must|should|shall)\b|\beach test\b|\bpytest\b/.test(
    context.text,
  )
    ? 'a rule for how tests are written and run'
    : null
}

/** Sentences about a program that people start in a terminal. */
const consoleProgram: ScopeRule = ({ text, statement }) => {
  const [title] = statement.headings
  const titled =
    title !== undefined &&
    /\b(?:console|command[- ]line|cli|terminal)\b.{0,20}\b(?:app|application|interface|program|tool)\b/i.test(
      title,
    ) &&
    !/\b(?:api|web|rest|service)\b/i.test(title)
  return titled ||
    /(?:^|\s)[`"']?--[a-z][\w-]{0,40}\b|\bexit codes?\b|\bstd(?:out|err|in)\b|\b(?:console|command[- ]line|terminal|cli) (?:app\w{0,8}|interface|commands?|menu|output|prompt)\b|\bmenu (?:of|option|choice)/.test(
      text,
    )
    ? 'speaks of a program for the console'
    : null
}

/** What `specwright verify` looks for in the code, for no request can show it. */
const audited: ScopeRule = ({ text }) =>
  /\bsql injection\b|\braw sql\b|\bparameteri[sz]ed (?:quer|statement)|\bconcatenat\w{1,3} user input\b|\bblocking calls?\b|\bsessions? (?:\w{1,12} ){0,3}(?:closed?|closes)\b|\bcloses? after\b/.test(
    text,
  )
    ? 'a property of the code: the audit of `verify` looks for it, no generated test'
    : null

/** Reasons that hold whatever else a statement says. */
export const FIRST: readonly ScopeRule[] = [leftOut, saidForLater, anotherProgram]

/** Reasons for statements in which nothing else is found. */
export const LAST: readonly ScopeRule[] = [negation, testing, audited]

/** Reasons for statements from whose words no claim was made. */
export const SECOND: readonly ScopeRule[] = [
  process,
  assumption,
  besideTheBackend,
  ofThePages,
  otherTables,
  consoleProgram,
  otherPrograms,
  tokenIssuer,
  frontend,
  deployment,
  measures,
]
