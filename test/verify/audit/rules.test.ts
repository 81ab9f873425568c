import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { audit } from '../../../src/verify/audit/audit.js'
import { RULES } from '../../../src/verify/audit/rules.js'

const fixtures = join(import.meta.dirname, '../../fixtures/verify/audit')

/** Lines that end with this comment are what a rule must find; it must find no other. */
const MARK = '# found'

describe('each rule of the audit', () => {
  test.each(RULES.map(({ id }) => id))('%s finds the marked lines and no others', async (id) => {
    const path = `${id}.py`
    const text = await readFile(join(fixtures, path), 'utf8')
    const marked = text.split('\n').flatMap((line, index) => (line.endsWith(MARK) ? [index + 1] : []))
    const found = (await audit([{ path, text }], null)).filter(({ rule }) => rule === id)
    expect(found.map(({ line }) => line)).toEqual(marked)
    expect(marked.length).toBeGreaterThan(0)
  })

  test('has a fixture, and a section in the documentation', async () => {
    expect((await readdir(fixtures)).toSorted()).toEqual(RULES.map(({ id }) => `${id}.py`).toSorted())
    const page = await readFile(join(import.meta.dirname, '../../../docs/audit.md'), 'utf8')
    expect(page.match(/(?<=^### )[a-z-]+/gm)).toEqual(RULES.map(({ id }) => id))
  })
})

test('a finding says where, for which route, why and what to do', async () => {
  const path = 'unchecked-path-user.py'
  const text = await readFile(join(fixtures, path), 'utf8')
  expect(await audit([{ path, text }], null)).toEqual([
    {
      rule: 'unchecked-path-user',
      cwe: 639,
      clause: 'AUTH-2',
      path,
      line: 38,
      operation: 'DELETE /api/{user_id}/loans/{loan_id}',
      message: 'Nothing compares `user_id` of the path with the caller: one user can act for another.',
      cure: 'Compare the user of the path with the subject of the token, and refuse with 403 before the database is asked.',
    },
  ])
})

test('code that cannot be read, or says nothing, gives no finding', async () => {
  const files = [
    '',
    'def (',
    'x = '.repeat(200),
    `${'['.repeat(5000)}`,
    'from . import x\nfrom .y import *\n',
  ]
  expect(
    await audit(
      files.map((text, index) => ({ path: `app/m${index}.py`, text })),
      null,
    ),
  ).toEqual([])
})

test('tests, migrations and hidden folders are left out', async () => {
  const text = 'SECRET_KEY = "of-no-importance"\n'
  const files = ['tests/conftest.py', 'migrations/env.py', '.claude/skill.py', 'test_app.py']
  expect(
    await audit(
      files.map((path) => ({ path, text })),
      null,
    ),
  ).toEqual([])
  expect(await audit([{ path: 'app/a.py', text }], null)).toHaveLength(1)
})
