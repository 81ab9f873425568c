import { expect, test } from 'vitest'
import { mayEndCaller } from '../../../src/verify/probes/steps.js'
import { timeProbes } from '../../../src/verify/probes/tokens/time.js'
import { worldOf } from '../../../src/verify/probes/world.js'
import { planted, probed, SECRET } from './plants.js'

/** Singers register, and remove their own account. */
const CHOIR = '../../fixtures/verify/probes/choir'

test('an account that a request removes sends no second one', async () => {
  const results = await probed(timeProbes, undefined, CHOIR)
  const clocks = results.filter(({ probe }) => probe === 'token-clocks')

  expect(
    clocks.map(({ operation, attempts }) => [
      operation,
      attempts.map(({ got, fault }) => [got.slice(0, 3), fault]),
    ]),
  ).toEqual([
    [
      'GET /singers/me',
      [
        ['200', null],
        ['200', null],
      ],
    ],
    [
      'DELETE /singers/me',
      [
        ['204', null],
        ['204', null],
      ],
    ],
  ])
})

test('only what changes or removes the row of its caller may end them', async () => {
  const { design, base, close } = await planted(undefined, CHOIR)
  await close()
  const { backend } = worldOf(design, base, SECRET)
  expect(backend.operations.filter(mayEndCaller).map(({ id }) => id)).toEqual(['DELETE /singers/me'])
})
