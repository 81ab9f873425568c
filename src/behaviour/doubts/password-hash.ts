import { bcryptStatements, PASSWORD_HASH } from '../credentials/password-hash.js'
import type { Doubt } from '../doubt.js'

/** Documents name bcrypt for passwords, and Argon2id would be the choice of today. */
export const passwordHash: Doubt = ({ draft, answers }, { id, steps }) => {
  const hashes = (steps ?? []).some(
    (step) =>
      (step.kind === 'insert' || step.kind === 'assign') &&
      step.values.some(({ value }) => value.kind === 'hash'),
  )
  const named = hashes ? bcryptStatements(draft) : []
  if (named.length === 0) return []
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
          id: 'bcrypt',
          label:
            'passwords are hashed with bcrypt, and hashes that another program made match; of one beyond 72 bytes it reads a digest',
        },
        {
          id: 'argon2id',
          label: 'passwords are hashed with Argon2id, whole; hashes made with bcrypt do not match',
        },
      ],
      recommended: 'bcrypt',
      answer: answers.get(PASSWORD_HASH) ?? null,
    },
  ]
}
