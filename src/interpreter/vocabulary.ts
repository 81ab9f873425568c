/**
 * What the interpreter understands of steps and answers: the properties of each kind of node. A
 * node with another property that says something is not run, so that no part of a step that a
 * newer vocabulary adds is passed over in silence.
 */
const PROPERTIES: Readonly<Record<string, readonly string[]>> = {
  // Steps.
  authenticate: ['optional'],
  authorize: ['parameter', 'otherwise'],
  find: [
    'row',
    'entity',
    'key',
    'also',
    'owner',
    'seen',
    'wide',
    'otherwise',
    'foreign',
    'whenBody',
    'making',
  ],
  select: ['rows', 'entity', 'owner', 'wide', 'filters', 'search', 'sort', 'paging', 'most'],
  check: ['condition', 'otherwise'],
  insert: ['row', 'entity', 'values', 'duplicate'],
  assign: ['row', 'values', 'duplicate'],
  flip: ['row', 'field', 'touches'],
  remove: ['row', 'soft', 'referred'],
  respond: ['value'],
  store: ['row', 'field', 'file', 'many', 'appends', 'rules', 'touches'],
  link: ['entity', 'values', 'repeated'],
  unlink: ['entity', 'values', 'missing'],
  collect: ['row', 'collection', 'value', 'owner', 'whenBody'],
  relink: ['row', 'entity', 'tie', 'other', 'owner', 'value', 'whenBody', 'otherwise'],
  findEach: ['rows', 'entity', 'key', 'list', 'member', 'owner', 'otherwise'],
  takeEach: ['rows', 'entity', 'key', 'list', 'member', 'field', 'amount', 'otherwise'],
  insertEach: ['row', 'entity', 'list', 'tie', 'values'],
  changeListed: ['entity', 'key', 'list', 'owner', 'also', 'values', 'otherwise', 'empty'],
  insertListed: ['rows', 'entity', 'list', 'values'],
  insertApart: ['rows', 'entity', 'list', 'members', 'values', 'first', 'file', 'otherwise'],
  element: ['name', 'otherwise'],
  made: ['key'],
  listed: ['key', 'tells'],
  refusals: ['key', 'body'],
  outcomes: ['key', 'body'],
  fault: ['key', 'tells'],
  outcome: ['key', 'made', 'refused'],
  madeColumn: ['key', 'column', 'entity', 'rules'],
  results: ['key', 'body'],
  resultKey: ['key', 'type'],
  result: ['key', 'reached', 'missing'],
  member: ['field', 'name'],
  reached: ['key', 'tells', 'type'],
  sumEach: ['list', 'factors'],
  take: ['row', 'entity', 'field', 'amount', 'otherwise'],
  give: ['row', 'reference', 'entity', 'key', 'field', 'amount'],
  record: ['entity', 'values', 'after', 'when'],
  follow: ['row', 'reference', 'entity', 'key', 'values', 'when'],
  moved: ['row', 'field', 'body', 'value'],
  compared: ['row', 'tests'],
  ping: [],
  distinct: ['rows', 'entity', 'field'],
  verify: [
    'row',
    'entity',
    'keys',
    'value',
    'hash',
    'password',
    'active',
    'otherwise',
    'verified',
    'inactive',
    'lock',
  ],
  issue: ['token', 'subject', 'lifetime', 'role', 'inSession'],
  permit: ['roles', 'source', 'otherwise'],
  claim: ['claim'],
  flag: ['entity', 'key', 'field', 'role'],
  renew: ['row', 'entity', 'key', 'token', 'rotates', 'active', 'otherwise'],
  end: ['sessions', 'token', 'otherwise'],
  mail: ['purpose', 'entity', 'key', 'address', 'row', 'value'],
  redeem: ['purpose', 'row', 'entity', 'key', 'token', 'otherwise'],
  aggregate: ['measures'],
  // Expressions and conditions.
  constant: ['value', 'key'],
  now: ['key'],
  caller: [],
  path: ['name'],
  query: ['name', 'parameter', 'key'],
  body: ['field'],
  field: ['row', 'field'],
  not: ['of'],
  split: ['of'],
  sequence: ['parts'],
  text: ['text'],
  date: ['format'],
  number: ['digits', 'column', 'relation', 'value'],
  sum: ['list', 'factors'],
  startOf: ['period'],
  daysAgo: ['days'],
  slug: ['of', 'entity', 'field', 'reserved'],
  hash: ['of'],
  equal: ['left', 'right'],
  oneOf: ['value', 'values'],
  edge: ['row', 'field', 'body', 'edges'],
  anyBodyField: ['fields'],
  rowRule: ['row', 'rule'],
  apart: ['row', 'entity', 'from', 'to', 'scope', 'where', 'stored'],
  guard: ['row', 'refused', 'tests'],
  age: ['column', 'seconds', 'older'],
  clock: ['body', 'type', 'rule', 'row', 'column', 'relation', 'moment', 'at', 'answer'],
  // Answers.
  row: ['row'],
  rows: ['rows', 'entity', 'field', 'target', 'where'],
  empty: [],
  // Rules of rows.
  order: ['column', 'relation', 'than'],
  required: ['column', 'when'],
  view: ['view', 'key', 'name', 'description', 'reference', 'target', 'nullable'],
  list: ['view', 'key', 'name', 'description', 'related', 'through', 'sort'],
  referred: ['name', 'description', 'reference', 'target', 'entity', 'column', 'rules'],
  count: ['name', 'description', 'related'],
  exists: ['name', 'description', 'related', 'caller'],
  names: ['name', 'description', 'related', 'through', 'column', 'sort', 'type'],
  envelope: ['name', 'members', 'key', 'body'],
  total: ['key'],
  pages: ['key'],
  more: ['key'],
  earlier: ['key'],
  cursor: ['key'],
  pageLink: ['key', 'to', 'form'],
  texts: ['key'],
  file: ['format', 'choice', 'columns', 'name'],
  measure: ['key', 'measure', 'type', 'grouped', 'nullable'],
  token: ['key', 'token'],
  lifetime: ['key', 'token'],
}

/** Properties of the parts of steps that have no kind: filters, searches, orders, pages, assignments, failures. */
const PARTS: ReadonlySet<string> = new Set(
  `through from target entity field comparison value whenQuery unlessQuery cases parameter fields fieldParameter directionParameter allowed defaultField
  roles source
  defaultDirection direction further ranks words style sizeParameter positionParameter whenBody whenEntering from to body column value status message name
  function owner or filters group values
  factors rows member is key title maxBytes maxRows tooLarge tooMany unreadable wrongColumns unknownColumns part scale decimals relation`.split(
    /\s+/,
  ),
)

const COMPARISONS: ReadonlySet<unknown> = new Set([
  'equal',
  'notEqual',
  'atLeast',
  'atMost',
  'contains',
  'oneOf',
])
const STYLES: ReadonlySet<unknown> = new Set(['offset', 'page', 'cursor'])

/** Properties that hold data of the specification, or say where it comes from. */
const DATA: ReadonlySet<string> = new Set(['origins', 'cases', 'collection', 'rules', 'members'])

/**
 * What of a step or an answer the interpreter does not understand, in words; null when it
 * understands all of it.
 */
export function strangeIn(node: unknown): string | null {
  if (Array.isArray(node)) return first(node.map(strangeIn))
  if (typeof node !== 'object' || node === null) return null
  const entries = Object.entries(node).filter(([name, value]) => !DATA.has(name) && isSaid(value))
  const kind = entries.find(([name]) => name === 'kind')?.[1]
  // A field of a view has the rules of its value beside it.
  if (kind === 'column' || kind === 'computed') return null
  if (kind === 'constant') return null
  const known = typeof kind === 'string' && Object.hasOwn(PROPERTIES, kind) ? PROPERTIES[kind] : undefined
  if (kind !== undefined && known === undefined) return `${JSON.stringify(kind)}`
  return first(
    entries.map(([name, value]) => {
      if (name === 'kind') return null
      if (known === undefined ? !PARTS.has(name) : !known.includes(name)) {
        return `${JSON.stringify(name)}${typeof kind === 'string' ? ` of ${JSON.stringify(kind)}` : ''}`
      }
      if (name === 'comparison' && !COMPARISONS.has(value)) return `the comparison ${JSON.stringify(value)}`
      if (name === 'style' && !STYLES.has(value)) return `pages by ${JSON.stringify(value)}`
      return strangeIn(value)
    }),
  )
}

/** Whether a property says anything: a new one that is null or empty changes nothing. */
function isSaid(value: unknown): boolean {
  return (
    value !== null && value !== undefined && value !== false && !(Array.isArray(value) && value.length === 0)
  )
}

function first(findings: readonly (string | null)[]): string | null {
  return findings.find((finding) => finding !== null) ?? null
}
