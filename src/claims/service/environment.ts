import { fragmentOffset } from '../../source/fragments.js'
import type { Span } from '../../source/span.js'
import type { Claim, SettingFacts } from '../claim.js'
import type { WireFact } from '../endpoints/wire-claims.js'
import { unitReader } from '../outline/unit-reader.js'
import type { UnitOf } from '../outline/unit.js'

const READER = 'environment'

const NAME = /^[A-Z][A-Z0-9]{1,30}(?:_[A-Z0-9]{1,30}){0,6}$/
const TITLE = /\b(?:environment|env|\.env|configuration|config|settings?|variables?|secrets?)\b/i

/**
 * Environment variables as a table, a list, or the lines of an `.env` file:
 *
 * ````markdown
 * ## Environment Variables
 * | Variable | Description | Example |
 * |----------|-------------|---------|
 * | `DATABASE_URL` | where the loans are kept | `sqlite:///loans.db` |
 * ````
 */
export const environmentReader = unitReader(READER, '| `DATABASE_URL` | … |', (unit, { document }) => {
  if (/^(?:checklist|tasks)$/.test(document.source.kind)) return []
  const around = `${unit.headings.slice(-2).join(' ')} ${unit.opened}`
  if (unit.kind === 'table') return tableSettings(unit, around)
  if (unit.kind === 'item' && TITLE.test(around)) return itemSettings(unit, around)
  return unit.kind === 'code' ? fileSettings(unit, around) : []
})

function settingClaims(
  name: string,
  around: string,
  span: Span,
  facts: readonly WireFact<SettingFacts>[],
): readonly Claim[] {
  const subject = { kind: 'setting', name } as const
  return [
    { subject, property: 'exists', value: true, span, reader: READER },
    { subject, property: 'side', value: sideOf(name, around), span, reader: READER },
    ...facts.map((fact) => ({ subject, ...fact, reader: READER })),
  ]
}

function sideOf(name: string, around: string): SettingFacts['side'] {
  if (/^(?:NEXT_PUBLIC|VITE|REACT_APP|NUXT|PUBLIC|EXPO_PUBLIC)_/.test(name)) return 'frontend'
  // Whom a backend lets in, it alone has to know, though the words beside it name the front end.
  if (/(?:^|_)(?:CORS|ALLOWED_ORIGINS?|TRUSTED_ORIGINS?)(?:_|$)/.test(name)) return 'backend'
  const backend = /\bback-?end|\bserver|\bapi\b/i.test(around)
  const frontend = /\bfront-?end|\bclient|\bnext/i.test(around)
  return frontend && !backend ? 'frontend' : frontend && backend ? 'both' : 'backend'
}

function tableSettings({ table }: UnitOf<'table'>, around: string): readonly Claim[] {
  const titles = table.columns.map(({ text }) => text.toLowerCase())
  const at = titles.findIndex((title) =>
    /^(?:variable|name|key|env(?:ironment)?(?: var(?:iable)?)?|setting)s?$/.test(title),
  )
  const named = table.rows.filter(({ cells }) => NAME.test(cells[at]?.text ?? ''))
  if (at === -1 || named.length === 0 || named.length * 2 < table.rows.length) return []
  const describes = titles.findIndex((title) => /^(?:description|purpose|notes?|meaning)$/.test(title))
  const shows = titles.findIndex((title) => /^(?:example|default|value|sample)s?$/.test(title))
  return named.flatMap(({ cells }) => {
    const name = cells[at]
    if (name === undefined) return []
    const facts: WireFact<SettingFacts>[] = []
    const [description, example] = [cells[describes], cells[shows]]
    if (description && description.text !== '')
      facts.push({ property: 'description', value: description.text, span: description.whole })
    if (example && /\w/.test(example.text))
      facts.push({ property: 'example', value: example.text, span: example.whole })
    return settingClaims(name.text, `${around} ${description?.text ?? ''}`, name.whole, facts)
  })
}

function itemSettings({ item }: UnitOf<'item'>, around: string): readonly Claim[] {
  const match = /^([A-Z][A-Z0-9]{1,30}(?:_[A-Z0-9]{1,30}){1,6})(?:=(\S{0,200}))?(?:$|[ :–—-]{1,4})/.exec(
    item.text,
  )
  if (match?.[1] === undefined) return []
  const facts: WireFact<SettingFacts>[] = []
  if (match[2])
    facts.push({
      property: 'example',
      value: match[2],
      span: item.span(match[1].length + 1, match[0].length),
    })
  const description = item.text.slice(match[0].length)
  if (/\w{3}/.test(description)) {
    facts.push({
      property: 'description',
      value: description,
      span: item.span(match[0].length, item.text.length),
    })
  }
  return settingClaims(match[1], around, item.span(0, match[1].length), facts)
}

function fileSettings({ fragment }: UnitOf<'code'>, around: string): readonly Claim[] {
  const dotenv = /^(?:env|dotenv|ini|properties)$/.test(fragment.language ?? '')
  const shell = /^(?:bash|sh|shell|text|)$/.test(fragment.language ?? '')
  if (!dotenv && !(shell && TITLE.test(around))) return []
  let offset = 0
  return fragment.text.split('\n').flatMap((line) => {
    const start = offset
    offset += line.length + 1
    const match = /^(?:export )?([A-Z][A-Z0-9_]{2,60})=(.{0,300})$/.exec(line)
    if (match?.[1] === undefined) return []
    const at = start + line.indexOf(match[1])
    const place = (from: number, to: number): Span => ({
      source: fragment.source.id,
      start: fragmentOffset(fragment, from),
      end: fragmentOffset(fragment, to),
    })
    const value = (match[2] ?? '').replace(/\s+#.*$/, '').trim()
    const facts: WireFact<SettingFacts>[] =
      value === ''
        ? []
        : [
            {
              property: 'example',
              value: value.replace(/^["']|["']$/g, ''),
              span: place(start + line.indexOf('=') + 1, start + line.length),
            },
          ]
    return settingClaims(match[1], around, place(at, at + match[1].length), facts)
  })
}
