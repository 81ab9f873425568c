import type { ErrorCase } from '../design/operation.js'
import type { Step } from '../design/step.js'
import type { Candidate } from './candidate.js'
import type { Cause } from './failure.js'
import { refusalOf } from './failure.js'

/** All refusals of an operation: those its steps can end in, and those of its inputs and its database. */
export function errorCasesOf(candidate: Candidate, steps: readonly Step[]): readonly ErrorCase[] {
  const { operation, path } = candidate
  const cases: ErrorCase[] = []
  const refuse = (cause: Cause, subject: string | null = null): void => {
    const { failure } = refusalOf(candidate, cause, subject)
    cases.push({ ...failure, cause })
  }
  for (const step of steps) cases.push(...stepCases(candidate, step))
  if (operation.body.length > 0 || operation.query.length > 0) refuse('validation')
  for (const parameter of operation.parameters) {
    const typed = parameter.type === 'uuid' || parameter.type === 'integer' || parameter.format === 'uuid'
    if (parameter.name !== path.owner && typed) refuse('path-format', parameter.name)
  }
  if (steps.some((step) => TOUCHES_DATABASE.has(step.kind))) refuse('database')
  const seen = new Set<string>()
  return cases.filter((one) => {
    const key = JSON.stringify([one.status, one.cause, one.message])
    return !seen.has(key) && seen.add(key)
  })
}

const TOUCHES_DATABASE: ReadonlySet<Step['kind']> = new Set([
  'find',
  'select',
  'aggregate',
  'store',
  'insert',
  'assign',
  'changeListed',
  'flip',
  'remove',
  'link',
  'unlink',
  'collect',
  'relink',
  'take',
  'give',
  'record',
  'follow',
  'findEach',
  'takeEach',
  'insertEach',
  'insertListed',
  'insertApart',
  'distinct',
  'ping',
  'verify',
  'renew',
  'end',
  'mail',
  'redeem',
])

function stepCases(candidate: Candidate, step: Step): readonly ErrorCase[] {
  if (step.kind === 'authenticate')
    return [
      { ...refusalOf(candidate, 'token').failure, cause: 'token' },
      { ...refusalOf(candidate, 'expired-token').failure, cause: 'expired-token' },
    ]
  if (step.kind === 'relink')
    return [{ ...step.otherwise, cause: step.otherwise.status === 404 ? 'absent' : 'condition' }]
  if (step.kind === 'findEach')
    return [{ ...step.otherwise, cause: step.otherwise.status === 404 ? 'absent' : 'condition' }]
  if (step.kind === 'changeListed')
    return [
      ...(step.otherwise === null
        ? []
        : [
            {
              ...step.otherwise,
              cause: step.otherwise.status === 404 ? ('absent' as const) : ('condition' as const),
            },
          ]),
      ...(step.empty === undefined || step.empty === null
        ? []
        : [{ ...step.empty, cause: 'validation' as const }]),
    ]
  if (step.kind === 'take' || step.kind === 'takeEach') return [{ ...step.otherwise, cause: 'condition' }]
  if (step.kind === 'verify')
    return [
      { ...step.otherwise, cause: 'credentials' },
      ...(step.verified === undefined || step.verified === null
        ? []
        : [{ ...step.verified.otherwise, cause: 'condition' as const }]),
      ...[step.inactive, step.lock?.otherwise].flatMap((failure) =>
        failure === undefined || failure === null || failure === step.otherwise
          ? []
          : [{ ...failure, cause: 'condition' as const }],
      ),
    ]
  if (step.kind === 'renew' || step.kind === 'redeem') return [{ ...step.otherwise, cause: 'credentials' }]
  if (step.kind === 'end') return step.otherwise === null ? [] : [{ ...step.otherwise, cause: 'credentials' }]
  if (step.kind === 'permit') return [{ ...step.otherwise, cause: 'role' }]
  if (step.kind === 'authorize') return [{ ...step.otherwise, cause: 'other-user' }]
  if (step.kind === 'find') {
    if ((step.making ?? null) !== null) return []
    // A token that names nobody any more is refused as any invalid one is.
    const absent: ErrorCase = { ...step.otherwise, cause: step.otherwise.status === 401 ? 'token' : 'absent' }
    return step.foreign === null ? [absent] : [absent, { ...step.foreign, cause: 'foreign-row' }]
  }
  if (step.kind === 'store')
    return [step.rules.wrongType, step.rules.tooLarge, step.rules.tooMany].map((failure) => ({
      ...failure,
      cause: 'condition',
    }))
  if (step.kind === 'insertApart') {
    const { file, otherwise } = step
    const whole = file === null ? [] : [file.tooLarge, file.tooMany, file.unreadable, file.wrongColumns]
    return [
      ...whole.map((failure) => ({ ...failure, cause: 'condition' as const })),
      ...(otherwise === null ? [] : [{ ...otherwise, cause: 'validation' as const }]),
    ]
  }
  if (step.kind === 'check') {
    if (step.condition.kind === 'rowRule' || step.condition.kind === 'clock') {
      const { status, message } = step.otherwise
      // An answer of its own is none of the answers to invalid bodies.
      const own = step.condition.kind === 'clock' && (step.otherwise.field ?? null) === null
      return [{ status, message, cause: own ? 'condition' : 'validation' }]
    }
    if (step.condition.kind === 'anyBodyField') return [{ ...step.otherwise, cause: 'validation' }]
    return [{ ...step.otherwise, cause: step.otherwise.status === 404 ? 'absent' : 'condition' }]
  }
  if (step.kind === 'remove' && (step.referred ?? null) !== null)
    return step.referred === undefined || step.referred === null
      ? []
      : [{ ...step.referred, cause: 'condition' }]
  if (step.kind === 'link' && step.repeated !== null) return [{ ...step.repeated, cause: 'condition' }]
  if (step.kind === 'unlink' && step.missing !== null) return [{ ...step.missing, cause: 'absent' }]
  if ((step.kind === 'insert' || step.kind === 'assign') && step.duplicate !== null)
    return [{ ...step.duplicate, cause: 'duplicate' }]
  return []
}
