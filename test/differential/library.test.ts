import { expect, it } from 'vitest'
import { library } from '../fastapi/fixtures/library.js'
import { variables } from '../verify/shared-environment.js'
import { runDifferential } from './run.js'

/** Long enough for packages to be installed on a slow machine. */
const TIMEOUT = 600_000

it(
  'finds the interpreter and the generated backend of one mind about the library',
  async () => {
    const { difference, left, statuses } = await runDifferential(library, {
      seed: 20_261_125,
      sequences: 30,
      variables,
    })
    expect(difference).toBeNull()
    // What the fixture does not say, neither side does.
    expect(left).toEqual(['POST /api/{member_id}/loans/{id}/remind'])
    expect([...statuses.keys()].toSorted((one, other) => one - other)).toEqual(
      expect.arrayContaining([200, 201, 204, 400, 401, 403, 404, 422]),
    )
  },
  TIMEOUT,
)
