import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Design } from '../../src/design/design.js'
import type { Step } from '../../src/design/step.js'
import { designOf } from './design-of.js'

let design: Design

beforeAll(async () => {
  design = await designOf(join(import.meta.dirname, '../fixtures/behaviour/podcasts'))
})

const operation = (id: string) => design.operations.find((one) => one.id === id)
const fields = (name: string) =>
  design.entities
    .find((entity) => entity.name === name)
    ?.fields.map(({ name: column, type }) => `${column}: ${type}`)
const body = (id: string) => operation(id)?.body.map(({ name }) => name)

function ownersAt(id: string): readonly unknown[] {
  const steps: readonly Step[] = operation(id)?.steps ?? []
  return steps.flatMap((step) => (step.kind === 'find' ? [[step.entity, step.owner?.field ?? null]] : []))
}

describe('a few words on data and routes', () => {
  it('tell entities by names over lists of fields', () => {
    expect(fields('Show')).toEqual([
      'id: integer',
      'owner_id: string',
      'title: string',
      'language: string',
      'created_at: datetime',
    ])
    expect(fields('Episode')).toEqual([
      'id: integer',
      'show_id: integer',
      'title: string',
      'status: enum',
      'plays: integer',
      'published_at: datetime',
      'created_at: datetime',
      'updated_at: datetime',
    ])
    expect(fields('Marker')).toEqual([
      'id: integer',
      'episode_id: integer',
      'label: string',
      'seconds: integer',
      'created_at: datetime',
    ])
  })

  it('tell bodies in braces, and the same ones again', () => {
    expect(body('POST /shows')).toEqual(['title', 'language'])
    expect(body('PUT /shows/{id}')).toEqual(['title', 'language'])
  })

  it('leave out of bodies what the service keeps', () => {
    expect(body('POST /shows/{id}/episodes')).toEqual(['title', 'status'])
  })

  it('tell public routes', () => {
    expect(operation('GET /shows')?.access).toBe('public')
    expect(operation('GET /shows/{id}')?.access).toBe('public')
    expect(operation('POST /shows')?.access).toBe('authenticated')
  })

  it('do not pass for built where whom a row shows to depends on the row', () => {
    expect(operation('GET /episodes/{id}')).toMatchObject({ steps: null })
  })

  it('are not understood where nothing of the design has the name of a field', () => {
    const said = design.statements.find(({ text }) => text.includes('episode_count'))
    expect(said?.outcome).toEqual({ status: 'not-understood' })
  })
})

describe('rows below those that everybody may read', () => {
  it('are changed by the owner of the row above alone', () => {
    expect(ownersAt('POST /shows/{id}/episodes')).toEqual([['Show', 'owner_id']])
    expect(ownersAt('PATCH /episodes/{id}')).toEqual([
      ['Episode', 'owner_id'],
      ['Show', 'owner_id'],
    ])
    expect(ownersAt('GET /shows/{id}/episodes')).toEqual([['Show', null]])
  })

  it('are asked about where no document says who may change them', () => {
    expect(design.questions.find(({ id }) => id === 'rows-below')).toMatchObject({
      concern: 'security',
      recommended: 'owner',
      subjects: expect.arrayContaining(['POST /shows/{id}/episodes', 'Episode']) as unknown,
    })
  })
})
