import { describe, expect, it } from 'vitest'
import { candidateOf } from '../../src/behaviour/candidate.js'
import { recognise } from '../../src/behaviour/recognisers.js'
import type { Shape } from '../../src/claims/shape.js'
import type { DraftOperation } from '../../src/design/draft.js'
import type { Entity } from '../../src/design/entity.js'
import { body, draft, entity, field, operation, parameter } from './fixtures/build.js'

const id = field('id', 'uuid', { primaryKey: true, generated: 'uuid' })
const PARCEL = entity('Parcel', 'parcels', [
  id,
  field('label', 'string'),
  field('is_archived', 'boolean', { default: false }),
  field('state', 'enum', { enum: ['packed', 'sent', 'lost'] }),
])
const DEPOT = entity('Depot', 'depots', [id, field('name', 'string')])
const SKU = entity('Sku', 'skus', [id, field('code', 'string')])

function behaviourOf(
  name: string,
  more: Partial<DraftOperation> = {},
  beside: readonly DraftOperation[] = [],
  entities: readonly Entity[] = [PARCEL, DEPOT, SKU],
): string {
  const asked = operation(name, more)
  const candidate = candidateOf(draft({ entities, operations: [asked, ...beside] }), asked, new Map())
  return `${recognise(candidate).behaviour} ${candidate.entity?.name ?? '-'}`
}

const list: Shape = { kind: 'array', items: { kind: 'reference', name: 'Parcel' } }
const password = body('password', 'string', { required: true })

describe('recognisers', () => {
  it.each([
    ['GET /healthz', {}, 'health -'],
    ['GET /api/v1/ping', {}, 'health -'],
    ['GET /parcels', {}, 'list Parcel'],
    ['GET /v1/skus', {}, 'list Sku'],
    ['GET /parcels/{id}', {}, 'read Parcel'],
    ['POST /parcels', {}, 'create Parcel'],
    ['POST /depots/{depot_id}/parcels', {}, 'create Parcel'],
    ['PUT /parcels/{id}', { body: [body('label', 'string', { required: true })] }, 'replace Parcel'],
    ['PUT /parcels/{id}', { body: [body('label', 'string')] }, 'update Parcel'],
    [
      'PUT /parcels/{id}',
      { body: [body('label', 'string', { required: true })], facts: { update: 'partial' } },
      'update Parcel',
    ],
    ['PATCH /parcels/{id}', {}, 'update Parcel'],
    ['PATCH /parcels/{id}/state', { body: [body('state', 'string')] }, 'update Parcel'],
    ['DELETE /parcels/{id}', {}, 'delete Parcel'],
    ['PATCH /parcels/{id}/archive', { summary: 'Toggle the archive flag' }, 'toggle Parcel'],
    ['PATCH /parcels/{id}/archive', { summary: 'Marks a parcel as archived' }, 'set Parcel'],
    ['PATCH /parcels/{id}/archive', { body: [body('archived', 'boolean')] }, 'set Parcel'],
    ['PATCH /parcels/{id}/unarchive', {}, 'set Parcel'],
    ['POST /parcels/{id}/toggle', {}, 'toggle Parcel'],
    ['POST /parcels/{id}/send', {}, 'transition Parcel'],
    ['POST /parcels/{id}/lost', {}, 'transition Parcel'],
    ['POST /parcels/{id}/weigh', {}, 'other Parcel'],
    ['GET /parcels/search', {}, 'search Parcel'],
    ['GET /parcels/stats', {}, 'stats Parcel'],
    ['GET /parcels/export', {}, 'export Parcel'],
    ['GET /parcels/late', { responseShape: list }, 'list Parcel'],
    ['GET /parcels/late', { query: [parameter('page', 'integer')] }, 'list Parcel'],
    ['POST /parcels/{id}/photos', {}, 'upload Parcel'],
    ['POST /auth/login', {}, 'login -'],
    ['POST /auth/sign-in/email', {}, 'login -'],
    ['POST /sessions', { body: [password] }, 'login -'],
    ['POST /auth/register', {}, 'register -'],
    ['POST /users', { body: [password] }, 'register -'],
    ['POST /auth/logout', {}, 'logout -'],
    ['POST /auth/refresh', {}, 'refresh -'],
    ['GET /users/me', { access: 'authenticated' }, 'me -'],
  ] as const)('%s %j is %s', (name, more, expected) => {
    expect(behaviourOf(name, more)).toBe(expected)
  })

  it('tells a relation by the two methods on its path', () => {
    const path = '/parcels/{id}/follow'
    expect(behaviourOf(`POST ${path}`, {}, [operation(`DELETE ${path}`)])).toBe('link Parcel')
    expect(behaviourOf(`DELETE ${path}`, {}, [operation(`POST ${path}`)])).toBe('unlink Parcel')
  })

  it('tells a flag that is set by the operation that unsets it', () => {
    const beside = [operation('PATCH /parcels/{id}/unarchive')]
    expect(behaviourOf('PATCH /parcels/{id}/archive', {}, beside)).toBe('set Parcel')
  })

  it('does not take the names of JavaScript for entities or columns', () => {
    expect(behaviourOf('GET /constructor/{__proto__}')).toBe('read -')
  })
})
