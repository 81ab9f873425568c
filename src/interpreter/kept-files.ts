import type { Design } from '../design/design.js'
import { namedByClients } from '../design/named-by-clients.js'
import type { FileType } from '../design/file-rules.js'

/** A file in memory. */
export interface KeptFile {
  readonly type: FileType
  readonly content: Uint8Array
}

/** Files by their addresses. */
export type KeptFiles = ReadonlyMap<string, KeptFile>

/** What one operation does to the files; nothing of it counts before the operation succeeds. */
export class FileChanges {
  readonly #kept = new Map<string, KeptFile>()
  readonly #discarded = new Set<string>()
  readonly #base: string

  /** @param base the address that all files have before their names */
  constructor(base: string) {
    this.#base = base
  }

  /** Keeps a file under a name and returns its address. */
  keep(name: string, file: KeptFile): string {
    const address = `${this.#base}/${name}`
    this.#kept.set(address, file)
    return address
  }

  /** Lets the file at an address go, if there is one. */
  discard(address: unknown): void {
    if (typeof address === 'string') this.#discarded.add(address)
  }

  /** The files after the operation. */
  applied(before: KeptFiles): KeptFiles {
    if (this.#kept.size === 0 && this.#discarded.size === 0) return before
    return new Map([...before, ...this.#kept].filter(([address]) => !this.#discarded.has(address)))
  }
}

/** Columns in which only uploads put addresses of files, by their entities. */
export function fileColumns({ operations }: Design): ReadonlyMap<string, ReadonlySet<string>> {
  const columns = new Map<string, Set<string>>()
  for (const { steps } of operations) {
    for (const step of steps ?? []) {
      if (step.kind !== 'store') continue
      const find = (steps ?? []).find((each) => each.kind === 'find' && each.row === step.row)
      if (find?.kind !== 'find' || namedByClients(operations, find.entity, step.field)) continue
      columns.set(find.entity, (columns.get(find.entity) ?? new Set()).add(step.field))
    }
  }
  return columns
}
