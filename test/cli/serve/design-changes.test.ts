import { expect, it } from 'vitest'
import { designChanges } from '../../../src/cli/serve/design-changes.js'
import { library } from '../../fastapi/fixtures/library.js'

it('names what came, changed and went, and no change of places', () => {
  const [first, second, ...rest] = library.operations
  if (first === undefined || second === undefined) throw new Error('the library has operations')
  const after = {
    ...library,
    operations: [
      { ...second, success: 299, origins: {} },
      ...rest,
      { ...first, id: 'GET /new', path: '/new' },
    ],
    service: { ...library.service, title: 'Another' },
  }
  expect(designChanges(library, after)).toEqual([
    '+ GET /new',
    `~ ${second.id}`,
    `- ${first.id}`,
    '~ the service',
  ])
  expect(
    designChanges(library, {
      ...library,
      operations: library.operations.map((one) => ({ ...one, origins: {} })),
    }),
  ).toEqual([])
})
