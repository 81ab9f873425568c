import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { belongingOf } from '../../src/behaviour/belonging.js'
import type { Design } from '../../src/design/design.js'
import type { Entity, Field } from '../../src/design/entity.js'
import type { Step } from '../../src/design/step.js'
import { designOf } from './design-of.js'

let design: Design

beforeAll(async () => {
  design = await designOf(join(import.meta.dirname, '../fixtures/behaviour/belonging'))
})

function ownersAt(id: string, kind: 'find' | 'select'): readonly unknown[] {
  const steps: readonly Step[] = design.operations.find((operation) => operation.id === id)?.steps ?? []
  return steps.flatMap((step) => (step.kind === kind ? [{ entity: step.entity, owner: step.owner }] : []))
}

const HIVE = {
  field: 'user_id',
  value: { kind: 'caller' },
  through: [{ from: 'apiary_id', entity: 'Apiary', field: 'id' }],
}
const INSPECTION = {
  ...HIVE,
  through: [{ from: 'hive_id', entity: 'Hive', field: 'id' }, ...HIVE.through],
}

describe('rows that belong to the rows of a user', () => {
  it('are found for that user alone, wherever their paths begin', () => {
    expect(ownersAt('PATCH /hives/{id}', 'find')).toEqual([{ entity: 'Hive', owner: HIVE }])
    expect(ownersAt('POST /hives/{id}/inspections', 'find')).toEqual([{ entity: 'Hive', owner: HIVE }])
    expect(ownersAt('POST /inspections/{id}/close', 'find')).toEqual([
      { entity: 'Inspection', owner: INSPECTION },
    ])
  })

  it('are listed for that user alone', () => {
    expect(ownersAt('GET /inspections', 'select')).toEqual([{ entity: 'Inspection', owner: INSPECTION }])
  })

  it('are not looked up again below the row above them', () => {
    expect(ownersAt('GET /apiaries/{id}/hives', 'select')).toEqual([{ entity: 'Hive', owner: null }])
  })
})

describe('belongingOf', () => {
  const entity = (name: string): Entity => {
    const found = design.entities.find((one) => one.name === name)
    if (found === undefined) throw new Error(`no ${name}`)
    return found
  }
  const changed = (name: string, column: string, change: Partial<Field>): Entity => ({
    ...entity(name),
    fields: entity(name).fields.map((field) => (field.name === column ? { ...field, ...change } : field)),
  })

  it('goes up to the nearest row with an owner', () => {
    expect(belongingOf(entity('Inspection'), design.entities)).toMatchObject({
      through: INSPECTION.through,
      field: 'user_id',
      above: [{ name: 'Hive' }, { name: 'Apiary' }],
    })
  })

  it('leaves rows with an owner of their own alone', () => {
    expect(belongingOf(entity('Apiary'), design.entities)).toBeNull()
  })

  it('does not follow a reference that may be empty', () => {
    const hive = changed('Hive', 'apiary_id', { nullable: true })
    expect(belongingOf(hive, design.entities)).toBeNull()
  })

  it('leaves rows alone that refer to users', () => {
    const apiary: Entity = { ...entity('Apiary'), managedElsewhere: true }
    expect(belongingOf(entity('Hive'), [apiary, entity('Hive')])).toBeNull()
  })

  it('ends where rows refer to each other in a ring', () => {
    const apiary = {
      ...changed('Apiary', 'user_id', { name: 'hive_id', type: 'uuid', references: 'hive.id' }),
      owner: null,
    }
    expect(belongingOf(entity('Hive'), [apiary, entity('Hive')])).toBeNull()
  })
})

describe('what stands below an operation without a label', () => {
  const operation = (id: string) => design.operations.find((one) => one.id === id)

  it('is what is sent, and what comes back behind a status on a line of its own', () => {
    expect(operation('POST /hives/{id}/inspections')?.body.map(({ name }) => name)).toEqual(['weight'])
    expect(operation('PATCH /hives/{id}')?.body.map(({ name }) => name)).toEqual(['number'])
    expect(operation('GET /apiaries')?.responseBody).toMatchObject({ kind: 'envelope' })
  })

  it('takes the size of pages from the sentence about lists', () => {
    expect(
      operation('GET /apiaries')?.query.map(({ name, default: value, maximum }) => [name, value, maximum]),
    ).toEqual([
      ['page', 1, null],
      ['per_page', 30, 90],
    ])
    expect(operation('GET /inspections')?.query).toEqual([])
  })

  it('moves a state whose default is marked among its values, and notes the moment', () => {
    expect(operation('POST /inspections/{id}/close')?.steps).toContainEqual(
      expect.objectContaining({
        kind: 'assign',
        values: [
          { field: 'status', value: { kind: 'constant', value: 'closed' }, whenBody: null },
          { field: 'closed_at', value: { kind: 'now' }, whenBody: null },
        ],
      }),
    )
  })
})
