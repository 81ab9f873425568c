import { wordsOf } from '../naming.js'

const VOWELS = /[aeiou]/

/** `favorited`, `stopped`, `carried`, `watched`. */
export function participleOf(verb: string): string {
  if (verb.endsWith('e')) return `${verb}d`
  if (/[^aeiou]y$/.test(verb)) return `${verb.slice(0, -1)}ied`
  return `${doubled(verb)}ed`
}

function gerundOf(verb: string): string {
  if (/[^e]e$/.test(verb)) return `${verb.slice(0, -1)}ing`
  return `${doubled(verb)}ing`
}

function agentOf(verb: string): string {
  return verb.endsWith('e') ? `${verb}r` : `${doubled(verb)}er`
}

/** One syllable that ends in vowel and consonant doubles the last: `pin` → `pinn`. */
function doubled(verb: string): string {
  const last = verb.at(-1) ?? ''
  const vowels = [...verb].filter((letter) => VOWELS.test(letter)).length
  return vowels === 1 && /[aeiou][^aeiouwxy]$/.test(verb) ? `${verb}${last}` : verb
}

function spellings(verb: string): readonly string[] {
  const other = verb.endsWith('ite') ? verb.replace(/or(?=ite$)/, 'our') : verb
  return [...new Set([verb, other])]
}

/** Words around the verb in a flag: `is_bookmarked_by_me`, `viewerHasStarred`. */
const AROUND: ReadonlySet<string> = new Set(
  'is has was am by me you viewer user caller i already currently'.split(' '),
)

/** Words that tell a count: `favoritesCount`, `total_likes`. */
const COUNTING: ReadonlySet<string> = new Set('count total number num counts of'.split(' '))

/** Whether a name tells that the caller has done it: `favorited`, `isFollowing`, `starred_by_me`. */
export function isFlagOf(verb: string, name: string): boolean {
  const rest = wordsOf(name).filter((word) => !AROUND.has(word))
  const [word] = rest
  return (
    rest.length === 1 &&
    word !== undefined &&
    spellings(verb).some((each) => [each, participleOf(each), gerundOf(each)].includes(word))
  )
}

/** Whether a name tells how many have done it: `favoritesCount`, `likes`, `followers_count`. */
export function isCountOf(verb: string, name: string): boolean {
  const rest = wordsOf(name).filter((word) => !COUNTING.has(word))
  const [word] = rest
  return (
    rest.length === 1 &&
    word !== undefined &&
    spellings(verb).some((each) =>
      [
        `${each}s`,
        `${agentOf(each)}s`,
        ...(wordsOf(name).length > 1 ? [each, agentOf(each), participleOf(each)] : []),
      ].includes(word),
    )
  )
}

/** Whether a name tells how many rows a user has done it to: `followingCount`. */
export function isOwnCountOf(verb: string, name: string): boolean {
  const words = wordsOf(name)
  const rest = words.filter((word) => !COUNTING.has(word))
  return words.length > 1 && rest.length === 1 && spellings(verb).some((each) => gerundOf(each) === rest[0])
}

/** Whether a text speaks of what somebody has done: "created by followed users", "users you follow". */
export function mentionsVerb(verb: string, text: string): boolean {
  const forms = new Set(
    spellings(verb).flatMap((each) => [each, `${each}s`, participleOf(each), gerundOf(each)]),
  )
  return wordsOf(text).some((word) => forms.has(word))
}
