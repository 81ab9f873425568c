import { call } from '../../python/nodes/call.js'
import type { Expression } from '../../python/nodes/expression.js'
import { name } from '../../python/nodes/name.js'
import { python } from '../../python/nodes/quotation.js'
import type { Statement } from '../../python/nodes/statement.js'
import type { Backend } from '../backend.js'
import type { OptionalDefinition } from '../definition-list.js'

const ARGON2: Statement = python`
  from pwdlib import PasswordHash

  PASSWORDS = PasswordHash.recommended()
  """Argon2id with a salt of its own for each password."""
`

const BCRYPT: Statement = python`
  from pwdlib import PasswordHash
  from pwdlib.hashers.bcrypt import BcryptHasher

  PASSWORDS = PasswordHash((BcryptHasher(),))
  """bcrypt with a salt of its own for each password."""
`

/** Functions of the auth module that hash and check passwords. */
export function passwordDefinitions({ design }: Backend): readonly OptionalDefinition[] {
  const bcrypt = design.auth.passwordHash === 'bcrypt'
  const read: Expression = bcrypt ? call(name('readable'), name('password')) : name('password')
  const uses = ['PASSWORDS', ...(bcrypt ? ['readable'] : [])]
  return [
    { name: 'PASSWORDS', uses: [], statements: [bcrypt ? BCRYPT : ARGON2] },
    {
      name: 'readable',
      uses: [],
      statements: [
        python`
          import base64
          import hashlib

          def readable(password: str) -> str:
              """Return what bcrypt reads of a password: of one beyond 72 bytes, its digest."""
              encoded = password.encode()
              if len(encoded) <= 72:
                  return password
              return base64.b64encode(hashlib.sha256(encoded).digest()).decode()
        `,
      ],
    },
    {
      name: 'hash_password',
      uses,
      statements: [
        python`
          def hash_password(password: str) -> str:
              """Return what is stored in place of a password."""
              return PASSWORDS.hash(${read})
        `,
      ],
    },
    {
      name: 'verify_password',
      uses,
      statements: [
        python`
          from functools import lru_cache
          from pwdlib.exceptions import UnknownHashError

          @lru_cache
          def dummy_hash() -> str:
              """Return a hash to check against where there is no account."""
              return PASSWORDS.hash("no account")


          def verify_password(password: str, stored: str | None) -> bool:
              """Check a password; without an account it fails after the same time as with one."""
              try:
                  matches = PASSWORDS.verify(${read}, stored or dummy_hash())
              except UnknownHashError:
                  return False
              return matches and stored is not None
        `,
      ],
    },
  ]
}
