import type { TableText } from '../../source/table.js'
import { inEnglish } from '../words/translation.js'

/** What a column of a table holds. */
export type Column =
  | 'name'
  | 'type'
  | 'required'
  | 'place'
  | 'default'
  | 'constraints'
  | 'values'
  | 'description'
  | 'example'
  | 'method'
  | 'path'
  | 'auth'
  | 'status'
  | 'condition'
  | 'body'

/** Titles of columns, in lower case without marks. */
const TITLES: readonly (readonly [RegExp, Column])[] = [
  [/^(?:http )?(?:method|verb)s?$/, 'method'],
  [/^(?:endpoints?|paths?|routes?|urls?|uris?|api endpoint|endpoint path|resource path)$/, 'path'],
  [
    /^(?:auth(?:entication|orization)?(?: required)?|auth\?|requires auth|access|permissions?|roles?|who(?: may| can)?(?: call)?|callers?|allowed(?: roles?)?|protected|public)$/,
    'auth',
  ],
  [/^(?:http )?(?:status(?: codes?)?|codes?|http(?: codes?)?|response codes?)$/, 'status'],
  [
    /^(?:name|fields?|field name|param(?:eter)?s?|parameter name|property|attribute|key|argument|query param(?:eter)?|variable)$/,
    'name',
  ],
  [/^(?:data )?types?$/, 'type'],
  [/^(?:required|req|mandatory|required\?|optional|must)$/, 'required'],
  [/^(?:in|location|where|place)$/, 'place'],
  [/^defaults?(?: value)?$/, 'default'],
  [
    /^(?:constraints?|validations?|rules?|validation rules?|limits?|restrictions?|max(?:imum)? length|constraint\/validation)$/,
    'constraints',
  ],
  [/^(?:values?|allowed(?: values)?|options|possible values|enum|valid values)$/, 'values'],
  [
    /^(?:conditions?|scenario|when|case|error|errors?|trigger|cause|situation|use case|usage|used (?:for|when))$/,
    'condition',
  ],
  [
    /^(?:descriptions?|purpose|meaning|notes?|details?|summary|action|functionality|function|operation|what it does)$/,
    'description',
  ],
  [/^(?:examples?|sample)$/, 'example'],
  [/^(?:request(?: body)?|body|payload|response(?: body)?|message|returns?)$/, 'body'],
]

/** The place of each kind of column in a table; of two columns of a kind the first counts. */
export function columnsOf(table: TableText): ReadonlyMap<Column, number> {
  const places = new Map<Column, number>()
  for (const [index, { text }] of table.columns.entries()) {
    const title = inEnglish(text).toLowerCase().trim()
    const column = TITLES.find(([pattern]) => pattern.test(title))?.[1]
    if (column !== undefined && !places.has(column)) places.set(column, index)
  }
  return places
}
