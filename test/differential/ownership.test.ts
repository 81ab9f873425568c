import { join } from 'node:path'
import { expect, it } from 'vitest'
import { variables } from '../verify/shared-environment.js'
import { recommendedDesign } from './recommended-design.js'
import { runDifferential } from './run.js'

/** Long enough for packages to be installed on a slow machine. */
const TIMEOUT = 600_000

const FIXTURES = join(import.meta.dirname, '../fixtures/behaviour')

it.each(['belonging', 'parties'])(
  'finds the interpreter and the generated backend of one mind about whose rows of %s they are',
  async (name) => {
    const design = await recommendedDesign(join(FIXTURES, name))
    const { difference } = await runDifferential(design, { seed: 20_261_124, sequences: 12, variables })
    expect(difference).toBeNull()
  },
  TIMEOUT,
)
