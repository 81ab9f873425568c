import type { Change } from '../workspace/change.js'
import type { Palette } from '../diagnostics/palette.js'
import { columns, count } from './table.js'

const MARKS = { create: '+', modify: '~', delete: '-', conflict: '!' } as const

/** The changes of a run as lines, files that stay as they are only counted. */
export function changeLines(changes: readonly Change[], palette: Palette): string[] {
  const moved = changes.filter((change) => change.action !== 'keep')
  const kept = changes.length - moved.length
  if (moved.length === 0) return [`${palette.bold('Changes')}  none: ${count(kept, 'file')} up to date`]
  const rows = columns(
    moved.map((change) => [
      MARKS[change.action],
      change.path,
      change.action === 'conflict' ? change.reason : change.summary,
    ]),
  )
  const paint = { create: palette.green, modify: palette.yellow, delete: palette.red, conflict: palette.red }
  return [
    palette.bold('Changes'),
    ...rows.map((row, index) => {
      const change = moved[index]
      return change === undefined ? row : paint[change.action](row)
    }),
    ...(kept > 0 ? [palette.dim(`  ${count(kept, 'file')} up to date`)] : []),
  ]
}
