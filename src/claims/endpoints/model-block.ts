import type { Claim } from '../claim.js'
import { memberFacts } from '../notation/near-json-facts.js'
import { unitReader } from '../outline/unit-reader.js'
import { jsonBlock } from './json-block.js'
import { claimsOfProperty, placed } from './wire-claims.js'

const READER = 'model-block'

const TITLE =
  /^(?:[\d.]{1,6} )?([A-Z][\w-]{0,30}(?: [A-Za-z][\w-]{0,30}){0,3}?)(?: (?:[Mm]odel|[Ss]chema|[Oo]bject|DTO|[Pp]ayload|[Tt]ype))?$/

/**
 * A named request or response model described in near-JSON, outside any operation:
 *
 * ````markdown
 * ### Loan Create Model
 * ```json
 * { "book_id": "uuid (required)", "note": "string | null (max 200)" }
 * ```
 * ````
 */
export const modelBlockReader = unitReader(READER, '### Loan Create Model', (unit, { document }) => {
  if (
    unit.kind !== 'code' ||
    unit.operation !== null ||
    !/^(?:endpoints|feature|other)$/.test(document.source.kind)
  )
    return []
  const title = unit.headings.at(-1) ?? ''
  const around = unit.headings.slice(0, -1).join(' ')
  const named =
    /\b(?:model|schema|object|dto|payload|type|request|response)$/i.test(title) ||
    /\b(?:models?|schemas?|types|objects)\b/i.test(around)
  const name = TITLE.exec(title)?.[1]
  const block = jsonBlock({ ...unit, part: 'request' })
  if (!named || name === undefined || /\berrors?\b|\bformat\b|^(?:success|request|response)\b/i.test(title))
    return []
  if (block === null || !block.describes || block.value.kind !== 'object') return []
  const schema = name
    .split(/[ -]/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('')
  const exists: Claim = {
    subject: { kind: 'schema', schema },
    property: 'exists',
    value: true,
    span: block.span,
    reader: READER,
  }
  return [
    exists,
    ...block.value.members.flatMap((member) =>
      claimsOfProperty(READER, schema, member.name, [
        { property: 'exists', value: true, span: block.place(member.nameStart, member.nameEnd) },
        ...placed(memberFacts(member), { span: block.place }),
      ]),
    ),
  ]
})
