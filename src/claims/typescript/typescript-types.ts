import { captionOf, fragmentSpan, marksWrong } from '../caption.js'
import type { Claim, OperationFacts } from '../claim.js'
import { unitReader } from '../outline/unit-reader.js'
import type { UnitOf } from '../outline/unit.js'
import { operationClaims, propertyClaims, type Said, schemaClaims } from '../said.js'
import type { ValueFacts } from '../shape.js'
import type { Declaration, Declarations } from './declarations.js'
import { declarationsOf } from './declarations.js'
import { typeFacts } from './type-facts.js'
import { zodFacts } from './zod-facts.js'

const READER = 'typescript-types'

/** Names of types that no request or response has: what a component takes, keeps or is set up with. */
const COMPONENT =
  /(?:Props|State|Context(?:Type|Value)?|Config(?:uration)?|Options|Params|Theme|Store|Hook|Actions?|Handlers?|Errors?|Form(?:Data|Values|Inputs?)?|Env|Service|Repository|Client)$/

/**
 * Types of a frontend and zod objects as request and response models. What they say counts only where nothing else
 * describes what is sent.
 *
 * ````markdown
 * ```typescript
 * interface LoanCreate {
 *   book_id: string   // UUID
 *   note?: string     // max 200 chars
 * }
 * const loanUpdateSchema = z.object({ note: z.string().max(200).optional() })
 * ```
 * ````
 */
export const typescriptTypes = unitReader(
  READER,
  'interface LoanCreate { note?: string }',
  (unit, { document }) => {
    if (unit.kind !== 'code' || !/^(?:ts|tsx|typescript)$/.test(unit.fragment.language ?? '')) return []
    if (/^(?:checklist|tasks|quickstart|research|constitution|guide)$/.test(document.source.kind)) return []
    if (marksWrong(captionOf(unit.fragment)?.text ?? '')) return []
    const known = declarationsOf(unit.fragment.text)
    const models = known.objects.filter(({ name, members }) => !COMPONENT.test(name) && members.length > 0)
    return [...models.flatMap((model) => modelClaims(unit, model, known)), ...usedClaims(unit, models)]
  },
)

function modelClaims(
  { fragment }: UnitOf<'code'>,
  model: Declaration,
  known: Declarations,
): readonly Claim[] {
  const inherited = known.objects.filter(({ name }) => model.bases.includes(name))
  const members = new Map(
    [...inherited, model].flatMap((one) => one.members.map((member) => [member.name, member])),
  )
  const exists = { property: 'exists', value: true } as const
  return [
    ...schemaClaims(READER, model.name, [{ ...exists, span: fragmentSpan(fragment, model.nameRange) }]),
    ...[...members.values()].flatMap((member) => {
      const span = fragmentSpan(fragment, member.range)
      const facts = model.kind === 'zod' ? zodFacts(member.value) : typeFacts(member, known)
      const said: readonly Said<ValueFacts>[] = [exists, ...facts].map((fact) => ({ ...fact, span }))
      return propertyClaims(READER, model.name, member.name, said)
    }),
  ]
}

/** The type under `Request Body` or `Response` of an operation is what it takes or answers. */
function usedClaims(unit: UnitOf<'code'>, models: readonly Declaration[]): readonly Claim[] {
  const [model, ...others] = models
  if (unit.operation === null || model === undefined || others.length > 0) return []
  const span = fragmentSpan(unit.fragment, model.nameRange)
  const status = unit.status ?? 200
  const facts: readonly Said<OperationFacts>[] =
    unit.part === 'request'
      ? [{ property: 'bodySchema', value: model.name, span }]
      : unit.part === 'response' && status < 300
        ? [{ property: 'response', value: { status, shape: { kind: 'reference', name: model.name } }, span }]
        : []
  return operationClaims(READER, unit.operation, facts)
}
