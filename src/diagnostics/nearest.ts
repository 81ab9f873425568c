/** Longer names are not compared, and at most so many candidates are. */
const LONGEST_NAME = 64
const MOST_CANDIDATES = 1000

/**
 * The candidate that a misspelt name most likely means.
 *
 * @param name the name as written
 * @param candidates the names that exist
 * @returns null when none is near: more than a third of the name would have to change
 */
export function nearestName(name: string, candidates: Iterable<string>): string | null {
  if (name.length > LONGEST_NAME) return null
  let best: string | null = null
  let bestDistance = Math.floor(Math.max(name.length, 3) / 3) + 1
  let compared = 0
  for (const candidate of candidates) {
    if (++compared > MOST_CANDIDATES) break
    if (candidate.length > LONGEST_NAME || candidate === name) continue
    const distance = editDistance(name.toLowerCase(), candidate.toLowerCase())
    if (distance < bestDistance) {
      best = candidate
      bestDistance = distance
    }
  }
  return best
}

/** Levenshtein distance: insertions, deletions and replacements of one character. */
function editDistance(left: string, right: string): number {
  let previous = Array.from({ length: right.length + 1 }, (_, index) => index)
  for (let row = 1; row <= left.length; row++) {
    const current = [row]
    for (let column = 1; column <= right.length; column++) {
      const replaced = (previous[column - 1] ?? 0) + (left[row - 1] === right[column - 1] ? 0 : 1)
      const shorter = Math.min(previous[column] ?? 0, current[column - 1] ?? 0) + 1
      current.push(Math.min(replaced, shorter))
    }
    previous = current
  }
  return previous[right.length] ?? 0
}
