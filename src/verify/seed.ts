import type { JsonValue } from '../claims/json.js'
import { isObject } from '../design/conformance.js'
import { moduleName, type Backend } from '../fastapi/backend.js'
import { packageFile } from '../package-file.js'
import { dialogue, type Dialogue } from './dialogue.js'
import { CannotPrepare } from './probes/probe.js'
import type { Attributes, RowStore } from './probes/row-store.js'

/** A backend into whose database rows are put. */
export interface Seeding {
  readonly python: string
  /** The backend. */
  readonly folder: string
  /** The environment of the running service, with its database. */
  readonly variables: Readonly<Record<string, string>>
  readonly backend: Backend
}

const SCRIPT = packageFile('src/verify/specwright_seed.py')

/**
 * The database of a service that runs, through the models of its backend; the program that reaches it starts with the
 * first row that is asked for.
 */
export function seeder(seeding: Seeding): RowStore & { readonly close: () => Promise<void> } {
  let running: Dialogue | null = null
  const ask = async (request: Readonly<Record<string, JsonValue>>): Promise<JsonValue> => {
    running ??= started(seeding)
    const line = await running.ask(JSON.stringify(request))
    const answer: JsonValue = line === null ? null : JSON.parse(line)
    if (isObject(answer) && answer['value'] !== undefined) return answer['value']
    const fault = isObject(answer) ? answer['fault'] : running.errors().trim().split('\n').at(-1)
    throw new CannotPrepare(`no ${String(request['model'])} could be stored: ${String(fault)}`)
  }
  return {
    store: async (model, row, hashed) => attributes(await ask({ do: 'store', model, row, hashed })),
    find: async (model, like) => {
      const rows = await ask({ do: 'find', model, like })
      return Array.isArray(rows) ? rows.map(attributes) : []
    },
    change: async (model, like, values) => Number(await ask({ do: 'change', model, like, values })),
    close: async () => {
      await running?.close()
    },
  }
}

function started({ python, folder, variables, backend }: Seeding): Dialogue {
  const { paths, design } = backend
  const hashes = backend.operations.some(({ steps }) => steps.some(({ kind }) => kind === 'verify'))
  return dialogue({
    command: python,
    arguments: [
      SCRIPT,
      moduleName(paths.models),
      moduleName(paths.database),
      design.service.layout.symbols.engine,
      hashes ? moduleName(paths.auth) : '',
    ],
    folder,
    environment: variables,
  })
}

function attributes(value: JsonValue): Attributes {
  return isObject(value) ? value : {}
}
