import { diff3Merge } from 'node-diff3'

/**
 * Merges two changes of one text, line by line.
 *
 * @param base the text both sides started from
 * @param theirs the text as a person left it
 * @param ours the text as it is generated now
 * @returns the text with both changes; null when they touch the same lines differently
 */
export function merge(base: string, theirs: string, ours: string): string | null {
  if (theirs === ours || ours === base) return theirs
  if (theirs === base) return ours
  const lines: string[] = []
  for (const region of diff3Merge(split(theirs), split(base), split(ours), { excludeFalseConflicts: true })) {
    if (region.ok === undefined) return null
    for (const line of region.ok) lines.push(line)
  }
  return lines.join('')
}

/** The lines of a text with their ends, so that a missing last line feed is part of its line. */
function split(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? []
}
