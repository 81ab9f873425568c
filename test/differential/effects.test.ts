import { join } from 'node:path'
import { expect, it } from 'vitest'
import { variables } from '../verify/shared-environment.js'
import { recommendedDesign } from './recommended-design.js'
import { runDifferential } from './run.js'

/** Long enough for packages to be installed on a slow machine. */
const TIMEOUT = 600_000

const FOLDER = join(import.meta.dirname, '../fixtures/behaviour/effects')

it(
  'finds the interpreter and the generated backend of one mind about rows that requests bring about on the way',
  async () => {
    const design = await recommendedDesign(FOLDER)
    const { difference } = await runDifferential(design, { seed: 20_261_124, sequences: 15, variables })
    expect(difference).toBeNull()
  },
  TIMEOUT,
)
