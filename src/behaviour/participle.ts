/** Verbs whose participle no ending tells. */
export const PARTICIPLES: ReadonlyMap<string, readonly string[]> = new Map([
  ['send', ['sent']],
  ['pay', ['paid']],
  ['hold', ['held', 'onhold']],
  ['cancel', ['cancelled', 'canceled']],
  ['submit', ['submitted']],
  ['ship', ['shipped']],
  ['stop', ['stopped']],
  ['start', ['started', 'inprogress', 'running', 'active']],
  ['reopen', ['open', 'reopened']],
  ['open', ['open', 'opened']],
  ['activate', ['active', 'activated']],
  ['deactivate', ['inactive', 'deactivated']],
  ['reactivate', ['active']],
  ['finish', ['finished', 'completed', 'done']],
  ['complete', ['completed', 'complete', 'done']],
  ['resume', ['active', 'inprogress', 'running']],
])

/** The participle of an action's word: `cancelled` for `cancel`; null for what is no single verb. */
export function participleOf(word: string): string | null {
  if (!/^[a-z]{3,20}$/.test(word)) return null
  const known = PARTICIPLES.get(word)?.[0]
  if (known !== undefined) return known
  return word.endsWith('e') ? `${word}d` : word.replace(/([^aeiou])y$/, '$1i') + 'ed'
}
