import { expect, it } from 'vitest'
import { greeting } from '../../../src/cli/serve/greeting.js'
import { testUsers } from '../../../src/cli/serve/test-users.js'
import { plainPalette } from '../../../src/diagnostics/palette.js'
import { clientOf, SECRET } from '../../interpreter/client.js'
import { library } from '../../fastapi/fixtures/library.js'

it('greets with users, requests to try, and what is not run', () => {
  const { interpreter, send } = clientOf(library)
  const users = testUsers(library, interpreter.userId, SECRET, 1_772_704_800)
  const lines = greeting(library, interpreter, users, 'http://127.0.0.1:8000', plainPalette)
  const shown = lines.map((line) => line.replace(/=\S{40,}/, '=…'))
  expect(shown).toEqual([
    expect.stringMatching(/ runs at http:\/\/127\.0\.0\.1:8000: \d+ routes, rows in memory only\.$/),
    'Pages of http://localhost:3000 may call it.',
    '',
    'Test users, with tokens for twelve hours:',
    '  ADA=…  # ada',
    '  BOB=…  # bob',
    '  EVE=…  # eve',
    '',
    'Try it:',
    expect.stringContaining('-X POST -H "Authorization: Bearer $ADA"'),
    expect.stringContaining(' http://127.0.0.1:8000/api/ada/loans'),
    '  curl http://127.0.0.1:8000/health',
    '  curl http://127.0.0.1:8000/api/books',
    '',
    'Not run (these answer 501):',
    expect.stringContaining('POST /api/{member_id}/loans/{id}/remind'),
    '',
    expect.stringContaining('Ctrl-C'),
  ])
  const headers = { authorization: `Bearer ${users[0]?.token}` }
  expect(send('GET', '/api/ada/loans', { headers }).status).toBe(200)
})
