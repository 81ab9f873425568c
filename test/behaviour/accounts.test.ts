import { describe, expect, test } from 'vitest'
import { kinds, readAccounts as read, stepsOf } from './accounts-fixture.js'

describe('a service that signs people up and in', () => {
  test('hashes the password, and gives who knows it a token', async () => {
    const { design } = await read('library-desk')
    expect(design.auth.issuedHere).toBe(true)
    expect(kinds(design, 'POST /api/auth/register')).toEqual(['insert', 'respond'])
    expect(kinds(design, 'POST /api/auth/login')).toEqual(['verify', 'issue', 'respond'])
    expect(kinds(design, 'GET /api/auth/me')).toEqual(['authenticate', 'find', 'respond'])
    const [insert] = stepsOf(design, 'POST /api/auth/register')
    expect(insert?.kind === 'insert' ? insert.values : []).toContainEqual({
      field: 'password_hash',
      value: { kind: 'hash', of: { kind: 'body', field: 'password' } },
      whenBody: null,
    })
  })

  test('lets who knows the old password choose another one, and asks what documents leave open', async () => {
    const { design } = await read('library-desk')
    expect(kinds(design, 'PUT /api/auth/password')).toEqual([
      'authenticate',
      'find',
      'verify',
      'assign',
      'respond',
    ])
    expect(kinds(design, 'POST /api/auth/logout')).toEqual(['authenticate', 'respond'])
    expect(design.questions.map(({ id }) => id)).toEqual(
      expect.arrayContaining(['put-api-auth-password-wrong-password', 'post-api-auth-logout-effect']),
    )
  })

  test('shows neither password nor hash in any view', async () => {
    const { text } = await read('library-desk')
    const [, views = ''] = text('app/schemas.py').split('class ReaderOut')
    expect(views).not.toMatch(/password/)
  })

  test('takes the time of a check for an account that is not there', async () => {
    const { text } = await read('library-desk')
    expect(text('app/auth.py')).toContain('PASSWORDS.verify(password, stored or dummy_hash())')
    expect(text('app/routers/auth_routes.py') + text('app/routers/auth.py')).toContain(
      'verify_password, body.password, reader.password_hash if reader else None',
    )
  })

  test('asks the account for its role', async () => {
    const { design, text } = await read('library-desk')
    expect(stepsOf(design, 'POST /api/books')).toContainEqual(
      expect.objectContaining({
        kind: 'permit',
        roles: ['librarian'],
        source: { kind: 'column', entity: 'Reader', key: 'id', field: 'role' },
      }),
    )
    expect(text('app/routers/books.py')).toContain('dependencies=[Depends(require_role("librarian"))]')
  })
})

describe('a service whose accounts nobody can make', () => {
  test('makes the first one from the environment, and says so', async () => {
    const { design, text } = await read('parcel-counter')
    expect(design.firstAccount?.values.map(({ variable }) => variable)).toEqual([
      'CLERK_USERNAME',
      'CLERK_PASSWORD',
    ])
    expect(design.questions.map(({ id }) => id)).toContain('clerk-first-account')
    expect(text('.env.example')).toMatch(/^CLERK_PASSWORD=$/m)
  })

  test('keeps what people sign in by unique', async () => {
    const { design } = await read('parcel-counter')
    const clerk = design.entities.find(({ name }) => name === 'Clerk')
    expect(clerk?.fields.find(({ name }) => name === 'username')?.unique).toBe(true)
  })

  test('reads how long tokens are valid, and the word before them', async () => {
    const { design, text } = await read('parcel-counter')
    expect(design.auth.lifetimes.access).toBe(8 * 3600)
    expect(text('app/auth.py')).toContain('HTTPBase(scheme="Token", auto_error=False)')
  })

  test('answers errors in the documented shape', async () => {
    const { design, text } = await read('parcel-counter')
    expect(design.service.errorBody).toEqual({
      messageKey: 'body',
      fieldErrorsKey: null,
      within: 'errors',
      messageForm: 'texts',
      beside: [],
    })
    expect(text('app/errors.py')).toContain('{"errors": {"body": [detail]}}')
  })
})

describe('a service that is signed in to with a form', () => {
  test('reads the form, and nothing else', async () => {
    const { design, text } = await read('ferry-desk')
    const login = design.operations.find(({ behaviour }) => behaviour === 'login')
    expect(login?.form).toBe(true)
    expect(text('app/routers/token.py')).toContain('body: Annotated[LoginRequest, Form()]')
    expect(text('pyproject.toml')).toContain('python-multipart')
  })

  test('hashes with bcrypt where a document names it, and of long passwords a digest', async () => {
    const { design, text } = await read('ferry-desk')
    expect(design.auth.passwordHash).toBe('bcrypt')
    expect(text('app/auth.py')).toContain('PASSWORDS = PasswordHash((BcryptHasher(),))')
    expect(text('pyproject.toml')).toContain('pwdlib[bcrypt]')
    // Tests of a service without a sign-in have no function of its own that checks a password.
    expect(text('tests/test_users.py') + text('tests/test_auth.py')).not.toContain('verify_password')
    const decided = await read('ferry-desk', new Map([['password-hash', 'argon2id']]))
    expect(decided.text('app/auth.py')).toContain('PasswordHash.recommended()')
  })
})

describe('a service with two tables of accounts', () => {
  test('signs tokens that tell whose they are', async () => {
    const { design, text } = await read('seed-exchange')
    expect(design.auth.kinds).toEqual([
      { entity: 'Gardener', role: 'gardener' },
      { entity: 'Curator', role: 'curator' },
    ])
    expect(stepsOf(design, 'POST /api/curators/login')).toContainEqual(
      expect.objectContaining({ kind: 'issue', role: 'curator' }),
    )
    expect(text('app/routers/curators.py')).toContain('create_access_token(str(curator.id), "curator")')
  })

  test.each([
    ['GET /api/gardeners/me', 'gardener'],
    ['GET /api/curators/me', 'curator'],
    ['GET /api/curators/packets', 'curator'],
    ['GET /api/packets', 'gardener'],
  ])('lets %s be called by a %s alone', async (id, role) => {
    const { design } = await read('seed-exchange')
    expect(stepsOf(design, id)).toContainEqual(
      expect.objectContaining({ kind: 'permit', roles: [role], source: { kind: 'claim', claim: 'role' } }),
    )
  })

  test('finds the rows of the kind that owns them, and no others', async () => {
    const { design } = await read('seed-exchange')
    expect(design.entities.find(({ name }) => name === 'Packet')?.owner).toBe('gardener_id')
    const owner = { field: 'gardener_id', value: { kind: 'caller' } }
    expect(stepsOf(design, 'GET /api/packets')).toContainEqual(expect.objectContaining({ owner }))
    expect(stepsOf(design, 'GET /api/curators/packets')).toContainEqual(
      expect.objectContaining({ kind: 'select', owner: null }),
    )
  })

  test('asks whose tokens an operation accepts where nothing says it, and builds nothing until then', async () => {
    const { design } = await read('seed-exchange')
    const notice = design.operations.find(({ id }) => id === 'POST /api/notices')
    expect(notice?.steps).toBeNull()
    expect(design.questions.find(({ id }) => id === 'post-api-notices-callers')?.options).toHaveLength(4)
  })

  test('makes the first account of the kind that nobody can make', async () => {
    const { design } = await read('seed-exchange')
    expect(design.firstAccount?.entity).toBe('Curator')
  })
})
