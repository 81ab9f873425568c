import { createRequire } from 'node:module'
import type * as RuffWasm from '@astral-sh/ruff-wasm-nodejs'
import type { Workspace } from '@astral-sh/ruff-wasm-nodejs'
import { LINE_LENGTH } from './line-length.js'

/** Rules that generated Python keeps; also written into the backend's own configuration. */
export const LINT_RULES: readonly string[] = ['E', 'F', 'I', 'UP', 'B', 'SIM', 'D1', 'RUF100']

/** A finding of ruff in generated code: a defect of this program, not of a specification. */
export interface Finding {
  readonly code: string | null
  readonly message: string
  readonly line: number
}

/** Formats Python with ruff; throws for text that does not parse. */
export function formatPython(text: string): string {
  return formatter().format(text)
}

/** Lints Python with the rules of the backend; `ownPackages` are sorted after third-party imports. */
export function lintPython(text: string, ownPackages: readonly string[]): readonly Finding[] {
  const workspace = open({ isort: { 'known-first-party': [...ownPackages] } })
  try {
    const found: unknown = workspace.check(text)
    return Array.isArray(found) ? found.map(readFinding) : []
  } finally {
    workspace.free()
  }
}

let shared: Workspace | null = null

function formatter(): Workspace {
  shared ??= open({})
  return shared
}

/** Loads ruff, 10 MB of WebAssembly, when Python is printed, and not for commands that print none. */
function open(lint: { readonly [option: string]: unknown }): Workspace {
  const ruff: typeof RuffWasm = createRequire(import.meta.url)('@astral-sh/ruff-wasm-nodejs')
  const options = {
    'line-length': LINE_LENGTH,
    'target-version': 'py311',
    lint: { select: [...LINT_RULES], ...lint },
  }
  return new ruff.Workspace(options, ruff.PositionEncoding.Utf16)
}

function readFinding(found: unknown): Finding {
  const entry: { readonly [key: string]: unknown } = isRecord(found) ? found : {}
  const place = isRecord(entry['start_location']) ? entry['start_location']['row'] : null
  return {
    code: typeof entry['code'] === 'string' ? entry['code'] : null,
    message: typeof entry['message'] === 'string' ? entry['message'] : '',
    line: typeof place === 'number' ? place : 0,
  }
}

function isRecord(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === 'object' && value !== null
}
