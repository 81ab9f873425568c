import type { BodyField } from '../../design/operation.js'
import type { Failure } from '../../design/step.js'
import type { Candidate } from '../candidate.js'
import { accountsIn } from '../credentials/accounts.js'
import { callerEntity } from '../credentials/kinds.js'
import { isPassword, passwordColumn } from '../credentials/password.js'
import { causesOf, refusalOf } from '../failure.js'
import { originsOf } from '../origins.js'
import { questionId } from '../question.js'
import type { Recogniser } from '../recogniser.js'
import { implemented, notImplemented } from '../recogniser.js'
import { guardSteps } from '../steps/guard.js'
import { locateCaller } from '../steps/locate-caller.js'
import { touches } from '../steps/values.js'

function fieldWith({ operation }: Candidate, words: RegExp): BodyField | undefined {
  return operation.body.find(({ name }) => isPassword(name) && words.test(name))
}

/** The id of the question what a wrong current password answers. */
export function wrongPasswordQuestion({ operation }: Pick<Candidate, 'operation'>): string {
  return questionId(operation, 'wrong-password')
}

/** The answer to a wrong current password, and whether a document says it: the caller is known, so not 401 by itself. */
export function wrongPasswordAnswer(candidate: Candidate): {
  readonly failure: Failure
  readonly specified: boolean
} {
  const { operation, answers } = candidate
  const { failure } = refusalOf(candidate, 'credentials')
  const told = operation.errorFacts.some(
    (fact) => causesOf(fact).includes('credentials') && fact.status === failure.status,
  )
  if (told) return { failure, specified: true }
  const listed = [400, 403, 422].find((status) => operation.errors.includes(status))
  const answer = Number(answers.get(wrongPasswordQuestion(candidate)) ?? 400)
  return {
    failure: { status: listed ?? (answer === 403 ? 403 : 400), message: 'Incorrect password' },
    specified: listed !== undefined,
  }
}

/** Changes the caller's password, who must know the old one: `POST …/change-password`, `PUT /users/me/password`. */
export const changePassword: Recogniser = {
  behaviour: 'update',
  answers: 'row',
  recognises: (candidate) =>
    candidate.operation.access === 'authenticated' &&
    ['POST', 'PUT', 'PATCH'].includes(candidate.operation.method) &&
    candidate.path.items.every(({ parameter }) => parameter === null) &&
    /^(?:(?:change|update)[-_]?password|password)$/.test(candidate.word) &&
    candidate.operation.body.length === 2 &&
    fieldWith(candidate, /^(?:current|old)/i) !== undefined &&
    fieldWith(candidate, /^new/i) !== undefined,
  implement: (candidate) => {
    const { draft, operation } = candidate
    const kept = draft.entities.filter((one) => !one.managedElsewhere && passwordColumn(one) !== null)
    const caller = callerEntity(candidate)
    const entity = caller !== null && kept.includes(caller) ? caller : kept[0]
    const [current, changed] = [fieldWith(candidate, /^(?:current|old)/i), fieldWith(candidate, /^new/i)]
    if (entity === undefined || current === undefined || changed === undefined)
      return notImplemented('no document describes where its accounts are kept')
    const accounts = accountsIn(entity)
    if (!accounts.ok) return notImplemented(accounts.why)
    const guard = guardSteps(candidate)
    if (!guard.ok) return notImplemented(guard.why)
    const located = locateCaller(candidate, entity)
    if (!located.ok) return notImplemented(located.why)
    const { row, steps } = located.value
    const { password } = accounts.value
    return implemented(
      [
        ...guard.value,
        ...steps,
        {
          kind: 'verify',
          row,
          entity: entity.name,
          keys: [],
          value: { kind: 'caller' },
          hash: password,
          password: { kind: 'body', field: current.name },
          active: null,
          otherwise: wrongPasswordAnswer(candidate).failure,
          origins: originsOf(operation, 'exists'),
        },
        {
          kind: 'assign',
          row,
          values: [
            {
              field: password,
              value: { kind: 'hash', of: { kind: 'body', field: changed.name } },
              whenBody: null,
            },
            ...touches(entity),
          ],
          duplicate: null,
          origins: originsOf(operation, 'exists'),
        },
      ],
      row,
    )
  },
}
