import type { Fragment } from '../../source/document.js'
import { fragmentSpan } from '../caption.js'
import type { Claim } from '../claim.js'
import { outOfScopeHeading } from '../endpoints/scope-words.js'
import { unitReader } from '../outline/unit-reader.js'
import { moduleClaims } from './module-claims.js'
import { modulePlace } from './module-path.js'

const READER = 'structure-tree'

/** Most lines of a tree. */
const MOST_LINES = 500

/** A line of a tree: its marks, and the name of a file or folder. */
const LINE = /^([\s│|├└─┬+`*-]{0,80})([\w.()[\]@-]{1,80}(?:\/[\w.()[\]@-]{1,80}){0,8}\/?)(?=\s|$)/

/** Python files in the drawing of a folder tree. */
export const structureTree = unitReader(
  READER,
  `backend/
├── app/
│   └── db.py   # sessions`,
  (unit) =>
    unit.kind === 'code' && /[├└]/.test(unit.fragment.text) && outOfScopeHeading(unit.headings) === null
      ? treeClaims(unit.fragment)
      : [],
)

function treeClaims(fragment: Fragment): readonly Claim[] {
  const claims: Claim[] = []
  const open: { readonly column: number; readonly name: string }[] = []
  let offset = 0
  for (const line of fragment.text.split('\n').slice(0, MOST_LINES)) {
    const match = LINE.exec(line)
    const marks = match?.[1] ?? ''
    const name = match?.[2]
    if (name !== undefined) {
      while ((open.at(-1)?.column ?? -1) >= marks.length) open.pop()
      const path = [...open.map((folder) => folder.name), name].join('')
      const place = name.endsWith('.py') ? modulePlace(path) : null
      const start = offset + marks.length
      if (place !== null)
        claims.push(
          ...moduleClaims(READER, place, [], fragmentSpan(fragment, { start, end: start + name.length })),
        )
      if (name.endsWith('/')) open.push({ column: marks.length, name })
    }
    offset += line.length + 1
  }
  return claims
}
