import { bareEntity } from './nouns.js'
import { choice, type Phrase, means, optional, sequence, token, word } from './phrase.js'

/** `FR-012:` or the mark of a list before a sentence. */
const LABEL = choice<unknown>(
  sequence<[string, string]>(
    token(({ text }) => (/^[a-z]{1,5}-?\d{1,4}[a-z]?$/.test(text) ? text : null)),
    word(':', '-', '–', '—', '.'),
  ),
  word('✅', '✓', '✔', '☑', '•', '[ ]', '[ x ]'),
)

/** `the system`, `our API`: what is built. */
export const serviceName: Phrase<unknown> = sequence<[string | null, string]>(
  optional(word('the', 'this', 'our')),
  word(
    'system',
    'service',
    'api',
    'backend',
    'back-end',
    'server',
    'application',
    'app',
    'database',
    'endpoint',
  ),
)

/** Words that make a sentence a demand. What only may be is a permission. */
export const must: Phrase<string> = word(
  'must',
  'shall',
  'should',
  'will',
  'has to',
  'have to',
  'needs to',
  'need to',
)

/** Words by which somebody may do something. */
export const may: Phrase<string> = word(
  'may',
  'can',
  'must',
  'shall',
  'should',
  'is able to',
  'are able to',
  'are allowed to',
  'is allowed to',
  'must be able to',
  'should be able to',
  'can be able to',
)

/** `reject`, `prevents`: what the service does to what it will not have. */
export const refuses: Phrase<string> = word(
  'prevent',
  'prevents',
  'reject',
  'rejects',
  'refuse',
  'refuses',
  'disallow',
  'disallows',
  'forbid',
  'forbids',
)

/** `must not`, `cannot`. */
export const mustNot: Phrase<string> = word(
  'must not',
  'must never',
  'shall not',
  'shall never',
  'should not',
  'should never',
  'may not',
  'may never',
  'cannot',
  'can not',
  'can never',
  "can't",
  "mustn't",
  "shouldn't",
  'must not be able to',
  'should not be able to',
)

/** `The system MUST ensure that`, `Ensure`, `FR-003:`, `Loans:`; all of it may be left out. */
export const lead: Phrase<unknown> = sequence<[unknown, unknown, unknown]>(
  optional(LABEL),
  optional(sequence<[unknown, unknown]>(bareEntity, word(':'))),
  optional(
    sequence<[unknown, unknown, unknown]>(
      optional(sequence<[unknown, unknown]>(serviceName, must)),
      word(
        'ensure',
        'ensures',
        'enforce',
        'enforces',
        'guarantee',
        'guarantees',
        'require',
        'requires',
        'make sure',
        'validate',
        'verify',
      ),
      optional(word('that')),
    ),
  ),
)

/** `The system MUST` before the verb of what the service does itself; the service may be left out. */
export const service: Phrase<unknown> = sequence<[unknown, unknown]>(
  optional(LABEL),
  optional(sequence<[unknown, unknown]>(serviceName, optional(must))),
)

/** `, otherwise 409`, `(returns 403)`, `with an appropriate error message`: the answer, which another rule reads. */
const answer: Phrase<unknown> = choice<unknown>(
  sequence<[unknown, unknown, unknown, unknown, unknown]>(
    word('(', ',', '→', '–', '—', ';'),
    optional(word('otherwise', 'else', 'or')),
    optional(word('returns', 'return', 'error', 'with', 'status', 'http', 'returns http')),
    token(({ kind, text }) => (kind === 'number' && /^4\d\d$/.test(text) ? text : null)),
    optional(
      sequence<[unknown, unknown]>(optional(word('conflict', 'forbidden', 'otherwise')), optional(word(')'))),
    ),
  ),
  sequence<[unknown, unknown, unknown, unknown]>(
    word('with'),
    optional(word('a', 'an')),
    optional(word('appropriate', 'clear', 'proper', 'suitable', 'helpful')),
    word('error message', 'error', 'error messages', 'message'),
  ),
)

/** Most words of a remark in brackets. */
const LONGEST_ASIDE = 12

/** How a rule is kept, or why, in brackets at the end: `(enforced by an index)`, `(no duplicate accounts)`. */
const aside: Phrase<unknown> = (input, at) => {
  const opening = word(
    '( enforced',
    '( guaranteed',
    '( ensured',
    '( checked',
    '( no duplicate',
    '( no duplicates',
  )(input, at)
  if (opening === null) return null
  const length = input.tokens
    .slice(opening.next, opening.next + LONGEST_ASIDE)
    .findIndex(({ text }) => text === ')')
  const inner = input.tokens.slice(opening.next, opening.next + length)
  return length < 0 || inner.some(({ text }) => /^(?:if|when|unless|except|not|only|while)$/.test(text))
    ? null
    : { value: null, next: opening.next + length + 1 }
}

/** What may stand behind a rule without changing it. */
export const refusal: Phrase<unknown> = sequence<[unknown, unknown]>(optional(aside), optional(answer))

/** A sentence with its label and its demand before it, and the answer to a breach behind it. */
export function demanded<T>(clause: Phrase<T>): Phrase<T> {
  return means(sequence<[unknown, T, unknown]>(lead, clause, refusal), ([, said]) => said)
}
