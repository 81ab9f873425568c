import { columnOf, storedOf } from '../../../design/aspect.js'
import type { SequencePart } from '../../../design/sequence.js'
import type { Expression } from '../../../python/nodes/expression.js'
import { string } from '../../../python/nodes/literal.js'
import { attribute, name } from '../../../python/nodes/name.js'
import { python } from '../../../python/nodes/quotation.js'
import { own, tableNamed } from '../../backend.js'
import { attributeOf, type Table } from '../../table.js'
import { jsonLiteral } from '../../values/json.js'
import { arrange } from '../arrangement.js'
import { bodyExpression, contentOf, type Content } from '../content.js'
import { assertStatus, clientOf, respond, send } from '../request.js'
import { sample } from '../sample.js'
import { originsOf, stepsOf, type Scope, type StepOf } from '../scope.js'
import { testCase, type TestCase } from '../test-case.js'

/** Numbered texts have their form, and follow one another. */
export function numbered(scope: Scope): readonly TestCase[] {
  const { backend, operation } = scope
  return stepsOf(operation, 'insert').flatMap((insert) => {
    const numbers = insert.values.find(({ value }) => value.kind === 'sequence')
    const arrangement = arrange(scope, { extent: 'full' })
    const content = contentOf(scope, arrangement, 'full')
    if (numbers?.value.kind !== 'sequence' || content === null) return []
    const table = tableNamed(backend, insert.entity)
    const column = attribute(own(backend, 'models', table.className), attributeOf(table, numbers.field))
    const post = (body: Content) => [
      respond(send(scope, clientOf(scope), { path: arrangement.path, body: bodyExpression(scope, body) })),
      assertStatus(operation.success),
    ]
    return [
      testCase({
        name: `${operation.name}_numbers_one_after_the_other`,
        shows: `${numbers.field} has its form, and the next one is higher by one`,
        fixtures: [clientOf(scope), 'session', ...arrangement.fixtures],
        body: [
          ...arrangement.statements,
          ...post(content),
          ...post(other(scope, insert, table, content)),
          python`
            import re
            from sqlmodel import select

            given = sorted(each or "" for each in ${name('session')}.exec(select(${column})).all())
            found = [re.fullmatch(${string(formOf(numbers.value.parts))}, each) for each in given]
            assert [match and int(match[1]) for match in found] == [1, 2]
          `,
        ],
        operation: operation.id,
        proves: [columnOf(insert.entity, numbers.field), storedOf(operation)],
        origins: originsOf(operation, 'exists'),
      }),
    ]
  })
}

/** The pattern of a numbered text, with its number as a group. */
function formOf(parts: readonly SequencePart[]): string {
  return parts
    .map((part) => {
      switch (part.kind) {
        case 'text':
          return part.text.replaceAll(/[.^$*+?()[\]{}|\\]/g, String.raw`\$&`)
        case 'date':
          return part.format.replaceAll(/[YMD]{1,8}/g, (run) => String.raw`\d{${String(run.length)}}`)
        case 'number':
          return String.raw`(\d{${String(part.digits)}})`
      }
    })
    .join('')
}

/** The body with other values where those of two rows must differ. */
function other({ operation }: Scope, { values }: StepOf<'insert'>, table: Table, content: Content): Content {
  const changed = new Map<string, Expression>(content)
  for (const { field, value } of values) {
    const column = table.columns.find((each) => each.field.name === field)?.field
    const isAlone =
      column?.unique === true || table.indexes.some((index) => index.unique && index.fields.includes(field))
    const sent = value.kind === 'body' ? operation.body.find((each) => each.name === value.field) : undefined
    const sampled = sent === undefined ? undefined : sample(sent, sent.name, 'first')
    if (isAlone && sent !== undefined && sampled !== undefined && changed.has(sent.name))
      changed.set(sent.name, jsonLiteral(sampled))
  }
  return changed
}
