import type { Fragment } from '../../source/document.js'
import type { Span } from '../../source/span.js'
import type { TableText } from '../../source/table.js'
import { captionOf, fragmentSpan } from '../caption.js'
import type { Claim, SettingFacts } from '../claim.js'
import { unitReader } from '../outline/unit-reader.js'
import { type Said, serviceClaims } from '../said.js'

const READER = 'environment'

const NAME = /^[A-Z][A-Z0-9]{0,30}(?:_[A-Z0-9]{1,30}){1,8}$/

/** Prefixes of variables that a browser's bundle shows. */
const SHOWN = /^(?:NEXT_PUBLIC|VITE|REACT_APP|EXPO_PUBLIC|NUXT_PUBLIC|PUBLIC)_/

/** Names of secrets that sign tokens; a secret of another system's client is none. */
const SIGNING = /^(?:BETTER_AUTH|AUTH|JWT|TOKEN|SESSION|APP|\w{1,20}_JWT)?_?SECRET(?:_KEY)?$/

/** Environment variables in tables and in blocks of assignments. */
export const environment = unitReader(
  READER,
  `| Variable | Required | Description |
| \`LOAN_DATABASE_URL\` | Yes | where loans are kept |`,
  (unit) => {
    const around = unit.headings.join(' / ')
    if (unit.kind === 'table') return tableClaims(unit.table, around)
    return unit.kind === 'code' ? blockClaims(unit.fragment, around) : []
  },
)

/** What is known of one variable. */
interface Variable {
  readonly name: string
  readonly example: string | null
  readonly description: string | null
  readonly span: Span
}

function tableClaims(table: TableText, around: string): readonly Claim[] {
  const titles = table.columns.map(({ text }) => text.trim())
  const named = titles.findIndex((title) =>
    /^(?:(?:environment |env\.? )?(?:variable|var)s?(?: name)?|name|key|setting)$/i.test(title),
  )
  if (named < 0) return []
  const example = titles.findIndex((title) => /^(?:example|default|value|sample)/i.test(title))
  const description = titles.findIndex((title) => /^(?:description|purpose|notes?|meaning)/i.test(title))
  return table.rows.flatMap((row) => {
    const cell = row.cells[named]
    if (cell === undefined || !NAME.test(cell.text)) return []
    const words = row.cells.map(({ text }) => text).join(' ')
    return variableClaims(
      {
        name: cell.text,
        example: valueOf(row.cells[example]?.text ?? ''),
        description: row.cells[description]?.text || null,
        span: row.span,
      },
      `${around} ${words}`,
    )
  })
}

function blockClaims(fragment: Fragment, around: string): readonly Claim[] {
  const { language, text } = fragment
  if (language !== null && !/^(?:env|dotenv|bash|sh|shell|ini|properties|text|plaintext|txt)$/.test(language))
    return []
  const lines = text.split('\n').slice(0, 200)
  const assigned = lines.map((line) => /^(?:export )?([A-Z][A-Z0-9_]{2,80})=(.{0,300})$/.exec(line.trim()))
  const other = lines.filter(
    (line, index) => line.trim() !== '' && !line.trim().startsWith('#') && assigned[index] === null,
  )
  if (other.length > 0) return []
  const caption = captionOf(fragment)?.text ?? ''
  let offset = 0
  return lines.flatMap((line, index) => {
    const start = offset
    offset += line.length + 1
    const match = assigned[index]
    const name = match?.[1]
    if (name === undefined || !NAME.test(name) || match?.[2]?.startsWith('$(') === true) return []
    const [value = '', remark] = (match?.[2] ?? '').split(/\s#\s?/)
    const span = fragmentSpan(fragment, { start, end: start + line.length })
    return variableClaims(
      { name, example: valueOf(value), description: remark ?? null, span },
      `${around} ${caption}`,
    )
  })
}

function variableClaims({ name, example, description, span }: Variable, around: string): readonly Claim[] {
  const side = sideOf(name, around)
  const facts: Said<SettingFacts>[] = [
    { property: 'exists', value: true, span },
    { property: 'side', value: side, span },
  ]
  if (example !== null) facts.push({ property: 'example', value: example, span })
  if (description !== null) facts.push({ property: 'description', value: description, span })
  const claims = facts.map((fact): Claim => ({ subject: { kind: 'setting', name }, ...fact, reader: READER }))
  return side !== 'frontend' && SIGNING.test(name)
    ? [...claims, ...serviceClaims(READER, [{ property: 'secretEnv', value: name, span }])]
    : claims
}

function sideOf(name: string, around: string): SettingFacts['side'] {
  if (SHOWN.test(name)) return 'frontend'
  const backend = /\b(?:back-?end|server|fastapi|api)\b/i.test(around)
  const frontend = /\b(?:front-?end|next\.?js|client|\.env\.local|vite)\b/i.test(around)
  if (backend && frontend) return 'both'
  return frontend ? 'frontend' : 'backend'
}

function valueOf(text: string): string | null {
  const value = text.trim().replace(/^["'`]|["'`]$/g, '')
  return value === '' || /^[-–—]$/.test(value) ? null : value
}
