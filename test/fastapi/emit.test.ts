import { describe, expect, test } from 'vitest'
import type { Design } from '../../src/design/design.js'
import { emit } from '../../src/fastapi/emit.js'
import type { Emission } from '../../src/fastapi/emission.js'
import { lintPython } from '../../src/python/ruff.js'
import { library } from './fixtures/library.js'

function fileOf(emission: Emission, path: string): string {
  return emission.files.find((file) => file.path === path)?.text ?? ''
}

const isApplication = (path: string): boolean => !path.startsWith('tests/')

describe('the library', async () => {
  const emission = await emit(library)

  test('is emitted as its goldens show', async () => {
    for (const file of emission.files.filter(({ path }) => isApplication(path))) {
      await expect(file.text).toMatchFileSnapshot(`../goldens/library/backend/${file.path}`)
    }
    expect(emission.files.map(({ path }) => path).filter(isApplication)).toEqual([
      '.env.example',
      'README.md',
      'alembic.ini',
      'app/__init__.py',
      'app/auth.py',
      'app/database.py',
      'app/errors.py',
      'app/main.py',
      'app/models.py',
      'app/routers/__init__.py',
      'app/routers/books.py',
      'app/routers/health.py',
      'app/routers/loans.py',
      'app/schemas.py',
      'app/settings.py',
      'app/validation.py',
      'migrations/env.py',
      'migrations/script.py.mako',
      'migrations/versions/0001_create_tables.py',
      'pyproject.toml',
    ])
  })

  test('keeps the rules of its own linter', () => {
    const findings = emission.files
      .filter(({ path }) => path.endsWith('.py'))
      .flatMap(({ path, text }) =>
        lintPython(text, ['app', 'tests']).map(
          ({ code, line, message }) => `${path}:${line} ${code} ${message}`,
        ),
      )
    expect(findings).toEqual([])
  })

  test('is the same at every run', async () => {
    expect(await emit(structuredClone(library))).toEqual(emission)
  })

  test('leaves out what is not implemented', () => {
    expect(emission.files.some(({ text }) => text.includes('remind'))).toBe(false)
  })

  test('tells for its lines where they come from', () => {
    const router = emission.files.find(({ path }) => path === 'app/routers/loans.py')
    const lines = router?.text.split('\n') ?? []
    const shown = (router?.lines ?? [])
      .filter(({ about }) => about === '409 when the value is already taken')
      .map(({ from, to, origins }) => [
        lines.slice(from - 1, to).map((line) => line.trim()),
        origins[0]?.kind,
      ])
    expect(shown).toEqual([
      [
        [
          'with duplicate_refused(status.HTTP_409_CONFLICT, "Book is already on loan"):',
          'await session.commit()',
        ],
        'claim',
      ],
    ])
    for (const file of emission.files) {
      const count = file.text.split('\n').length
      for (const { from, to } of file.lines) expect(from >= 1 && from <= to && to <= count).toBe(true)
    }
  })
})

describe('layout and style', () => {
  test('names and places that documents give are kept', async () => {
    const { layout } = library.service
    const named: Design = {
      ...library,
      service: {
        ...library.service,
        synchronousSessions: true,
        layout: {
          ...layout,
          package: 'src',
          main: 'src/main.py',
          settings: 'src/config.py',
          database: 'src/db/session.py',
          auth: 'src/core/security.py',
          errors: 'src/errors.py',
          models: 'src/models/loan.py',
          schemas: 'src/schemas.py',
          routers: 'src/api',
          symbols: { getSession: 'get_db', getCurrentUser: 'verify_token', engine: 'db_engine' },
        },
      },
    }
    const emission = await emit(named)
    expect(fileOf(emission, 'src/db/session.py')).toContain(
      'def get_db(turn: Annotated[None, Depends(wait_for_turn)] = None) -> Iterator[Session]:',
    )
    expect(fileOf(emission, 'src/core/security.py')).toContain('def verify_token(')
    expect(fileOf(emission, 'src/api/loans.py')).toContain('from src.models.loan import Book, Loan, utc_now')
    expect(fileOf(emission, 'src/main.py')).toContain('db_engine.dispose()')
    expect(fileOf(emission, 'src/db/__init__.py')).toBe('"""Backend of Lending library."""\n')
    expect(fileOf(emission, 'src/api/loans.py')).not.toContain('await')
  })

  test('without callers there is no authentication', async () => {
    const open: Design = {
      ...library,
      operations: library.operations.filter(({ access }) => access === 'public'),
    }
    const emission = await emit(open)
    expect(emission.files.some(({ path }) => path === 'app/auth.py')).toBe(false)
    expect(emission.requirements.some((line) => line.startsWith('pyjwt'))).toBe(false)
    expect(fileOf(emission, '.env.example')).not.toContain('SECRET')
  })

  test('hundreds of operations are emitted side by side', async () => {
    const many: Design = {
      ...library,
      operations: Array.from({ length: 30 }, (_, index) =>
        library.operations.map((operation) => ({
          ...operation,
          id: `${operation.id}${index}`,
          path: `/v${index}${operation.path}`,
          resource: `${operation.resource}_${index}`,
        })),
      ).flat(),
    }
    const emission = await emit(many)
    expect(emission.files.filter(({ path }) => path.startsWith('app/routers/'))).toHaveLength(91)
  })
})

describe('the tokens that count', () => {
  const tokensOf = async (changes: Partial<Design['auth']>) => {
    const emission = await emit({ ...library, auth: { ...library.auth, ...changes } })
    const variables = fileOf(emission, '.env.example').match(/^[A-Z_]+(?==)/gm)
    return {
      auth: fileOf(emission, 'app/auth.py'),
      tests: fileOf(emission, 'tests/test_service.py'),
      variables,
    }
  }

  test('are a matter of settings where another system issues them', async () => {
    const { auth, variables } = await tokensOf({ algorithm: 'HS256', secretEnv: 'BETTER_AUTH_SECRET' })
    expect(variables?.slice(0, 5)).toEqual([
      'BETTER_AUTH_SECRET',
      'BETTER_AUTH_SECRETS',
      'BETTER_AUTH_JWKS_URL',
      'JWT_AUDIENCE',
      'JWT_ISSUER',
    ])
    expect(auth).toContain('algorithms=algorithms')
    expect(auth).toContain('[ALGORITHM]')
    expect(auth).toContain('PUBLISHED_KEY_ALGORITHMS = ["EdDSA", "ES256", "RS256"]')
  })

  test('are those of published keys where the documents name an algorithm with two keys', async () => {
    const { auth, tests, variables } = await tokensOf({ algorithm: 'RS256', secretEnv: null })
    expect(variables?.slice(0, 3)).toEqual(['JWKS_URL', 'JWT_AUDIENCE', 'JWT_ISSUER'])
    expect(auth).toContain('PUBLISHED_KEY_ALGORITHMS = ["RS256"]')
    expect(auth).not.toContain('secret')
    expect(tests).toContain('test_a_missing_key_server_is_refused')
  })

  test('are the own ones where the backend itself issues them', async () => {
    const { auth, variables } = await tokensOf({ issuedHere: true, secretEnv: 'JWT_SECRET' })
    expect(variables?.slice(0, 2)).toEqual(['JWT_SECRET', 'DATABASE_URL'])
    expect(auth).not.toContain('PUBLISHED_KEY_ALGORITHMS')
  })
})

describe('the library whose modules stand in the backend folder itself', async () => {
  const layout = {
    ...library.service.layout,
    package: '',
    main: 'main.py',
    settings: 'config.py',
    database: 'db.py',
    auth: 'middleware/auth.py',
    errors: 'errors.py',
    models: 'models.py',
    schemas: 'schemas.py',
    routers: 'routes',
  }
  const emission = await emit({ ...library, service: { ...library.service, layout } })

  test('has no package around them', () => {
    expect(emission.files.map(({ path }) => path).filter((path) => path.endsWith('__init__.py'))).toEqual([
      'middleware/__init__.py',
      'routes/__init__.py',
      'tests/__init__.py',
    ])
  })

  test('imports its modules by their own names', () => {
    const imports = (path: string): readonly string[] =>
      fileOf(emission, path).match(
        /^(?:from|import) (?!collections|contextlib|fastapi|logging|sqlalchemy|alembic).*$/gm,
      ) ?? []
    expect(imports('main.py')).toEqual([
      'from config import get_settings',
      'from db import create_db_and_tables, engine',
      'from errors import EXCEPTION_HANDLERS, RetryLostTransactions',
      'from routes import books, health, loans',
    ])
    expect(fileOf(emission, 'migrations/env.py')).toContain('\nimport models\n')
  })
})
