import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { completeDesign } from './complete-design.js'
import { readClaims } from '../../src/claims/read-claims.js'
import { assembleDraft } from '../../src/design/assemble.js'
import type { Design } from '../../src/design/design.js'
import type { Operation } from '../../src/design/operation.js'
import { parseMarkdown } from '../../src/source/markdown.js'
import { sourceOf } from '../../src/source/source-of.js'

const FOLDER = join(import.meta.dirname, '..', 'fixtures', 'behaviour', 'marina')
const DOCUMENTS = [
  ['berths.md', 'specs/001-berths/contracts/berths.md'],
  ['admin.md', 'specs/002-admin/contracts/admin.md'],
  ['data-model.md', 'specs/001-berths/data-model.md'],
] as const

let design: Design

beforeAll(async () => {
  const documents = DOCUMENTS.flatMap(([name, path]) => {
    const { document } = parseMarkdown(sourceOf(path, readFileSync(join(FOLDER, name), 'utf8')))
    return document === null ? [] : [document]
  })
  const project = { folder: '/project', documents, diagnostics: [] }
  const reading = await readClaims(project)
  design = completeDesign(assembleDraft(reading, project, new Map()), reading)
})

function at(id: string): Operation {
  const found = design.operations.find((operation) => operation.id === id)
  if (found === undefined) throw new Error(`no ${id}`)
  return found
}

describe('contracts with bases of their own', () => {
  it('each tell who may call their own operations', () => {
    expect(design.operations.map(({ id, access }) => `${id} ${access}`)).toEqual([
      'GET /api/berths authenticated',
      'POST /api/berths authenticated',
      'PATCH /api/berths/{id}/state authenticated',
      'DELETE /api/notes/{id} authenticated',
      'DELETE /api/berths/{id} authenticated',
      'GET /api/notes/{id} authenticated',
      'GET /api/admin/fees role:HARBOURMASTER',
    ])
    expect(design.questions.filter(({ blocking }) => blocking)).toEqual([])
  })

  it('give the statuses that stand beside names of errors, each where it can happen', () => {
    expect(at('POST /api/berths').errors).toEqual([401, 422])
    expect(at('PATCH /api/berths/{id}/state').errors).toEqual([401, 404, 422])
    expect(at('DELETE /api/berths/{id}').errors).toEqual([401, 404])
    expect(at('GET /api/admin/fees').errors).toEqual([401, 403])
  })
})

describe('columns', () => {
  const field = (entity: string, name: string) =>
    design.entities.find((one) => one.name === entity)?.fields.find((one) => one.name === name)

  it('have the values of the enumeration that code names as their type', () => {
    expect(field('Berth', 'state')?.enum).toEqual(['FREE', 'TAKEN', 'CLOSED'])
  })

  it('of 36 letters hold a UUID as text, about which nothing is asked', () => {
    expect(field('Berth', 'id')?.type).toBe('string')
  })

  it('are those of a join table by its own name', () => {
    expect(design.entities.map(({ name }) => name)).toEqual(['Berth', 'Note', 'Fee', 'BerthNote'])
  })
})

describe('rows', () => {
  it('that callers give to somebody in the body belong to nobody by the name of a column', () => {
    expect(design.entities.map(({ name, owner }) => [name, owner])).toContainEqual(['Berth', null])
  })

  it('are reached by everybody where a document says so, and by their owner elsewhere', () => {
    const owners = (id: string) =>
      (at(id).steps ?? []).flatMap((step) => (step.kind === 'find' ? [step.owner?.field ?? null] : []))
    expect(owners('DELETE /api/notes/{id}')).toEqual([null])
    expect(owners('GET /api/notes/{id}')).toEqual(['authorId'])
  })

  it('are never removed where deletion is said to be soft, in whatever language', () => {
    const { steps, notImplemented } = at('DELETE /api/berths/{id}')
    const gone = (steps ?? []).some((step) => step.kind === 'remove' && step.soft === null)
    expect([gone, notImplemented]).toEqual([false, 'no column of Berth can mark a row as removed'])
  })

  it('below which a body has one field need it', () => {
    expect(at('PATCH /api/berths/{id}/state').body.map(({ name, required }) => [name, required])).toEqual([
      ['state', true],
    ])
  })
})
