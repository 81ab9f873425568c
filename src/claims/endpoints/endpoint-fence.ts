import { fragmentOffset } from '../../source/fragments.js'
import { operationOfCode } from '../outline/named-operation.js'
import { operationNames } from '../outline/operation-name.js'
import { unitReader } from '../outline/unit-reader.js'
import { headingSummary } from './heading-summary.js'
import { isDenied, outOfScopeHeading } from './scope-words.js'
import { queryTemplate } from './query-template.js'
import { claimsOfOperation } from './wire-claims.js'

const READER = 'endpoint-fence'

/**
 * Operations listed in a code block, or the first line of an `http` block:
 *
 * ````markdown
 * ```
 * GET    /api/loans        List the loans
 * POST   /api/loans        Borrow a book
 * ```
 * ````
 */
export const endpointFenceReader = unitReader(
  READER,
  '```\nGET /api/loans\n```',
  (unit, { document, units, index }) => {
    if (
      unit.kind !== 'code' ||
      !/^(?:http|https|rest|text|txt|plaintext|)$/.test(unit.fragment.language ?? '')
    )
      return []
    if (/^(?:checklist|quickstart|research)$/.test(document.source.kind) || unit.part === 'example') return []
    let offset = 0
    return unit.fragment.text.split('\n').flatMap((line) => {
      const start = offset
      offset += line.length + 1
      if (!/^[\s#*-]{0,8}[A-Z]{3,7}[ \t]+\S*\//.test(line)) return []
      const [name] = operationNames(line.replaceAll('\t', ' '))
      if (name === undefined || isDenied(line.slice(0, name.start))) return []
      const at = fragmentOffset(unit.fragment, start + name.start)
      const span = { source: document.source.id, start: at, end: at + name.end - name.start }
      const out = outOfScopeHeading(unit.headings)
      if (out !== null)
        return claimsOfOperation(READER, name, [{ property: 'outOfScope', value: { why: out }, span }])
      const summary = line
        .slice(name.end)
        .replace(/^[\s#:→>–—-]{0,20}|HTTP\/\d(?:\.\d)?/g, '')
        .trim()
      const exists = { property: 'exists', value: true, span } as const
      const declared = claimsOfOperation(
        READER,
        name,
        /[a-z]{3}/i.test(summary.replace(/^\?\S*/, ''))
          ? [exists, { property: 'summary', value: summary.replace(/^\?\S*\s*/, ''), span }]
          : [exists, ...(operationOfCode(unit.fragment.text) ? headingSummary(units.slice(0, index)) : [])],
      )
      return [...declared, ...queryTemplate(READER, name, span)]
    })
  },
)
