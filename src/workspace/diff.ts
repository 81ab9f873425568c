import { formatPatch, structuredPatch } from 'diff'
import type { Change } from './change.js'

/** The file that git names where there is none. */
const NOTHING = '/dev/null'

/**
 * A change as a unified diff, as `git apply` takes it. Empty for a file that is kept and for one
 * in conflict, which `conflictDiff` shows.
 */
export function changeDiff(change: Change): string {
  switch (change.action) {
    case 'create':
      return patch(NOTHING, `b/${change.path}`, '', change.after)
    case 'modify':
      return patch(`a/${change.path}`, `b/${change.path}`, change.before, change.after)
    case 'delete':
      return patch(`a/${change.path}`, NOTHING, change.before, '')
    case 'keep':
    case 'conflict':
      return ''
  }
}

/** What a conflict would change in the person's file, as a unified diff; empty for any other change. */
export function conflictDiff(change: Change): string {
  if (change.action !== 'conflict') return ''
  return patch(
    `a/${change.path}`,
    change.ours === '' ? NOTHING : `b/${change.path}`,
    change.theirs,
    change.ours,
  )
}

/** All changes of a plan as one patch. */
export function planDiff(changes: readonly Change[]): string {
  return changes.map(changeDiff).join('')
}

function patch(from: string, to: string, before: string, after: string): string {
  const made = structuredPatch(from, to, before, after, undefined, undefined, { context: 3 })
  // An empty file has no lines to show, so git's own headers say that it comes or goes.
  return formatPatch({ ...made, isGit: true, isCreate: from === NOTHING, isDelete: to === NOTHING })
}
