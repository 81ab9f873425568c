import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { designOf } from './design-of.js'
import { completeDesign } from './complete-design.js'
import { readClaims } from '../../src/claims/read-claims.js'
import { assembleDraft } from '../../src/design/assemble.js'
import type { Design } from '../../src/design/design.js'
import type { Operation } from '../../src/design/operation.js'
import type { Step } from '../../src/design/step.js'
import { readProject } from '../../src/source/read-project.js'

const FOLDER = join(import.meta.dirname, '../fixtures/behaviour/references/herbarium')

let design: Design

beforeAll(async () => {
  design = await designOf(FOLDER)
})

function at(id: string): Operation {
  const found = design.operations.find((operation) => operation.id === id)
  if (found === undefined) throw new Error(`no ${id}`)
  return found
}

/** Steps of one kind, without where they come from. */
function stepsAt(id: string, kind: Step['kind']): readonly unknown[] {
  return (at(id).steps ?? [])
    .filter((step) => step.kind === kind)
    .map(({ origins: _origins, kind: _kind, ...step }) => step)
}

describe('a body field that refers to a row', () => {
  it('is looked up among the rows of the caller when it holds a value, and is answered as an absent row', () => {
    expect(stepsAt('POST /api/drawers', 'find')).toEqual([
      {
        row: 'parent',
        entity: 'Drawer',
        key: { field: 'id', value: { kind: 'body', field: 'parent_id' } },
        owner: { field: 'user_id', value: { kind: 'caller' } },
        otherwise: { status: 404, message: 'Drawer not found' },
        foreign: null,
        whenBody: 'parent_id',
      },
    ])
  })
})

describe('a wrong id in a body', () => {
  const statusAt = async (
    id: string,
    listed: readonly number[],
  ): Promise<readonly (number | undefined)[]> => {
    const project = await readProject(FOLDER)
    const reading = await readClaims(project)
    const draft = assembleDraft(reading, project, new Map())
    const operations = draft.operations.map((operation) =>
      operation.id === 'POST /api/specimens' ? { ...operation, errors: listed } : operation,
    )
    return (
      completeDesign({ ...draft, operations }, reading)
        .operations.find((operation) => operation.id === id)
        ?.steps?.flatMap((step) =>
          step.kind === 'find' && step.entity === 'Drawer' ? [step.otherwise.status] : [],
        ) ?? []
    )
  }

  it('is answered on change as where the row is made: 404 on change speaks of the row in the path', async () => {
    expect(await statusAt('PATCH /api/specimens/{specimen_id}', [401, 422])).toEqual([422])
    expect(await statusAt('PATCH /api/specimens/{specimen_id}', [401, 404, 422])).toEqual([404])
  })
})

describe('a list of names with tables behind it', () => {
  it('names rows of the caller through the table that links them', () => {
    const specimen = design.entities.find(({ name }) => name === 'Specimen')
    expect(specimen?.collections).toEqual([
      {
        name: 'labels',
        entity: 'SpecimenLabel',
        field: 'specimen_id',
        target: 'id',
        column: 'name',
        position: null,
        through: { field: 'label_id', entity: 'Label', target: 'id', owner: 'user_id' },
        described: null,
      },
    ])
    expect(stepsAt('POST /api/specimens', 'collect')).toMatchObject([
      { value: { kind: 'body', field: 'labels' }, owner: { kind: 'caller' } },
    ])
  })

  it('takes the limits of the column that holds the names', () => {
    const labels = at('POST /api/specimens').body.find(({ name }) => name === 'labels')
    expect(labels?.items).toMatchObject({ minLength: 1, maxLength: 40 })
  })

  it('can be filtered by several names at once', () => {
    expect(stepsAt('GET /api/specimens', 'select')).toMatchObject([
      {
        filters: [
          {
            through: [
              { from: 'id', entity: 'SpecimenLabel', field: 'specimen_id' },
              { from: 'label_id', entity: 'Label', field: 'id' },
            ],
            field: 'name',
            comparison: 'oneOf',
          },
        ],
      },
    ])
  })

  it('is listed with how many rows use each name', () => {
    const { responseBody } = at('GET /api/labels')
    const fields = responseBody.kind === 'list' ? responseBody.view.fields : []
    expect(fields).toMatchObject([
      { name: 'name', kind: 'column' },
      { name: 'specimen_count', kind: 'count', related: { entity: 'SpecimenLabel', field: 'label_id' } },
    ])
  })
})
