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
  /(?:^|\/)(?:routers|routes|endpoints)\/(?!__init__)\w+\.py$/,
  /(?:^|\/)api(?:\/v\d{1,2})?\/(?!__init__|deps|dependencies|main|router)\w+\.py$/,
]

function isSafe(path: string): boolean {
  return /^[A-Za-z_][\w]*(?:\/[A-Za-z_][\w]*){0,6}\.py$/.test(path)
}

/** Top folders that no package of the application is: its tests, migrations and scripts. */
const BESIDE = /^(?:tests?|migrations|alembic|scripts|specs|docs)$/

/** Folders of one kind of module; where they stand on top, the backend folder itself is the package. */
const PARTS =
  /^(?:routes|routers|endpoints|api|models|schemas|services|repositories|middlewares?|dependencies|core|common|config|db|database|auth|utils|agents|tools|crud|lib|handlers)$/

/**
 * The folder before every module, with its slash, by a vote of the documented paths: `app/`, `src/`,
 * nothing where `main.py`, `models.py` and `routes/` stand in the backend folder itself; `app/` when
 * no document says, and when as many say one as the other.
 */
function packageOf(paths: readonly string[]): string {
  const votes = new Map<string, number>()
  for (const path of paths) {
    const slash = path.indexOf('/')
    const first = path.slice(0, Math.max(slash, 0))
    if (BESIDE.test(first)) continue
    const prefix = slash < 0 || PARTS.test(first) ? '' : `${first}/`
    votes.set(prefix, (votes.get(prefix) ?? 0) + 1)
  }
  const [best, second] = [...votes].toSorted(([, left], [, right]) => right - left)
  const flat = best?.[0] === '' && second?.[1] === best[1] ? second : best
  return flat?.[0] ?? 'app/'
}

/** The folder that has the documented `main.py`, where it lies deeper: `src/shop/` for `src/shop/main.py`. */
function applicationFolder(prefix: string, paths: readonly string[]): string {
  const mains = paths.filter((path) => path.startsWith(prefix) && path.endsWith('/main.py'))
  const [main] = mains.toSorted((left, right) => left.split('/').length - right.split('/').length)
  return paths.includes(`${prefix}main.py`) || main === undefined ? prefix : main.slice(0, -'main.py'.length)
}

/** Folders in which modules that serve the whole application stand. */
const COMMON_FOLDERS =
  /^(?:core|common|config|settings|db|database|infra|infrastructure|auth|security|middlewares?|dependencies|models?|schemas?|services|lib|utils)$/

/** Whether a module serves the whole application, by its folders: `core/config.py`, not `loans/models.py`. */
function isCommon(path: string, prefix: string): boolean {
  const folders = path.slice(prefix.length).split('/').slice(0, -1)
  return folders.every((folder) => COMMON_FOLDERS.test(folder))
}

function symbolNamed(modules: readonly ModuleFact[], pattern: RegExp, fallback: string): string {
  return modules.find(({ symbol }) => symbol !== null && pattern.test(symbol))?.symbol ?? fallback
}

/** A module in the package of its name, where other modules make one: Python imports `models/`, never `models.py` beside it. */
function besidePackage(path: string, others: readonly string[]): string {
  const folder = `${path.slice(0, -'.py'.length)}/`
  return others.some((other) => other.startsWith(folder))
    ? `${folder}${path.slice(path.lastIndexOf('/') + 1)}`
    : path
}

/**
 * Where modules stand: where the documents put them, so that code and tests
 * written against the specification import them unchanged; the default layout
 * of `docs/architecture.md` for all they do not name. `modules` come strongest
 * first.
 */
export function decideLayout(modules: readonly ModuleFact[]): Layout {
  const named = modules.filter(({ path }) => isSafe(path))
  const paths = named.map(({ path }) => path)
  const prefix = applicationFolder(packageOf(paths), paths)
  const inside = named.filter(
    ({ path }) => path.startsWith(prefix) && !BESIDE.test(path.split('/', 1)[0] ?? ''),
  )
  const place = (role: Role, fallback: string): string => {
    const bySymbol = inside.find(({ symbol }) => symbol !== null && SYMBOLS[role]?.test(symbol) === true)
    const files: readonly string[] = ROLES[role]
    const byName = inside.find(
      ({ path }) => files.includes(path.slice(path.lastIndexOf('/') + 1)) && isCommon(path, prefix),
    )
    return bySymbol?.path ?? byName?.path ?? `${prefix}${fallback}`
  }
  const routers = ROUTERS.map((form) => inside.find(({ path }) => form.test(path))?.path).find(
    (path) => path !== undefined,
  )
  const models = inside
    .filter(({ path }) => /(?:^|\/)models\/(?!__init__)\w+\.py$/.test(path))
    .map(({ path }) => path)
  const modelsFolder = new Set(models.filter((path) => !/\/(?:schemas|enums|base)\.py$/.test(path)))
  const places = {
    main: place('main', 'main.py'),
    settings: place('settings', 'settings.py'),
    database: place('database', 'database.py'),
    auth: place('auth', 'auth.py'),
    errors: place('errors', 'errors.py'),
    models: modelsFolder.size === 1 ? ([...modelsFolder][0] ?? '') : place('models', 'models.py'),
    schemas: place('schemas', 'schemas.py'),
  }
  const taken = Object.values(places)
  return {
    package: prefix.slice(0, -1),
    main: besidePackage(places.main, taken),
    settings: besidePackage(places.settings, taken),
    database: besidePackage(places.database, taken),
    auth: besidePackage(places.auth, taken),
    errors: besidePackage(places.errors, taken),
    models: besidePackage(places.models, taken),
    schemas: besidePackage(places.schemas, taken),
    routers: routers?.slice(0, routers.lastIndexOf('/')) ?? `${prefix}routers`,
    tests: 'tests',
    symbols: {
      getSession: symbolNamed(inside, /^get_(?:session|db|async_session)$/, 'get_session'),
      getCurrentUser: symbolNamed(inside, /^get_current_user(?:_id)?$/, 'get_current_user'),
      engine: symbolNamed(inside, /^(?:async_)?engine$/, 'engine'),
    },
  }
}
