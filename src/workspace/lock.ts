import { join } from 'node:path'
import { z } from 'zod'
import { ExpectedFailure } from '../diagnostics/expected-failure.js'
import type { FileSystem } from './file-system.js'
import { LOCK } from './places.js'
import { decodeText } from './text.js'

/** A generated file as `lock.json` remembers it. */
export interface LockedFile {
  /** Hash of the text in `base/`; null while a person's file stands in the way of the first. */
  readonly hash: string | null
  /**
   * The last conflict that was shown: hashes of both sides. When a person has edited the file
   * since and the tool's side is still the same, what stands is their resolution.
   */
  readonly conflict: { readonly ours: string; readonly theirs: string } | null
}

/** What was last written, and from what. */
export interface Lock {
  /** Version of Specwright. */
  readonly tool: string
  /** Hash of each document that was read, by its path. */
  readonly inputs: ReadonlyMap<string, string>
  /** Ids of the operations that were built, so that a run for others keeps them. */
  readonly operations: readonly string[]
  /** Each generated file, by its path relative to the project. */
  readonly files: ReadonlyMap<string, LockedFile>
}

const hash = z.string().regex(/^[0-9a-f]{64}$/)

/** The shape of `lock.json`; unknown keys are refused, as they may come from a later version. */
const schema = z.strictObject({
  version: z.literal(1),
  tool: z.string(),
  inputs: z.array(z.strictObject({ path: z.string(), hash })),
  operations: z.array(z.string()),
  files: z.array(
    z.strictObject({
      path: z.string(),
      hash: hash.nullable(),
      conflict: z.strictObject({ ours: hash, theirs: hash }).optional(),
    }),
  ),
})

/**
 * Reads `.specwright/lock.json`; null when there is none.
 * Throws `lock-invalid` when it is damaged, as after a merge that went wrong.
 */
export async function readLock(files: FileSystem, project: string): Promise<Lock | null> {
  const bytes = await files.read(join(project, LOCK))
  if (bytes === null) return null
  const reading = schema.safeParse(parse(decodeText(bytes)))
  if (!reading.success) {
    throw new ExpectedFailure(
      'lock-invalid',
      `${LOCK} cannot be read: ${reading.error.issues[0]?.message ?? 'it is no JSON'}.`,
      'Restore it from version control. Without it, every file that differs is taken for a person’s.',
    )
  }
  return {
    tool: reading.data.tool,
    operations: reading.data.operations,
    inputs: new Map(reading.data.inputs.map((input) => [input.path, input.hash])),
    files: new Map(
      reading.data.files.map((file) => [file.path, { hash: file.hash, conflict: file.conflict ?? null }]),
    ),
  }
}

function parse(text: string | null): unknown {
  if (text === null) return null
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/**
 * The text of `lock.json`: one line per file in the order of code points, so that the same
 * run gives the same bytes and two branches merge by line.
 */
export function printLock(lock: Lock): string {
  const inputs = sorted(lock.inputs).map(([path, value]) => JSON.stringify({ path, hash: value }))
  const files = sorted(lock.files).map(([path, file]) =>
    JSON.stringify(
      file.conflict === null ? { path, hash: file.hash } : { path, hash: file.hash, conflict: file.conflict },
    ),
  )
  return [
    '{',
    '  "version": 1,',
    `  "tool": ${JSON.stringify(lock.tool)},`,
    `  "inputs": ${list(inputs)},`,
    `  "operations": ${list(lock.operations.map((id) => JSON.stringify(id)))},`,
    `  "files": ${list(files)}`,
    '}',
    '',
  ].join('\n')
}

function list(lines: readonly string[]): string {
  return lines.length === 0 ? '[]' : `[\n    ${lines.join(',\n    ')}\n  ]`
}

function sorted<T>(map: ReadonlyMap<string, T>): [string, T][] {
  return [...map].toSorted(([left], [right]) => (left < right ? -1 : left > right ? 1 : 0))
}
