import { claimsOfService } from '../endpoints/wire-claims.js'
import { fragmentOffset } from '../../source/fragments.js'
import type { Span } from '../../source/span.js'
import { textOf } from '../outline/outline.js'
import { unitReader } from '../outline/unit-reader.js'

const READER = 'base-url'

const TITLE = /\b(?:base (?:url|path|uri)|api (?:prefix|base)|url prefix|server url)\b/i
const LOCATION = /https?:\/\/[^\s/`"'<>)]{1,200}(\/[\w{}./-]{0,120})?|(?:^|[\s`"'(])(\/[\w{}./-]{1,120})/

/**
 * The path under which all operations of a document stand: `**Base URL:** http://localhost:8000/api/v1`, `API Prefix: /api`.
 *
 * An address without a path claims nothing.
 */
export const baseUrlReader = unitReader(
  READER,
  '**Base URL:** http://localhost:8000/api',
  (unit, { document }) => {
    if (/^(?:checklist|tasks|quickstart|research|guide|constitution|plan)$/.test(document.source.kind))
      return []
    const text =
      unit.kind === 'code'
        ? {
            text: unit.fragment.text,
            span: (start: number, end: number): Span => ({
              source: document.source.id,
              start: fragmentOffset(unit.fragment, start),
              end: fragmentOffset(unit.fragment, end),
            }),
          }
        : textOf(unit)
    if (text === null || unit.kind === 'heading' || text.text.length > 300) return []
    const labelled = unit.kind !== 'code' && TITLE.test(text.text.slice(0, 40))
    if (!labelled && !TITLE.test(unit.headings.at(-1) ?? '')) return []
    const match = LOCATION.exec(text.text)
    const path = (match?.[1] ?? match?.[2] ?? '').replace(/[/.]{1,3}$/, '')
    if (match === null || path === '' || /[{}]/.test(path)) return []
    const start = match.index + match[0].lastIndexOf(path)
    return claimsOfService(READER, [
      { property: 'basePath', value: path, span: text.span(start, start + path.length) },
    ])
  },
)
