import type { Design, FirstAccount } from '../design/design.js'
import type { Entity, TableIndex } from '../design/entity.js'
import type { Layout } from '../design/service.js'
import type { Operation } from '../design/operation.js'
import type { Step } from '../design/step.js'
import { identifier } from '../python/identifier.js'
import { symbol, type Symbol } from '../python/nodes/name.js'
import { nameModels, type ModelNames } from './models-of.js'
import { ownerChecksOf, type OwnerCheck } from './owner-check.js'
import { documentOnly, type Citation } from './tests/citation.js'
import { numbers, SEQUENCE_COUNTERS } from './sequence-counter.js'
import { storableEntity, storableOperation } from './storable.js'
import { tableOf, type Table } from './table.js'
import { columnNamed } from './settled.js'
import { userIdType, type UserIdType } from '../design/user-id.js'

/** An operation whose steps are known; others are not emitted. */
export type ImplementedOperation = Operation & { readonly steps: readonly Step[] }

/** Files of the backend, relative to its folder. */
export interface Paths {
  readonly main: string
  readonly settings: string
  readonly database: string
  readonly auth: string
  readonly errors: string
  readonly validation: string
  readonly firstAccount: string
  readonly sequences: string
  readonly sessions: string
  readonly authSessions: string
  readonly mail: string
  readonly mailTokens: string
  readonly exports: string
  readonly rows: string
  readonly pages: string
  readonly streaks: string
  readonly storage: string
  readonly bucket: string
  readonly relations: string
  readonly slugs: string
  readonly views: string
  readonly models: string
  readonly schemas: string
  readonly routers: string
}

/** The design as its emitters need it: names settled once for all files. */
export interface Backend {
  readonly design: Design
  /** Names places of the specification in docstrings. */
  readonly cite: Citation
  readonly operations: readonly ImplementedOperation[]
  /** Tables that this backend owns, by entity. */
  readonly tables: ReadonlyMap<string, Table>
  readonly models: ModelNames
  readonly ownerChecks: readonly OwnerCheck[]
  /** The account that is made at the first start; null without one. */
  readonly firstAccount: FirstAccount | null
  /** What a user id is. */
  readonly userId: UserIdType
  readonly paths: Paths
  readonly asynchronous: boolean
  /** Top-level packages of the backend. */
  readonly packages: readonly string[]
}

/** Settles what all emitters share; without `cite`, docstrings name documents alone. */
export function backendOf(design: Design, cite: Citation = documentOnly): Backend {
  const { layout } = design.service
  const counted = design.operations.some(({ steps }) => steps !== null && numbers(steps))
  const entities = [...design.entities, ...(counted ? [SEQUENCE_COUNTERS] : [])].map(storableEntity)
  const operations = design.operations.flatMap((operation) =>
    operation.steps === null ? [] : [storableOperation({ ...operation, steps: operation.steps }, entities)],
  )
  const owned = entities.filter((entity) => !entity.managedElsewhere)
  const paths = pathsOf(layout)
  const tables = tablesOf(owned, entities)
  return {
    design,
    cite,
    operations,
    tables,
    ownerChecks: ownerChecksOf(operations),
    firstAccount: design.firstAccount ?? null,
    userId: userIdType(operations, (entity, field) => {
      const table = tables.get(entity)
      return table === undefined ? null : (columnNamed(table, field)?.field.type ?? null)
    }),
    models: nameModels(operations, owned),
    paths,
    asynchronous: !design.service.synchronousSessions,
    packages: [
      ...new Set(Object.values(paths).map((path) => path.split('/', 1)[0]?.replace(/\.py$/, '') ?? path)),
    ].sort(),
  }
}

/** Where modules stand; of two roles with one file, the second gets a file of its own. */
function pathsOf(layout: Layout): Paths {
  const taken = new Set<string>()
  const place = (wanted: string, role: string): string => {
    const path = taken.has(wanted) ? `${layout.package === '' ? '' : `${layout.package}/`}${role}.py` : wanted
    taken.add(path)
    return path
  }
  return {
    main: place(layout.main, 'main'),
    firstAccount: place(`${folderOf(layout.database)}first_account.py`, 'first_account'),
    models: place(layout.models, 'models'),
    database: place(layout.database, 'database'),
    auth: place(layout.auth, 'auth'),
    settings: place(layout.settings, 'settings'),
    schemas: place(layout.schemas, 'schemas'),
    errors: place(layout.errors, 'errors'),
    validation: place(`${folderOf(layout.errors)}validation.py`, 'request_validation'),
    storage: place(`${folderOf(layout.errors)}storage.py`, 'file_storage'),
    bucket: place(`${folderOf(layout.errors)}bucket.py`, 'file_bucket'),
    sessions: place(`${folderOf(layout.database)}login_sessions.py`, 'kept_sessions'),
    authSessions: place(`${folderOf(layout.database)}auth_sessions.py`, 'looked_up_sessions'),
    mail: place(`${folderOf(layout.errors)}mail.py`, 'outgoing_mail'),
    mailTokens: place(`${folderOf(layout.database)}mail_tokens.py`, 'kept_mail_tokens'),
    exports: place(`${folderOf(layout.errors)}exports.py`, 'file_exports'),
    pages: place(`${folderOf(layout.errors)}pages.py`, 'list_pages'),
    streaks: place(`${folderOf(layout.errors)}streaks.py`, 'day_streaks'),
    rows: place(`${folderOf(layout.errors)}checked_rows.py`, 'rows_of_requests'),
    sequences: place(`${folderOf(layout.database)}sequences.py`, 'numbered_sequences'),
    relations: place(`${folderOf(layout.errors)}relations.py`, 'row_relations'),
    slugs: place(`${folderOf(layout.errors)}slugs.py`, 'row_slugs'),
    views: place(`${folderOf(layout.errors)}views.py`, 'row_views'),
    routers: layout.routers.replace(/\/$/, ''),
  }
}

function tablesOf(owned: readonly Entity[], all: readonly Entity[]): ReadonlyMap<string, Table> {
  const classes = new Set<string>()
  const indexes = new Set<string>()
  return new Map(
    owned.map((entity) => {
      const className = identifier(entity.name, classes)
      classes.add(className)
      const table = tableOf(entity, className, all)
      return [entity.name, { ...table, indexes: table.indexes.map((index) => named(index, table, indexes)) }]
    }),
  )
}

/** An index with a name that no other of the database has; `taken` receives it. */
function named(index: TableIndex, table: Table, taken: Set<string>): TableIndex {
  const made = `${index.unique ? 'uq' : 'ix'}_${table.name}_${index.fields.join('_')}`
  const name = [index.name, made, `${made}_${taken.size}`].find((one) => !taken.has(one)) ?? made
  taken.add(name)
  return { ...index, name }
}

/** `app.db` for `app/db.py`, `app.api` for `app/api`. */
export function moduleName(path: string): string {
  return path
    .replace(/\.py$/, '')
    .replace(/\/__init__$/, '')
    .split('/')
    .filter((segment) => segment !== '')
    .join('.')
}

/** The folder of a file with its closing slash; empty at the top. */
export function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1)
}

/** A name that one of the backend's own modules exports. */
export function own(backend: Backend, module: keyof Paths, name: string): Symbol {
  return symbol(moduleName(backend.paths[module]), name)
}

/** The table of an entity; throws for one that the design does not hold, which is a defect of the design. */
export function tableNamed(backend: Backend, entity: string): Table {
  const table = backend.tables.get(entity)
  if (table === undefined) throw new Error(`the design holds no table for ${JSON.stringify(entity)}`)
  return table
}

/** Whether any operation has a step that `matches`. */
export function someStep(backend: Backend, matches: (step: Step) => boolean): boolean {
  return backend.operations.some((operation) => operation.steps.some(matches))
}

/** Whether the service knows its callers, or signs them in. */
export function hasCallers(backend: Backend): boolean {
  return someStep(
    backend,
    (step) => step.kind === 'authenticate' || step.kind === 'issue' || step.kind === 'renew',
  )
}
