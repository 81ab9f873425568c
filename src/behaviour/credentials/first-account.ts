import type { Answers } from '../../design/answers.js'
import type { FirstAccount, FirstAccountValue } from '../../design/design.js'
import type { Draft } from '../../design/draft.js'
import type { Entity, Field } from '../../design/entity.js'
import type { Operation } from '../../design/operation.js'
import type { Question } from '../../design/question.js'
import type { Step } from '../../design/step.js'
import { flagDefault } from '../flag-default.js'
import { snakeCase, wordsOf } from '../naming.js'
import { isIdentifier, passwordColumn } from './password.js'
import { claimedAt } from '../../design/questions/ask.js'

type Verify = Extract<Step, { readonly kind: 'verify' }>

/** An account to be made at the first start, and the question whether it should be. */
export interface Founding {
  readonly account: FirstAccount | null
  readonly question: Question | null
}

/**
 * The first account of a service that signs people in and lets nobody make an account: such as that of the
 * administrator of a shop, whose password an environment variable holds.
 */
export function firstAccount(
  { entities, service }: Pick<Draft, 'entities' | 'service'>,
  operations: readonly Operation[],
  answers: Answers,
): Founding {
  const signing = operations.find(({ steps }) =>
    (steps ?? []).some(
      (step) => looksUp(step) && entities.some((one) => one.name === step.entity && !isMade(one, operations)),
    ),
  )
  const verify = signing?.steps?.find(looksUp)
  const entity = entities.find(({ name }) => name === verify?.entity)
  if (signing === undefined || verify === undefined || entity === undefined)
    return { account: null, question: null }
  const values = valuesOf(
    entity,
    service.settings.map(({ name }) => name),
    answers,
  )
  const id = `${snakeCase(entity.name)}-first-account`.replaceAll('_', '-')
  const answer = answers.get(id) ?? null
  const byHand = {
    id: 'by-hand',
    label: `nobody can sign in until somebody inserts a row of ${entity.name} with the hash of a password`,
  }
  const secret = values?.find(({ hashed }) => hashed)?.variable
  const question: Question = {
    id,
    kind: 'missing',
    concern: 'security',
    blocking: false,
    subjects: [signing.id, entity.name],
    about: `${signing.id} signs in to ${entity.name}, and no operation makes such an account.`,
    sources: [],
    spans: claimedAt(signing, 'exists'),
    options: [
      ...(values === null
        ? []
        : [
            {
              id: 'environment',
              label: `the service makes the first one at its start, from ${values.map(({ variable }) => variable).join(', ')}; without ${secret ?? 'a password'} it makes none`,
            },
          ]),
      byHand,
    ],
    recommended: values === null ? 'by-hand' : 'environment',
    answer,
  }
  const account =
    values === null || answer === 'by-hand'
      ? null
      : {
          entity: entity.name,
          values,
          origins: {
            exists: [
              answer === null
                ? ({
                    kind: 'derived',
                    why: 'no operation makes an account, and somebody must sign in',
                    from: [],
                  } as const)
                : ({ kind: 'answer', question: id, option: answer } as const),
            ],
          },
        }
  return { account, question }
}

function looksUp(step: Step): step is Verify {
  return step.kind === 'verify' && step.keys.length > 0
}

/** Whether an operation makes accounts that can sign in. */
function isMade(entity: Entity, operations: readonly Operation[]): boolean {
  return operations.some(({ steps }) =>
    (steps ?? []).some(
      (step) =>
        step.kind === 'insert' &&
        step.entity === entity.name &&
        step.values.some(({ value }) => value.kind === 'hash'),
    ),
  )
}

/** The columns that must have a value; null when the environment cannot give one of them. */
function valuesOf(
  entity: Entity,
  variables: readonly string[],
  answers: Answers,
): readonly FirstAccountValue[] | null {
  const hash = passwordColumn(entity)
  const values: FirstAccountValue[] = []
  const word = prefixOf(entity)
  for (const field of entity.fields) {
    if (field === hash) values.push(valueOf(field, `${word}_PASSWORD`, variables, null, true))
    else if (hasOwnValue(entity, field, answers)) continue
    else if (isIdentifier(field) && field.type === 'string') {
      const person = word.toLowerCase().replaceAll('_', '-')
      const fallback = /mail/i.test(field.name) ? `${person}@example.com` : person
      values.push(
        valueOf(field, `${word}_${snakeCase(field.name).toUpperCase()}`, variables, fallback, false),
      )
    } else return null
  }
  return hash === null ? null : values
}

/** `ADMIN` for `AdminUser`, `FIRST_USER` for `User`. */
function prefixOf({ name }: Entity): string {
  const words = wordsOf(name).filter((word) => !/^(?:users?|accounts?)$/.test(word))
  return words.length === 0 ? 'FIRST_USER' : words.join('_').toUpperCase()
}

function valueOf(
  { name: field }: Field,
  wanted: string,
  variables: readonly string[],
  fallback: string | null,
  hashed: boolean,
): FirstAccountValue {
  const [, kind = ''] = /_([A-Z]+)$/.exec(wanted) ?? []
  const documented = variables.find(
    (name) =>
      name === wanted ||
      (name.endsWith(`_${kind}`) && /^(?:ADMIN|SUPERUSER|ROOT|FIRST|INITIAL|DEFAULT)_/.test(name)),
  )
  return { field, variable: documented ?? wanted, fallback, hashed }
}

/** Whether a column of a new row has a value without being given one. */
function hasOwnValue(entity: Entity, field: Field, answers: Answers): boolean {
  if (field.nullable || field.default !== null || field.generated !== null || field.touched) return true
  if (field.primaryKey) return field.type !== 'string'
  return flagDefault(entity, field, answers) !== null
}
