import { describe, expect, it } from 'vitest'
import { childEnvironment } from '../../src/verify/variables.js'

describe('childEnvironment', () => {
  it('keeps the path and nothing else of the user', () => {
    const variables = childEnvironment('/t', {
      PATH: '/bin',
      HOME: '/home/mara',
      DATABASE_URL: 'postgres://production',
      BETTER_AUTH_SECRET: 'secret',
      HTTPS_PROXY: 'http://proxy',
      PYTHONPATH: '/elsewhere',
    })
    expect(variables).toMatchObject({ PATH: '/bin', HOME: '/t', TMPDIR: '/t', TZ: 'UTC' })
    for (const name of ['DATABASE_URL', 'BETTER_AUTH_SECRET', 'HTTPS_PROXY', 'PYTHONPATH']) {
      expect(variables).not.toHaveProperty(name)
    }
  })
})
