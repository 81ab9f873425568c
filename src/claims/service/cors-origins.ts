import { claimsOfService } from '../endpoints/wire-claims.js'
import { textOf } from '../outline/outline.js'
import { unitReader } from '../outline/unit-reader.js'

const READER = 'cors-origins'

/** An origin, or `*` on its own for all of them. */
const ORIGIN = /https?:\/\/[\w.-]{1,120}(?::\d{1,5})?|(?<=[:=[]\s?[`"']?)\*(?=[`"'\]\s,.;]|$)/g

/**
 * Origins that browsers may call from, under a heading, label or in a sentence about CORS:
 *
 * ```markdown
 * ## CORS
 * **Allowed Origins**: `http://localhost:3000`
 * ```
 */
export const corsOriginsReader = unitReader(
  READER,
  '**Allowed Origins**: http://localhost:3000',
  (unit, { document }) => {
    const text = textOf(unit)
    if (
      text === null ||
      unit.kind === 'heading' ||
      /^(?:checklist|tasks|frontend)$/.test(document.source.kind)
    )
      return []
    const about = /\bCORS\b|\ballowed origins?\b/i.test(
      `${unit.headings.at(-1) ?? ''} ${unit.opened} ${text.text}`,
    )
    const origins = [...text.text.matchAll(ORIGIN)]
    const [first] = origins
    const last = origins.at(-1)
    if (!about || !first || !last || origins.some(([origin]) => /example\.com|your-?/.test(origin))) return []
    return claimsOfService(READER, [
      {
        property: 'corsOrigins',
        value: origins.map(([origin]) => origin),
        span: text.span(first.index, last.index + last[0].length),
      },
    ])
  },
)
