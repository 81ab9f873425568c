import type { Design } from '../design/design.js'
import { printModule } from '../python/module.js'
import type { Statement } from '../python/nodes/statement.js'
import { backendOf, folderOf, hasCallers, moduleName, type Backend, type Paths } from './backend.js'
import type { Emission, GeneratedFile } from './emission.js'
import { authModule } from './modules/auth.js'
import { authSessionsModule } from './modules/auth-sessions.js'
import { bucketModule } from './modules/bucket.js'
import { databaseModule } from './modules/database.js'
import { errorsModule } from './modules/errors.js'
import { exportsModule } from './modules/exports.js'
import { firstAccountModule } from './modules/first-account.js'
import { mainModule, type RouterFile } from './modules/main.js'
import { modelsModule } from './modules/models.js'
import { routerModule } from './modules/router.js'
import { schemasModule } from './modules/schemas.js'
import { rowsModule } from './modules/checked-rows.js'
import { pagesModule } from './modules/pages.js'
import { streaksModule } from './modules/streaks.js'
import { storageModule } from './modules/storage.js'
import { sequencesModule } from './modules/sequences.js'
import { mailModule } from './modules/mail.js'
import { mailTokensModule, mailTokenStore } from './modules/mail-tokens.js'
import { checksSessions, sessionStore } from './modules/session-claim.js'
import { sessionsModule } from './modules/sessions.js'
import { settingsModule } from './modules/settings.js'
import { relationsModule } from './modules/relations.js'
import { slugsModule } from './modules/slugs.js'
import { validationModule } from './modules/validation.js'
import { viewsModule } from './modules/views.js'
import { ALEMBIC_INI, migrationEnvironment, REVISION_TEMPLATE } from './project/alembic.js'
import { environmentExample } from './project/environment-example.js'
import { firstMigration } from './project/migration.js'
import { pyproject } from './project/pyproject.js'
import { readme } from './project/readme.js'
import { runtimeRequirements, testRequirements } from './project/requirements.js'
import { uploadBytes } from './uploads.js'
import { resourcesOf } from './resources.js'
import { documentOnly, type Citation } from './tests/citation.js'
import { emitTests } from './tests/emit.js'

/**
 * Writes the backend of a design: its application modules, migrations and project
 * files. Operations without steps are left out. The same design gives the same bytes.
 *
 * @param cite names a place of a specification for the docstrings of tests.
 */
export function emit(design: Design, cite: Citation = documentOnly): Promise<Emission> {
  const backend = backendOf(design, cite)
  const files = new BackendFiles(backend)
  const routers = resourcesOf(backend).map(({ resource, module, operations }): RouterFile => {
    const path = `${backend.paths.routers}/${module}.py`
    files.python(
      path,
      `Routes of ${resource}.`,
      `the routes of ${resource}`,
      routerModule(backend, resource, operations),
    )
    return { path, module }
  })
  files.imported(
    'views',
    'Rows as clients see them, with what belongs to them.',
    'rows with what belongs to them',
    (used) => viewsModule(backend, used),
  )
  files.imported('relations', 'Rows that tie others together.', 'rows that tie others together', (used) =>
    relationsModule(backend, used),
  )
  files.imported('slugs', 'Titles as parts of addresses.', 'titles as parts of addresses', () =>
    slugsModule(backend),
  )
  files.own(
    'schemas',
    'Bodies of requests and responses.',
    'bodies of requests and responses',
    schemasModule(backend),
  )
  files.imported('exports', 'Rows as files.', 'rows as files', (used) => exportsModule(backend, used))
  files.imported('streaks', 'Runs of days.', 'runs of days', streaksModule)
  files.imported('pages', 'Addresses of pages.', 'addresses of pages', pagesModule)
  files.imported('rows', 'Rows that are checked one by one.', 'rows that are checked one by one', (used) =>
    rowsModule(backend, used),
  )
  if (files.usedFrom('storage').size > 0) {
    files.own('storage', 'Uploaded files.', 'uploaded files', storageModule(backend))
    files.own('bucket', 'Uploaded files in a bucket.', 'uploaded files in a bucket', bucketModule(backend))
  }
  files.imported('sequences', 'Numbers that are given out one after the other.', 'numbered sequences', () =>
    sequencesModule(backend),
  )
  const store = sessionStore(backend)
  if (store !== null && (files.usedFrom('sessions').size > 0 || checksSessions(backend))) {
    files.own(
      'sessions',
      'Sign-ins that can be renewed and ended.',
      'sign-ins that can be renewed and ended',
      sessionsModule(
        backend,
        store,
        new Set([...files.usedFrom('sessions'), ...(checksSessions(backend) ? ['is_live'] : [])]),
      ),
    )
  }
  const mailed = mailTokenStore(backend)
  if (mailed !== null && files.usedFrom('mailTokens').size > 0) {
    files.own(
      'mailTokens',
      'Tokens that were sent by mail.',
      'tokens that were sent by mail',
      mailTokensModule(backend, mailed),
    )
  }
  files.imported('mail', 'Outgoing mail.', 'outgoing mail', () => mailModule(backend))
  files.own('models', 'Tables.', 'tables', modelsModule(backend, files.usedFrom('models')))
  files.own(
    'main',
    `The application: \`uvicorn ${moduleName(backend.paths.main)}:app\`.`,
    'the application',
    mainModule(backend, routers),
  )
  if (backend.firstAccount !== null) {
    files.own(
      'firstAccount',
      'The account that is there from the beginning.',
      'the account that is there from the beginning',
      firstAccountModule(backend, backend.firstAccount),
    )
  }
  const [said, purpose] = hasCallers(backend)
    ? ['Who is calling.', 'who is calling']
    : ['What is kept in place of passwords.', 'passwords']
  files.imported('auth', said, purpose, (used) => authModule(backend, used))
  const { lookup = null } = design.auth
  if (lookup !== null && files.usedFrom('authSessions').size > 0) {
    files.own(
      'authSessions',
      'Sessions that Better Auth keeps in this database.',
      'sessions of Better Auth',
      authSessionsModule(lookup),
    )
  }
  files.own(
    'errors',
    'Answers to everything that goes wrong, the same for all routes.',
    'answers to errors',
    errorsModule(backend, files.usedFrom('errors')),
  )
  files.own(
    'database',
    'Database engine, sessions and schema.',
    'engine and sessions',
    databaseModule(backend),
  )
  files.own(
    'settings',
    'Settings of the service, read from the environment and from `.env`.',
    'environment variables',
    settingsModule(backend),
  )
  files.imported(
    'validation',
    'What every request must satisfy, whatever its route.',
    'what every request must satisfy',
    (used) => validationModule(used, uploadBytes(backend)),
  )
  files.python(
    'migrations/env.py',
    'Alembic environment: migrations run on the database of the application.',
    'the environment of migrations',
    migrationEnvironment(backend),
  )
  if (backend.tables.size > 0) {
    files.python(
      'migrations/versions/0001_create_tables.py',
      'Create the tables.',
      'the first migration',
      firstMigration(backend),
    )
  }
  files.packages()
  files.plain('migrations/script.py.mako', REVISION_TEMPLATE, 'the template of migrations')
  files.plain('alembic.ini', ALEMBIC_INI, 'configuration of migrations')
  files.plain(
    'pyproject.toml',
    pyproject(backend),
    'requirements, and configuration of pytest, ruff and pyright',
  )
  files.plain('.env.example', environmentExample(backend), 'the environment variables')
  files.plain('README.md', readme(backend), 'how to run the backend')
  const tests = emitTests(design, cite)
  return Promise.resolve({
    files: [...files.sorted(), ...tests.files],
    tests: tests.tests,
    requirements: [...runtimeRequirements(backend), ...testRequirements(backend)],
  })
}

/** The files of a backend while they are written, with what each imports from the others. */
class BackendFiles {
  readonly #backend: Backend
  readonly #files = new Map<string, GeneratedFile>()
  readonly #used = new Map<string, Set<string>>()

  constructor(backend: Backend) {
    this.#backend = backend
  }

  /** Names that the files written so far import from one of the backend's modules. */
  usedFrom(module: keyof Paths): ReadonlySet<string> {
    return this.#used.get(moduleName(this.#backend.paths[module])) ?? new Set()
  }

  /** Writes one of the modules that every backend has. */
  own(module: keyof Paths, docstring: string, summary: string, body: readonly Statement[]): void {
    this.python(this.#backend.paths[module], docstring, summary, body)
  }

  /** Writes a module that the files written so far import from; `body` is given the names that they import. */
  imported(
    module: keyof Paths,
    docstring: string,
    summary: string,
    body: (used: ReadonlySet<string>) => readonly Statement[],
  ): void {
    const used = this.usedFrom(module)
    if (used.size > 0) this.own(module, docstring, summary, body(used))
  }

  /** Writes a Python file. */
  python(path: string, docstring: string, summary: string, body: readonly Statement[]): void {
    const printed = printModule({ header: null, docstring, body, ownPackages: this.#backend.packages })
    for (const { module, name } of printed.imports) {
      if (name !== null) this.#used.set(module, (this.#used.get(module) ?? new Set()).add(name))
    }
    this.#files.set(path, { path, text: printed.text, summary, lines: printed.lines })
  }

  /** Writes a file that is not Python. */
  plain(path: string, text: string, summary: string): void {
    this.#files.set(path, { path, text, summary, lines: [] })
  }

  /** Writes the `__init__.py` of every folder of the packages that does not have one. */
  packages(): void {
    const folders = new Set<string>()
    for (const path of Object.values(this.#backend.paths)) {
      const python = path.endsWith('.py') ? folderOf(path) : `${path}/`
      for (let folder = python; folder !== ''; folder = folderOf(folder.slice(0, -1))) folders.add(folder)
    }
    for (const folder of folders) {
      const path = `${folder}__init__.py`
      if (this.#files.has(path)) continue
      const routers = folder === `${this.#backend.paths.routers}/`
      this.python(
        path,
        routers ? 'Routes, one module per resource.' : this.#packageTitle(),
        'the package',
        [],
      )
    }
  }

  #packageTitle(): string {
    return `Backend of ${this.#backend.design.service.title}.`
  }

  /** All files in the order of their paths. */
  sorted(): readonly GeneratedFile[] {
    return [...this.#files.values()].sort((left, right) => (left.path < right.path ? -1 : 1))
  }
}
