import { keyOf, wordsOf } from '../naming.js'

/** Words for a flag that is set and for one that is not, by what the flag says. */
const FAMILIES: readonly { readonly set: readonly string[]; readonly unset: readonly string[] }[] = [
  {
    set: ['complete', 'completed', 'completion', 'done', 'finished', 'finish'],
    unset: [
      'incomplete',
      'uncomplete',
      'pending',
      'open',
      'active',
      'todo',
      'unfinished',
      'outstanding',
      'reopen',
      'notdone',
      'undone',
    ],
  },
  {
    set: ['active', 'activate', 'activated', 'enabled', 'enable'],
    unset: ['inactive', 'deactivate', 'disabled', 'disable', 'deactivated'],
  },
  { set: ['archived', 'archive'], unset: ['unarchive', 'unarchived', 'restore', 'active', 'current'] },
  { set: ['published', 'publish', 'public'], unset: ['unpublish', 'unpublished', 'draft', 'private'] },
  { set: ['read', 'seen'], unset: ['unread', 'unseen'] },
  { set: ['pinned', 'pin'], unset: ['unpin', 'unpinned'] },
  {
    set: ['favorite', 'favourite', 'favorited', 'starred', 'star'],
    unset: ['unfavorite', 'unstar', 'unstarred', 'unfavourite'],
  },
  { set: ['available', 'instock'], unset: ['unavailable', 'outofstock'] },
  { set: ['closed', 'close', 'resolved', 'resolve'], unset: ['open', 'reopen', 'unresolved', 'unresolve'] },
  { set: ['locked', 'lock'], unset: ['unlock', 'unlocked'] },
  { set: ['returned', 'return'], unset: ['outstanding', 'onloan'] },
  { set: ['paid', 'pay'], unset: ['unpaid', 'due'] },
  { set: ['verified', 'verify', 'approved', 'approve'], unset: ['unverified', 'unapproved', 'unapprove'] },
]

/** What a word says of a flag column: that it is set, that it is not, or nothing. */
export function meaningFor(column: string, word: string): boolean | null {
  const words = wordsOf(column)
  const flag = (/^(?:is|has|was)$/.test(words[0] ?? '') ? words.slice(1) : words).join('')
  const key = keyOf(word)
  if (key === flag || key === `is${flag}`) return true
  if (key === `un${flag}` || key === `in${flag}` || key === `not${flag}`) return false
  for (const family of FAMILIES) {
    if (!family.set.includes(flag)) continue
    if (family.set.includes(key)) return true
    if (family.unset.includes(key)) return false
  }
  return null
}
