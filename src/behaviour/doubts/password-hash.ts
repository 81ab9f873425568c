import type { Doubt } from '../doubt.js'

/** The id of the question how passwords are hashed. */
const PASSWORD_HASH = 'password-hash'

/** Documents name bcrypt for passwords, and Argon2id is what the backend uses. */
export const passwordHash: Doubt = ({ draft, answers }, { id, steps }) => {
  const hashes = (steps ?? []).some(
    (step) =>
      (step.kind === 'insert' || step.kind === 'assign') &&
      step.values.some(({ value }) => value.kind === 'hash'),
  )
  const named = hashes ? draft.statements.filter(({ text }) => /\bbcrypt\b/i.test(text)) : []
  if (named.length === 0 || named.some(({ text }) => /\bargon2/i.test(text))) return []
  return [
    {
      id: PASSWORD_HASH,
      kind: 'conflict',
      concern: 'security',
      blocking: false,
      subjects: [id],
      about: 'A document names bcrypt for passwords, which reads only the first 72 bytes of one.',
      sources: [],
      spans: named.slice(0, 2).map(({ span }) => span),
      options: [
        {
          id: 'argon2id',
          label:
            'new passwords are hashed with Argon2id, whole; hashes that another program made with bcrypt do not match',
        },
      ],
      recommended: 'argon2id',
      answer: answers.get(PASSWORD_HASH) ?? null,
    },
  ]
}
