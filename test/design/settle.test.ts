import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { SourceKind } from '../../src/source/source.js'
import { settle } from '../../src/design/settle.js'
import { indexSources } from '../../src/design/source-index.js'
import { write } from './claims.js'

const KINDS: readonly SourceKind[] = ['openapi', 'schema', 'feature', 'plan', 'constitution']

const { project } = write(...KINDS.map((kind) => ({ id: `${kind}.md`, kind, claims: [] })))
const sources = indexSources(project)

const candidates = fc.array(
  fc.record({
    value: fc.integer({ min: 1, max: 3 }),
    reader: fc.constant('test'),
    span: fc.record({
      source: fc.constantFrom(...KINDS.map((kind) => `${kind}.md`)),
      start: fc.nat(500),
      end: fc.constant(600),
    }),
  }),
  { minLength: 1, maxLength: 12 },
)

test('does not depend on the order in which readers make their claims', () => {
  fc.assert(
    fc.property(candidates, fc.boolean(), (given, stored) => {
      const aspect = stored ? 'stored' : 'wire'
      const forwards = settle(sources, aspect, given)
      const backwards = settle(sources, aspect, given.toReversed())
      expect(backwards?.map(({ value }) => value)).toEqual(forwards?.map(({ value }) => value))
    }),
  )
})

test('a contract settles what clients see, a schema what is stored', () => {
  const at = (source: string, value: number) => ({
    value,
    reader: 'test',
    span: { source, start: 0, end: 1 },
  })
  const given = [at('plan.md', 3), at('schema.md', 2), at('openapi.md', 1)]
  expect(settle(sources, 'wire', given)?.map(({ value }) => value)).toEqual([1, 2, 3])
  expect(settle(sources, 'stored', given)?.map(({ value }) => value)).toEqual([2, 1, 3])
})
