import { isDeepStrictEqual } from 'node:util'
import type { JsonValue } from '../../../claims/json.js'
import { conforms } from '../../../design/conformance.js'
import type { ImplementedOperation } from '../../../fastapi/backend.js'
import { somebody } from '../account.js'
import { answering, status } from '../expectation.js'
import type { OperationProbe } from '../probe.js'
import { placedView, relatedValue } from '../shown.js'
import { stepsOf, type StepOf } from '../steps.js'
import { namedFilters, tiedRows } from './tied-list.js'

/** The row above a row in the path, where it must be the one that the row belongs to. */
interface Nesting {
  readonly parent: StepOf<'find'>
  readonly parameter: string
  readonly status: number
}

function nestingsOf(operation: ImplementedOperation): readonly Nesting[] {
  const finds = stepsOf(operation, 'find')
  return stepsOf(operation, 'check').flatMap(({ condition, otherwise }): readonly Nesting[] => {
    if (condition.kind !== 'equal') return []
    const { left, right } = condition
    if (left.kind !== 'field' || right.kind !== 'field' || left.row === right.row) return []
    const parent = finds.find(({ row }) => row === left.row || row === right.row)
    return parent?.key.value.kind === 'path'
      ? [{ parent, parameter: parent.key.value.name, status: otherwise.status }]
      : []
  })
}

const otherParent: OperationProbe = {
  id: 'other-parent',
  entry: null,
  title: 'A row is not found under a row that it does not belong to',
  cwe: 639,
  clause: 'ERR-5',
  applies: ({ operation }) => nestingsOf(operation).length > 0,
  fire: async (scope) => {
    for (const { parent, parameter, status: code } of nestingsOf(scope.operation)) {
      const prepared = await scope.prepare()
      const other = await scope.makeRow(parent.entity, { user: prepared.user })
      const key = other.values.get(parent.key.field)
      if (key === undefined || String(key) === prepared.path.get(parameter)) continue
      await scope.expect(
        `under another ${parent.entity}`,
        prepared,
        { path: { [parameter]: String(key) } },
        status(code),
      )
    }
  },
}

/** The field of an answer that shows the texts of a collection; undefined where none does. */
function shownTexts(
  { responseBody }: ImplementedOperation,
  { collection }: StepOf<'collect'>,
): string | undefined {
  return placedView(responseBody)?.view.fields.find(
    (field) => field.kind === 'names' && field.name === collection.name,
  )?.name
}

/** Texts that no order of their own brings into this one. */
const SENT = ['cedar', 'amber'] as const

/** Collections whose texts a body sends, and the answer shows. */
const collected = (operation: ImplementedOperation): readonly StepOf<'collect'>[] =>
  stepsOf(operation, 'collect').filter(({ value, ...collect }) => {
    const field = value.kind === 'body' ? operation.body.find(({ name }) => name === value.field) : undefined
    return (
      field !== undefined &&
      conforms(field, [...SENT]) &&
      shownTexts(operation, { value, ...collect }) !== undefined
    )
  })

const texts: OperationProbe = {
  id: 'collected-texts',
  entry: null,
  title: 'A row has the texts that were sent, each once, whatever it and others had before',
  cwe: null,
  clause: 'API-1',
  applies: ({ operation }) => collected(operation).length > 0,
  fire: async (scope) => {
    const { operation, world } = scope
    const makes = stepsOf(operation, 'insert').length > 0
    for (const collect of collected(operation)) {
      const { position } = collect.collection
      const field = collect.value.kind === 'body' ? collect.value.field : ''
      const name = shownTexts(operation, collect) ?? field
      const theirs = await scope.prepare({ user: await somebody(world, operation) })
      const mine = await scope.prepare()
      // A change of anything else may give the row another address.
      const left = operation.body.flatMap(({ name: other, required }) =>
        required || other === field ? [] : [[other, undefined] as const],
      )
      for (const [label, prepared, sent] of [
        ['first', theirs, SENT],
        ['after another user sent the same', mine, SENT],
        ['other texts', makes ? await scope.prepare() : mine, ['birch', 'cedar']],
      ] as const) {
        const expected = position === null ? sent.toSorted() : sent
        await scope.expect(
          label,
          prepared,
          { content: { ...Object.fromEntries(left), [field]: [...sent] } },
          answering(operation.success, `${name} is ${expected.join(', ')}`, ({ json }) => {
            const shown = relatedValue(operation.responseBody, json, name)
            return Array.isArray(shown) && isDeepStrictEqual(inOrder(shown, position), expected)
              ? null
              : `${name} is ${JSON.stringify(shown)}`
          }),
        )
      }
    }
  },
}

/** Texts as they are shown, or in an order of their own where the documents give them none. */
function inOrder(shown: readonly JsonValue[], position: string | null): readonly string[] {
  const all = shown.map(String)
  return position === null ? all.toSorted() : all
}

/** Rows that belong to others, or tie them together. */
export const relationProbes: readonly OperationProbe[] = [otherParent, tiedRows, namedFilters, texts]
