import type { Claim } from '../claim.js'
import { textOf } from '../outline/outline.js'
import { unitReader } from '../outline/unit-reader.js'
import { followedIn } from '../words/follow-words.js'
import { claimsOfOperation } from './wire-claims.js'

const READER = 'follow-note'

/**
 * A column that follows another one, in a remark of the operation that changes it:
 *
 * ```markdown
 * The `slug` also gets updated when the `title` is changed
 * ```
 */
export const followNoteReader = unitReader(
  READER,
  'The `slug` also gets updated when the `title` is changed',
  (unit, { document }) => {
    const text = textOf(unit)
    if (!/^(?:endpoints|feature|data-model|schema|other)$/.test(document.source.kind)) return []
    if (text === null || unit.operation === null || unit.kind === 'heading') return []
    if (unit.operation.method !== 'PUT' && unit.operation.method !== 'PATCH') return []
    const followed = followedIn(text.text.slice(0, 400))
    if (followed === null || followed.field === null || followed.from === null) return []
    if (followed.field === followed.from) return []
    const value = { field: followed.field, from: followed.from }
    const span = text.span(0, Math.min(text.text.length, 400))
    return claimsOfOperation(READER, unit.operation, [
      { property: 'recomputed', value, span },
    ]) satisfies readonly Claim[]
  },
)
