import { expect, test } from 'vitest'
import { readSession, signSession } from '../../src/interpreter/looked-up-session.js'
import type { TokenRules } from '../../src/interpreter/token.js'
import { library } from '../fastapi/fixtures/library.js'
import { SECRET } from './client.js'

const NOW = 1_772_704_800
const columns = { token: 'token', user: 'userId', expires: 'expiresAt' }

function rulesFor(carrier: 'cookie' | 'bearer'): TokenRules {
  const lookup = { carrier, cookie: 'better-auth.session_token', table: 'session', columns }
  return {
    auth: { ...library.auth, scheme: 'session', lookup },
    secret: SECRET,
    userId: 'string',
    roleClaim: null,
    sessions: false,
    longestUserId: 64,
  }
}

const read = (header: string, value: string, carrier: 'cookie' | 'bearer' = 'cookie'): unknown =>
  readSession(new Map([[header, value]]), rulesFor(carrier), NOW)

const ada = { kind: 'caller', id: 'ada', roles: [], session: null }
const session = signSession('ada', NOW + 60, SECRET)

test('a session is read from the cookie, whose name has a prefix over HTTPS', () => {
  expect(read('cookie', `theme=dark; better-auth.session_token=${session}`)).toEqual(ada)
  expect(read('cookie', `__Secure-better-auth.session_token=${session}`)).toEqual(ada)
  expect(read('authorization', `Bearer ${session}`)).toEqual({ kind: 'invalid' })
})

test('a session is read from the header where documents say so', () => {
  expect(read('authorization', `Bearer ${session}`, 'bearer')).toEqual(ada)
  expect(read('cookie', `better-auth.session_token=${session}`, 'bearer')).toEqual({ kind: 'invalid' })
})

test.each([
  ['nothing', ''],
  ['no signature', session.split('.')[0] ?? ''],
  ['another secret', signSession('ada', NOW + 60, 'another secret of 32 characters')],
  ['broken encoding', '%E0%A4%A'],
])('%s is no session', (_, value) => {
  expect(read('cookie', `better-auth.session_token=${value}`)).toEqual({ kind: 'invalid' })
})

test('a session ends', () => {
  expect(read('cookie', `better-auth.session_token=${signSession('ada', NOW, SECRET)}`)).toEqual({
    kind: 'expired',
  })
})
