import { describe, expect, it } from 'vitest'
import type { ValueType } from '../../src/claims/shape.js'
import { completeDesign } from './complete-design.js'
import { draft, entity, field, operation, parameter } from './fixtures/build.js'

function typeOfId(key: ValueType, errors: readonly number[]): ValueType | undefined {
  const recipe = entity('Recipe', 'recipes', [
    field('id', key, { primaryKey: true, generated: 'uuid' }),
    field('title', 'string'),
  ])
  const read = operation('GET /recipes/{id}', { parameters: [parameter('id', 'uuid')], errors })
  const { operations } = completeDesign(draft({ entities: [recipe], operations: [read] }), {
    claims: [],
    statements: [],
    diagnostics: [],
  })
  return operations[0]?.parameters[0]?.type
}

describe('opaqueKey', () => {
  it('takes an id as it comes where the key is text and only 404 is specified', () => {
    expect(typeOfId('string', [404])).toBe('string')
  })

  it('keeps the format where a status for malformed ids is specified', () => {
    expect(typeOfId('string', [404, 422])).toBe('uuid')
  })

  it('keeps the format of a native UUID', () => {
    expect(typeOfId('uuid', [404])).toBe('uuid')
  })
})
