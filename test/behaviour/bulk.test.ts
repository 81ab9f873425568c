import { describe, expect, it } from 'vitest'
import type { Shape } from '../../src/claims/shape.js'
import { completeDesign } from './complete-design.js'
import { body, draft, entity, field, operation, rules } from './fixtures/build.js'

const id = field('id', 'integer', { primaryKey: true, generated: 'autoincrement' })
const seed = entity(
  'Seed',
  'seeds',
  [id, field('gardener_id', 'string'), field('name', 'string'), field('is_default', 'boolean')],
  { owner: 'gardener_id' },
)
const ids = body('ids', 'array', { items: rules('string') })

function object(...names: readonly (readonly [string, Shape])[]): Shape {
  return {
    kind: 'object',
    name: null,
    fields: names.map(([name, shape]) => ({ name, shape, required: true, nullable: false })),
  }
}

const NUMBER: Shape = { kind: 'value', facts: { type: 'integer' } }
const LIST: Shape = { kind: 'array', items: { kind: 'value', facts: { type: 'integer' } } }

function complete(
  name: string,
  given: Parameters<typeof operation>[1] = {},
  answers: ReadonlyMap<string, string> = new Map(),
) {
  const design = completeDesign(
    draft({
      entities: [seed],
      operations: [operation(name, { access: 'authenticated', body: [ids], success: 200, ...given })],
    }),
    { claims: [], statements: [], diagnostics: [] },
    answers,
  )
  const [made] = design.operations
  const step = made?.steps?.find((one) => one.kind === 'changeListed')
  return { design, made, step: step?.kind === 'changeListed' ? step : undefined }
}

describe('a removal of all rows that the body lists', () => {
  it.each(['DELETE /seeds/bulk', 'DELETE /seeds', 'POST /seeds/bulk-delete', 'POST /seeds/delete-many'])(
    'is %s, within the rows of the caller',
    (name) => {
      const { made, step } = complete(name)
      expect(made?.notImplemented).toBeNull()
      expect(made?.behaviour).toBe('delete')
      expect(made?.steps?.map(({ kind }) => kind)).toEqual(['authenticate', 'changeListed', 'respond'])
      expect(step).toMatchObject({
        key: 'id',
        list: 'ids',
        owner: { field: 'gardener_id', value: { kind: 'caller' } },
        values: null,
        otherwise: { status: 404 },
      })
    },
  )

  it('takes keys of the type of the column, and not without end', () => {
    const [list] = complete('POST /seeds/bulk-delete').made?.body ?? []
    expect(list).toMatchObject({ required: true, maxItems: 1000, items: { type: 'integer' } })
  })

  it('asks what a key of no row does where no document says', () => {
    const { design, step } = complete('POST /seeds/bulk-delete')
    expect(design.questions.map((question) => question.id)).toContain('absent-keys')
    expect(step?.otherwise?.status).toBe(404)
    const skipping = complete('POST /seeds/bulk-delete', {}, new Map([['absent-keys', 'skip']]))
    expect(skipping.step?.otherwise).toBeNull()
  })

  it('reports the keys that named no row where the answer has a place for them', () => {
    const responseShape = object(['deleted', LIST], ['not_found', LIST])
    const { made, design, step } = complete('DELETE /seeds/bulk', { responseShape })
    expect(step?.otherwise).toBeNull()
    expect(design.questions.map((question) => question.id)).not.toContain('absent-keys')
    expect(made?.responseBody).toMatchObject({
      members: [
        { key: 'deleted', kind: 'reached', tells: 'keys' },
        { key: 'not_found', kind: 'reached', tells: 'missing' },
      ],
    })
  })

  it('counts the rows', () => {
    const { made } = complete('POST /seeds/bulk-delete', { responseShape: object(['deleted_count', NUMBER]) })
    expect(made?.responseBody).toMatchObject({ members: [{ kind: 'reached', tells: 'count' }] })
  })

  it('is not built where it is to do more, or may not remove every row', () => {
    const dry = complete('POST /seeds/bulk-delete', { body: [ids, body('notify', 'boolean')] })
    expect(dry.made?.notImplemented).toContain('"notify"')
    const kept = complete('POST /seeds/bulk-delete', { description: 'Default seeds cannot be deleted.' })
    expect(kept.made?.notImplemented).toContain('may not be removed')
  })

  it('does not take another verb for a removal', () => {
    expect(complete('POST /seeds/bulk', { summary: 'Sow several seeds' }).step).toBeUndefined()
  })
})
