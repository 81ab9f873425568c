import type { Claim } from '../claim.js'
import { outOfScopeHeading } from '../endpoints/scope-words.js'
import { textOf } from '../outline/outline.js'
import { unitReader } from '../outline/unit-reader.js'
import { moduleClaims } from './module-claims.js'
import { modulePlace } from './module-path.js'

const READER = 'named-files'

const PATH = /(?<![\w./-])(?:[\w.-]{1,60}\/){1,8}\w{1,60}\.py(?![\w/])/g

/** Python files that a line, item or table row names: "`backend/app/main.py` starts the service". */
export const namedFiles = unitReader(
  READER,
  '- `backend/app/main.py`: starts the service',
  (unit): readonly Claim[] => {
    if (outOfScopeHeading(unit.headings) !== null) return []
    const texts = unit.kind === 'table' ? unit.table.rows.flatMap((row) => row.cells) : [textOf(unit)]
    return texts.flatMap((text) =>
      text === null
        ? []
        : [...text.text.slice(0, 4000).matchAll(PATH)].flatMap(({ 0: written, index }) => {
            const place = modulePlace(written)
            if (place === null || place.path.startsWith('tests/')) return []
            return moduleClaims(READER, place, [], text.span(index, index + written.length))
          }),
    )
  },
)
