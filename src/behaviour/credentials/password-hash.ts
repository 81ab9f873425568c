import type { Statement } from '../../claims/statement.js'
import type { Answers } from '../../design/answers.js'
import type { Draft } from '../../design/draft.js'
import type { PasswordHash } from '../../design/service.js'

/** The id of the question how passwords are hashed. */
export const PASSWORD_HASH = 'password-hash'

/** The statements that name bcrypt for passwords; none where one names Argon2 as well. */
export function bcryptStatements({ statements }: Pick<Draft, 'statements'>): readonly Statement[] {
  const named = statements.filter(({ text }) => /\bbcrypt\b/i.test(text))
  return named.some(({ text }) => /\bargon2/i.test(text)) ? [] : named
}

/** How passwords are hashed: with bcrypt where documents name it and nobody decided otherwise. */
export function passwordHashOf(draft: Draft, answers: Answers): PasswordHash {
  const answer = answers.get(PASSWORD_HASH)
  if (answer === 'argon2id') return 'argon2id'
  return bcryptStatements(draft).length > 0 ? 'bcrypt' : 'argon2id'
}
