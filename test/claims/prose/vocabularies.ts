import type { Claim, Method } from '../../../src/claims/claim.js'
import { vocabularyOf } from '../../../src/claims/prose/vocabulary.js'
import type { Vocabulary } from '../../../src/claims/prose/vocabulary.js'
import { columnClaims, entityClaims, operationClaims } from '../../../src/claims/said.js'
import type { ValueType } from '../../../src/claims/shape.js'

const span = { source: 'specs/data-model.md', start: 0, end: 0 }

/** A small design as the readers of tables would claim it. */
interface Named {
  readonly entities: Readonly<Record<string, Readonly<Record<string, ValueType>>>>
  readonly operations: readonly (readonly [Method, string])[]
  readonly roles?: readonly string[]
  readonly bodies?: readonly (readonly [Method, string, readonly string[]])[]
}

/** The vocabulary of a small design. */
function vocabularyFor({ entities, operations, roles = [], bodies = [] }: Named): Vocabulary {
  const claims: readonly Claim[] = [
    ...Object.entries(entities).flatMap(([entity, columns]) => [
      ...entityClaims('test', entity, [{ property: 'exists', value: true, span }]),
      ...Object.entries(columns).flatMap(([field, type]) =>
        columnClaims('test', entity, field, [{ property: 'type', value: type, span }]),
      ),
    ]),
    ...operations.flatMap(([method, path]) =>
      operationClaims('test', { method, path }, [{ property: 'exists', value: true, span }]),
    ),
    ...roles.flatMap((role) =>
      operationClaims('test', { method: 'GET', path: '/health' }, [
        { property: 'access', value: `role:${role}`, span },
      ]),
    ),
    ...bodies.flatMap(([method, path, fields]) =>
      fields.map((field): Claim => ({
        subject: { kind: 'body', method, path, field },
        property: 'exists',
        value: true,
        span,
        reader: 'test',
      })),
    ),
  ]
  return vocabularyOf(claims)
}

/** A museum: halls with exhibits, notes of visitors, requests for loans. */
export const MUSEUM = vocabularyFor({
  entities: {
    Hall: { id: 'uuid', label: 'string', floor: 'integer', created_at: 'datetime' },
    Exhibit: {
      id: 'uuid',
      hall_id: 'uuid',
      title: 'string',
      slug: 'string',
      inventory_code: 'string',
      condition: 'enum',
      visible: 'boolean',
      opens_on: 'date',
      closes_on: 'date',
      created_at: 'datetime',
    },
    Remark: { id: 'uuid', exhibit_id: 'uuid', author_id: 'string', text: 'string', stars: 'integer' },
    LoanRequest: { id: 'uuid', exhibit_id: 'uuid', user_id: 'string', clerk_id: 'string', reason: 'string' },
  },
  operations: [
    ['GET', '/halls'],
    ['POST', '/halls'],
    ['PUT', '/halls/{id}'],
    ['DELETE', '/halls/{id}'],
    ['GET', '/exhibits'],
    ['POST', '/exhibits'],
    ['GET', '/exhibits/{id}'],
    ['PATCH', '/exhibits/{id}'],
    ['DELETE', '/exhibits/{id}'],
    ['DELETE', '/remarks/{id}'],
    ['GET', '/loan-requests'],
    ['POST', '/loan-requests/{id}/approve'],
  ],
  bodies: [['PATCH', '/exhibits/{exhibit_id}', ['title', 'condition']]],
  roles: ['Chief Curator', 'registrar'],
})
