import { bodyFieldIn } from '../../../design/expression.js'
import type { ImplementedOperation } from '../../../fastapi/backend.js'
import { accountOf, credentialsOf, somebody } from '../account.js'
import { status } from '../expectation.js'
import type { OperationProbe } from '../probe.js'
import type { ProbeScope } from '../scope.js'
import { stepsOf, type StepOf } from '../steps.js'

/** The field of a body whose hash becomes that of the caller's own account, and the column of the hash. */
function passwordOf(
  operation: ImplementedOperation,
): { readonly field: string; readonly hash: string } | null {
  const own = stepsOf(operation, 'find').find(({ key }) => key.value.kind === 'caller')
  for (const { row, values } of stepsOf(operation, 'assign'))
    for (const { field, value } of values) {
      const named = value.kind === 'hash' ? bodyFieldIn(value) : null
      if (row === own?.row && named !== null) return { field: named, hash: field }
    }
  return null
}

/** The operation by which people sign in, and its step. */
function signInOf(
  { other }: ProbeScope,
  hash: string,
): readonly [ImplementedOperation, StepOf<'verify'>] | null {
  const signIn = other((each) =>
    stepsOf(each, 'verify').some((verify) => verify.keys.length > 0 && verify.hash === hash),
  )
  const verify = signIn === undefined ? undefined : stepsOf(signIn, 'verify')[0]
  return signIn === undefined || verify === undefined ? null : [signIn, verify]
}

/** A new password lets its account in, and the old one does not. */
export const changedPassword: OperationProbe = {
  id: 'changed-password',
  entry: null,
  title: 'After a change of the password the new one signs in, and the old one does not',
  cwe: 620,
  clause: 'API-1',
  applies: ({ operation }) => passwordOf(operation) !== null,
  fire: async (scope) => {
    const { operation, world } = scope
    const password = passwordOf(operation)
    const signIn = password === null ? null : signInOf(scope, password.hash)
    const user = await somebody(world, operation)
    const account = accountOf(user)
    if (password === null || signIn === null || account === undefined) return
    const [login, verify] = signIn
    // A current password, where one is asked for, is what the account has.
    const proof = stepsOf(operation, 'verify')[0]
    const current = proof === undefined ? [] : [...credentialsOf(proof, account)]
    const prepared = await scope.prepare({ user, variant: 'second' })
    const sent = prepared.content?.get(password.field) ?? 'Another-passw0rd'
    const alone = operation.body.every(({ required }) => !required)
    const change = {
      ...prepared,
      content: new Map([
        ...(alone ? [] : (prepared.content ?? [])),
        ...current,
        [password.field, sent] as const,
      ]),
    }
    const field = proof === undefined ? null : bodyFieldIn(proof.password)
    if (proof !== undefined && field !== null)
      await scope.expect(
        'another password as the current one',
        { ...change, content: new Map([...change.content, [field, 'Wrong-passw0rd']]) },
        {},
        status(proof.otherwise.status),
      )
    if ((await scope.send(change)).status !== operation.success) return
    const base = await scope.prepareOther(login, { user })
    for (const [label, value, code] of [
      ['the new password', sent, login.success],
      ['the old password', account.known.get(password.hash), verify.otherwise.status],
    ] as const) {
      if (value === undefined || (label === 'the old password' && value === sent)) continue
      const known = new Map([...account.known, [password.hash, value] as const])
      const content = Object.fromEntries(credentialsOf(verify, { ...account, known }))
      await scope.expect(`${label} at ${login.id}`, base, { content }, status(code))
    }
  },
}
