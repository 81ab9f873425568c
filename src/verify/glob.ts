/**
 * True when a path with `/` matches a pattern in which `*` stands for any characters of one name,
 * `**` for any characters at all and `?` for one character of a name. Takes time in proportion to
 * the product of both lengths, whatever the pattern.
 */
export function matchesGlob(pattern: string, path: string): boolean {
  // reached[i]: the part of the pattern read so far matches the first i characters of the path.
  let reached = Array.from({ length: path.length + 1 }, (_, index) => index === 0)
  for (let at = 0; at < pattern.length; at += 1) {
    const symbol = pattern[at]
    const next = Array.from<boolean>({ length: path.length + 1 }).fill(false)
    if (symbol === '*') {
      const crosses = pattern[at + 1] === '*'
      // `**/` also stands for nothing, so that `**/tests` matches `tests`.
      const optional = crosses && pattern[at + 2] === '/'
      if (crosses) at += optional ? 2 : 1
      let open = false
      for (let index = 0; index <= path.length; index += 1) {
        if (index > 0 && !crosses && path[index - 1] === '/') open = false
        open ||= reached[index] === true
        next[index] = optional ? reached[index] === true || (open && path[index - 1] === '/') : open
      }
    } else {
      for (let index = 1; index <= path.length; index += 1) {
        const character = path[index - 1]
        const same = symbol === '?' ? character !== '/' : character === symbol
        next[index] = same && reached[index - 1] === true
      }
    }
    reached = next
  }
  return reached[path.length] === true
}
