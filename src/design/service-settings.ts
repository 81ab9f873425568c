import type { ClaimOf, ServiceFacts } from '../claims/claim.js'
import type { Assembly } from './assembly.js'
import { candidatesOf, claimsAbout, groupBy } from './claim-index.js'
import { decideErrorBody } from './error-body.js'
import { withCodes } from './error-codes.js'
import type { DraftOperation } from './draft.js'
import { causeOf } from './errors.js'
import { decideLayout } from './layout.js'
import type { Origin } from './origin.js'
import { compareAuthority } from './precedence.js'
import type { SchemaIndex } from './schemas.js'
import type { Auth, Service, Setting } from './service.js'
import { decideTitle } from './service-title.js'
import { originsOf, settle } from './settle.js'

/** A SQLite database in a file beside the backend, which does no harm wherever it runs. */
const LOCAL_DATABASE = /^sqlite(?:\+aiosqlite)?:\/\/\/(?:\.\/)?[A-Za-z0-9_][\w-]{0,40}\.(?:db|sqlite3?)$/

/** The strongest example of a variable; a database that needs no server comes before all others. */
function exampleOf(assembly: Assembly, claims: readonly ClaimOf<'setting'>[]): string | null {
  const examples = settle(assembly.sources, 'wire', candidatesOf(claims, 'example'))
  const local = examples?.find(({ value }) => LOCAL_DATABASE.test(value))
  return (local ?? examples?.[0])?.value ?? null
}

/** Environment variables of the backend, one each, those of the frontend left out. */
function settingsOf(assembly: Assembly, auth: Auth): readonly Setting[] {
  const claims = claimsAbout(assembly.reading.claims, 'setting')
  const settings = [...groupBy(claims, ({ subject }) => subject.name)].flatMap(
    ([name, own]): readonly Setting[] => {
      const side = settle(assembly.sources, 'wire', candidatesOf(own, 'side'))?.[0].value ?? 'backend'
      if (side === 'frontend' || /^(?:NEXT_PUBLIC|VITE|REACT_APP)_/.test(name)) return []
      if (!/^[A-Z][A-Z0-9_]{0,63}$/.test(name)) return []
      return [
        {
          name,
          example: exampleOf(assembly, own),
          description: settle(assembly.sources, 'wire', candidatesOf(own, 'description'))?.[0].value ?? null,
          origins: { exists: own.slice(0, 4).map(({ span, reader }) => ({ kind: 'claim', span, reader })) },
        },
      ]
    },
  )
  const missing = (name: string | null, clause: string): readonly Setting[] =>
    name === null || settings.some((setting) => setting.name === name)
      ? []
      : [{ name, example: null, description: null, origins: { exists: [{ kind: 'standard', clause }] } }]
  return [...settings, ...missing(auth.secretEnv, 'AUTH-1'), ...missing('DATABASE_URL', 'CODE-3')].toSorted(
    (left, right) => (left.name < right.name ? -1 : 1),
  )
}

/** The status of an invalid body: a person's choice, the one most operations give, 422 when none does (ERR-7). */
function validationStatus({ answers }: Assembly, operations: readonly DraftOperation[]): 400 | 422 {
  const answer = answers.get('invalid-body')
  if (answer === '400') return 400
  if (answer === '422') return 422
  const given = operations
    .flatMap(({ errorFacts }) => errorFacts)
    .filter((fact) => causeOf(fact) === 'body')
    .map(({ status }) => status)
  const bad = given.filter((status) => status === 400).length
  return bad > given.length - bad ? 400 : 422
}

/** A folder inside the project, safe to write to. */
function isFolder(folder: string): boolean {
  return /^[A-Za-z0-9_][\w.-]{0,60}(?:\/[A-Za-z0-9_][\w.-]{0,60}){0,4}$/.test(folder)
}

/** Settles what is true of the whole service. */
export function decideService(
  assembly: Assembly,
  schemas: SchemaIndex,
  operations: readonly DraftOperation[],
  auth: Auth,
): Service {
  const claims = claimsAbout(assembly.reading.claims, 'service')
  const origins = new Map<string, readonly Origin[]>()
  const take = <P extends keyof ServiceFacts>(property: P): ServiceFacts[P] | null => {
    const settled = settle(assembly.sources, 'wire', candidatesOf(claims, property))
    if (settled === null) return null
    origins.set(property, originsOf(settled[0]))
    return settled[0].value
  }
  const order = compareAuthority(assembly.sources, 'wire')
  const modules = candidatesOf(claims, 'module').toSorted((left, right) => {
    const guide = ({ span }: { span: { source: string } }): number =>
      ['guide', 'plan'].indexOf(assembly.sources.kind(span.source) ?? '')
    return guide(right) - guide(left) || order(left.span, right.span)
  })
  const errorBody = decideErrorBody(assembly, schemas)
  const validation = validationStatus(assembly, operations)
  origins.set('errorBody', errorBody.origins)
  const title = decideTitle(assembly, operations)
  if (title !== null) origins.set('title', title.origins)
  const backendFolder = take('backendFolder')
  return {
    title: title?.value ?? 'Backend',
    description: take('description'),
    backendFolder: backendFolder !== null && isFolder(backendFolder) ? backendFolder : 'backend',
    layout: decideLayout(modules.map(({ value }) => value)),
    synchronousSessions: take('synchronousSessions') ?? false,
    database: take('database') ?? 'sqlite',
    // Every origin is none: see any-origin.ts.
    corsOrigins: (take('corsOrigins') ?? []).filter((origin) => origin !== '*'),
    errorBody: withCodes(assembly, schemas, errorBody.value, validation),
    validationStatus: validation,
    settings: settingsOf(assembly, auth),
    origins: Object.fromEntries(origins),
  }
}
