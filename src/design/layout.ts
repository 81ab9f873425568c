import type { ModuleFact } from '../claims/claim.js'
import type { Layout } from './service.js'

/** A role of a module, and the file names by which documents mean it. */
const ROLES = {
  main: ['main.py'],
  settings: ['settings.py', 'config.py'],
  database: ['database.py', 'db.py', 'session.py'],
  auth: ['auth.py', 'security.py', 'jwt.py'],
  errors: ['errors.py', 'exceptions.py'],
  models: ['models.py'],
  schemas: ['schemas.py'],
} as const

type Role = keyof typeof ROLES

/** Functions by which documents mean the module that has them. */
const SYMBOLS: Readonly<Partial<Record<Role, RegExp>>> = {
  database: /^(?:get_session|get_db|get_async_session|engine|create_db_and_tables)$/,
  auth: /^(?:get_current_user|verify_token|verify_jwt|decode_token|require_user)$/,
}

/** Modules of routes, by their folder; the surer form first. */
const ROUTERS = [
  /\/(?:routers|routes|endpoints)\/(?!__init__)\w+\.py$/,
  /\/api(?:\/v\d{1,2})?\/(?!__init__|deps|dependencies|main|router)\w+\.py$/,
]

function isSafe(path: string): boolean {
  return /^[A-Za-z_][\w]*(?:\/[A-Za-z_][\w]*){0,6}\.py$/.test(path)
}

/** The package folder that most named modules lie in; `app` when none is named. */
function packageOf(paths: readonly string[]): string {
  const counts = new Map<string, number>()
  for (const path of paths) {
    const [first = '', ...rest] = path.split('/')
    if (
      rest.length > 0 &&
      first !== 'tests' &&
      first !== 'migrations' &&
      first !== 'alembic' &&
      first !== 'scripts'
    ) {
      counts.set(first, (counts.get(first) ?? 0) + 1)
    }
  }
  const [best] = [...counts].toSorted(([, left], [, right]) => right - left)
  return best?.[0] ?? 'app'
}

function symbolNamed(modules: readonly ModuleFact[], pattern: RegExp, fallback: string): string {
  return modules.find(({ symbol }) => symbol !== null && pattern.test(symbol))?.symbol ?? fallback
}

/**
 * Where modules stand: where the documents put them, so that code and tests
 * written against the specification import them unchanged; the default layout
 * of `docs/architecture.md` for all they do not name. `modules` come strongest
 * first.
 */
export function decideLayout(modules: readonly ModuleFact[]): Layout {
  const named = modules.filter(({ path }) => isSafe(path))
  const folder = packageOf(named.map(({ path }) => path))
  const inside = named.filter(({ path }) => path.startsWith(`${folder}/`))
  const place = (role: Role, fallback: string): string => {
    const bySymbol = inside.find(({ symbol }) => symbol !== null && SYMBOLS[role]?.test(symbol) === true)
    const files: readonly string[] = ROLES[role]
    const byName = inside.find(({ path }) => files.includes(path.slice(path.lastIndexOf('/') + 1)))
    return bySymbol?.path ?? byName?.path ?? `${folder}/${fallback}`
  }
  const routers = ROUTERS.map((form) => inside.find(({ path }) => form.test(path))?.path).find(
    (path) => path !== undefined,
  )
  const models = inside
    .filter(({ path }) => /\/models\/(?!__init__)\w+\.py$/.test(path))
    .map(({ path }) => path)
  const modelsFolder = new Set(models)
  return {
    package: folder,
    main: place('main', 'main.py'),
    settings: place('settings', 'settings.py'),
    database: place('database', 'database.py'),
    auth: place('auth', 'auth.py'),
    errors: place('errors', 'errors.py'),
    models: modelsFolder.size === 1 ? (models[0] ?? '') : place('models', 'models.py'),
    schemas: place('schemas', 'schemas.py'),
    routers: routers?.slice(0, routers.lastIndexOf('/')) ?? `${folder}/routers`,
    tests: 'tests',
    symbols: {
      getSession: symbolNamed(inside, /^get_(?:session|db|async_session)$/, 'get_session'),
      getCurrentUser: symbolNamed(inside, /^get_current_user(?:_id)?$/, 'get_current_user'),
      engine: symbolNamed(inside, /^(?:async_)?engine$/, 'engine'),
    },
  }
}
