import type { ErrorFact } from '../../claims/claim.js'
import type { Entity, Field } from '../../design/entity.js'
import type { Step } from '../../design/step.js'
import type { Candidate } from '../candidate.js'
import { refusalOf } from '../failure.js'
import { sentenceName, wordsOf } from '../naming.js'
import { originsOf } from '../origins.js'

/** Flags of rows that come with the service and are not its users' to change. */
const PROTECTING = /^(?:is_?)?(?:default|system|built_?in|predefined|protected|read_?only|locked)$/i

/** Words by which a sentence forbids something. */
const FORBIDS =
  /\b(?:cannot|can not|can't|may not|must not|not be|never|protected|immutable|forbidden|not allowed|prohibited|prevents?)\b|불가|없습니다|거부/i

const REFUSALS: ReadonlySet<number> = new Set([400, 403, 409, 422])

/**
 * The check that a row which comes with the service stays as it is, where the documents of the operation say so:
 * `403: Default shelves cannot be deleted`, `a label with is_system=true may not be changed`.
 */
export function protectedSteps(candidate: Candidate, entity: Entity, row: string): readonly Step[] {
  const { operation } = candidate
  return entity.fields.flatMap((column): readonly Step[] => {
    if (column.type !== 'boolean' || !PROTECTING.test(column.name)) return []
    const fact = operation.errorFacts.find(
      (each) => REFUSALS.has(each.status) && isAbout(`${each.condition ?? ''} ${each.message ?? ''}`, column),
    )
    const texts = [operation.summary, operation.description, operation.facts.description, candidate.text]
    const told = texts
      .flatMap((text) => (text ?? '').split(/[.;\n](?:\s|$)/))
      .some((sentence) => isAbout(sentence, column) && FORBIDS.test(sentence))
    if (fact === undefined && !told) return []
    const refusal = refusalOf(candidate, 'condition')
    const origins =
      fact === undefined ? [] : (operation.origins[`error.${String(fact.status)}`] ?? refusal.origins)
    return [
      {
        kind: 'check',
        condition: {
          kind: 'equal',
          left: { kind: 'field', row, field: column.name },
          right: { kind: 'constant', value: false },
        },
        otherwise: {
          status: fact?.status ?? refusal.failure.status,
          message: messageOf(fact) ?? standardMessage(operation.method, entity, column),
        },
        origins: origins.length > 0 ? origins : originsOf(operation, 'description', 'exists'),
      },
    ]
  })
}

/** Whether words name the flag: `is_default=true`, or `default` before a noun. */
function isAbout(text: string, column: Field): boolean {
  const words = ` ${wordsOf(text).join(' ')} `
  const name = wordsOf(column.name)
  const flag = name[0] === 'is' ? name.slice(1) : name
  return (
    words.includes(` ${name.join(' ')} `) || (FORBIDS.test(text) && words.includes(` ${flag.join(' ')} `))
  )
}

function messageOf(fact: ErrorFact | undefined): string | null {
  const said = fact?.message ?? fact?.condition ?? null
  return said === null || /[\d{}<>=]/.test(said) || said.length > 200 ? null : said
}

function standardMessage(method: string, entity: Entity, column: Field): string {
  const flag = wordsOf(column.name)
    .filter((word) => word !== 'is')
    .join('-')
  const act = method === 'DELETE' ? 'deleted' : 'changed'
  return `A ${flag} ${sentenceName(entity.name).toLowerCase()} cannot be ${act}`
}
