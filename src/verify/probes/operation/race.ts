import { noFailure } from '../expectation.js'
import { ownFields } from '../fields.js'
import { columnOf } from '../content.js'
import { otherValue } from '../other-value.js'
import type { OperationProbe } from '../probe.js'
import { shownColumns } from '../shown.js'
import { findByPath, stepsOf } from '../steps.js'
import { rowsByEntity } from '../rendering.js'

const identical: OperationProbe = {
  id: 'race-duplicate',
  entry: 54,
  title: 'Of ten identical creations of a unique value one wins',
  cwe: 362,
  clause: 'DB-5',
  applies: ({ operation }) => stepsOf(operation, 'insert').some(({ duplicate }) => duplicate !== null),
  fire: async (scope) => {
    const { operation } = scope
    const failure = stepsOf(operation, 'insert').find(({ duplicate }) => duplicate !== null)?.duplicate
    const prepared = await scope.prepare({ extent: 'full' })
    const answers = await Promise.all(Array.from({ length: 10 }, () => scope.send(prepared)))
    const codes = answers.map(({ status }) => status)
    const won = codes.filter((code) => code === operation.success).length
    const lost = codes.filter((code) => code === failure?.status).length
    scope.record({
      sent: `${operation.id} ten times at once, the same body`,
      expected: `one ${String(operation.success)}, nine ${String(failure?.status)}`,
      got: codes.join(' '),
      fault:
        won === 1 && lost === 9
          ? null
          : `${String(won)} succeeded, ${String(lost)} were refused as duplicates`,
    })
  },
}

const numbered: OperationProbe = {
  id: 'race-numbers',
  entry: 54,
  title: 'Of ten creations at the same time each one gets a number of its own',
  cwe: 362,
  clause: 'DB-5',
  applies: ({ operation }) =>
    stepsOf(operation, 'insert').some(({ values }) =>
      values.some(({ value: { kind } }) => kind === 'sequence' || kind === 'slug'),
    ),
  fire: async (scope) => {
    const user = (await scope.prepare()).user
    const prepared = await Promise.all(Array.from({ length: 10 }, () => scope.prepare({ user })))
    const answers = await Promise.all(prepared.map((each) => scope.send(each)))
    const codes = answers.map(({ status }) => status)
    scope.record({
      sent: `${scope.operation.id} ten times at once`,
      expected: `ten times ${String(scope.operation.success)}`,
      got: codes.join(' '),
      fault: codes.every((code) => code === scope.operation.success) ? null : 'not all of them succeeded',
    })
  },
}

const vanishing: OperationProbe = {
  id: 'race-removal',
  entry: 55,
  title: 'A change that races the removal of its row is no failure of the server',
  cwe: 362,
  clause: 'DB-5',
  applies: ({ operation }) =>
    findByPath(operation) !== undefined &&
    operation.steps.some(({ kind }) => kind === 'assign' || kind === 'flip'),
  fire: async (scope) => {
    const find = findByPath(scope.operation)
    const removal = scope.other(
      (other) =>
        stepsOf(other, 'remove').length > 0 &&
        findByPath(other)?.entity === find?.entity &&
        stepsOf(other, 'find').length === stepsOf(scope.operation, 'find').length,
    )
    if (removal === undefined) return
    for (let round = 0; round < 3; round += 1) {
      const prepared = await scope.prepare()
      const given = rowsByEntity(prepared)
      const removing = await scope.prepareOther(removal, { user: prepared.user, given })
      const answers = await Promise.all([
        scope.send(prepared),
        scope.send(removing),
        scope.send(prepared),
        scope.send(removing),
      ])
      scope.record({
        sent: `${scope.operation.id} and ${removal.id} at once, twice each`,
        expected: noFailure.words,
        got: answers.map(({ status }) => status).join(' '),
        fault: answers.map((answer) => noFailure.fault(answer)).find((fault) => fault !== null) ?? null,
      })
    }
  },
}

const lostUpdate: OperationProbe = {
  id: 'race-update',
  entry: 56,
  title: 'Changes of different fields at the same time are all kept',
  cwe: 362,
  clause: 'DB-5',
  applies: ({ operation }) =>
    findByPath(operation) !== undefined &&
    operation.responseBody.kind !== 'empty' &&
    ownFields(operation).length > 1 &&
    operation.body.every(({ required }) => !required) &&
    stepsOf(operation, 'assign').some(({ values }) => values.some(({ whenBody }) => whenBody !== null)),
  fire: async (scope) => {
    const { operation } = scope
    for (let round = 0; round < 3; round += 1) {
      const base = await scope.prepare()
      const changes = ownFields(operation).flatMap((field) => {
        const value = otherValue(scope.world, operation, field)
        const column = columnOf(operation, field.name)
        return value === undefined || column === undefined ? [] : [{ field, column, value }]
      })
      await Promise.all(
        changes.map(({ field, value }) => scope.send({ ...base, content: new Map([[field.name, value]]) })),
      )
      const [last] = changes
      if (last === undefined) return
      const answer = await scope.send({ ...base, content: new Map([[last.field.name, last.value]]) })
      const shown = shownColumns(operation.responseBody, answer.json)
      const lost = changes.filter(
        ({ field, column, value }) =>
          (field.type === 'string' ||
            field.type === 'boolean' ||
            field.type === 'integer' ||
            field.type === 'enum') &&
          shown?.has(column) === true &&
          shown.get(column) !== value,
      )
      scope.record({
        sent: `${operation.id} with ${changes.map(({ field }) => field.name).join(', ')} at once, one field each`,
        expected: 'all changes kept',
        got: `${String(answer.status)} ${answer.text.slice(0, 160)}`,
        fault: lost.length === 0 ? null : `${lost.map(({ field }) => field.name).join(', ')} was lost`,
      })
    }
  },
}

/** An even number, so that both values come up equally often. */
const TURNS = 10

const lostTurn: OperationProbe = {
  id: 'race-toggle',
  entry: 56,
  title: 'Of toggles at the same time each one turns the flag',
  cwe: 362,
  clause: 'DB-5',
  applies: ({ operation }) =>
    findByPath(operation) !== undefined &&
    operation.responseBody.kind !== 'empty' &&
    stepsOf(operation, 'flip').length > 0,
  fire: async (scope) => {
    const { operation } = scope
    const field = stepsOf(operation, 'flip')[0]?.field ?? ''
    const prepared = await scope.prepare()
    const answers = await Promise.all(Array.from({ length: TURNS }, () => scope.send(prepared)))
    const shown = answers.map(({ json }) => shownColumns(operation.responseBody, json)?.get(field))
    // What the answers do not show cannot be counted.
    if (answers.every(({ status }) => status === operation.success) && shown.includes(undefined)) return
    const on = shown.filter((value) => value === true).length
    const off = shown.filter((value) => value === false).length
    scope.record({
      sent: `${operation.id} ${String(TURNS)} times at once`,
      expected: `${field} is true in half of the answers, false in the others`,
      got: answers.map(({ status }, index) => `${String(status)} ${String(shown[index])}`).join(', '),
      fault: on === off && on + off === TURNS ? null : `${String(on)} times true, ${String(off)} times false`,
    })
  },
}

/** Requests that race. */
export const raceProbes = [identical, numbered, vanishing, lostUpdate, lostTurn]
