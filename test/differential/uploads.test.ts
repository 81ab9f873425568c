import { join } from 'node:path'
import { expect, it } from 'vitest'
import { variables } from '../verify/shared-environment.js'
import { recommendedDesign } from './recommended-design.js'
import { runDifferential } from './run.js'

/** Long enough for packages to be installed on a slow machine. */
const TIMEOUT = 600_000

it(
  'finds the interpreter and the generated backend of one mind about files',
  async () => {
    const design = await recommendedDesign(join(import.meta.dirname, '../fixtures/fastapi/museum'))
    const { difference, left, statuses } = await runDifferential(design, {
      seed: 20_261_124,
      sequences: 12,
      variables,
    })
    expect(difference).toBeNull()
    expect(left).toEqual([])
    expect([...statuses.keys()]).toEqual(expect.arrayContaining([200, 404, 413, 415, 422]))
  },
  TIMEOUT,
)
