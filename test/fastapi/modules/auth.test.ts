import { join } from 'node:path'
import { expect, test } from 'vitest'
import { analyse, generate } from '../../../src/compile.js'

test('a backend that keeps passwords and whose signing in is not built needs no tokens', async () => {
  const { emission } = await generate(
    await analyse({
      folder: join(import.meta.dirname, '../../../test/fixtures/behaviour/accounts/glass-blowers'),
      answers: new Map(),
      recommended: true,
      what: [],
      built: [],
      database: null,
    }),
  )
  const textOf = (path: string): string => emission.files.find((file) => file.path === path)?.text ?? ''
  expect(textOf('app/auth.py')).toContain('def hash_password')
  expect(textOf('app/auth.py')).not.toContain('jwt')
  expect(textOf('pyproject.toml')).not.toContain('pyjwt')
})
