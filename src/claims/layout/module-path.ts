/** Where a Python file stands. */
export interface ModulePlace {
  /** The backend folder, relative to the project; null when the path begins inside it. */
  readonly folder: string | null
  /** Relative to the backend folder: `app/db.py`. */
  readonly path: string
}

/** Folders that hold a backend. */
const BACKEND = /^(?:backend|server|api-server|back-end)$/i

/** Top folders of a backend. */
const INSIDE = /^(?:app|src|tests|migrations)$/

/**
 * The place of a Python file that a document names: `backend/app/db.py` is `app/db.py` in `backend`.
 *
 * @returns null for a path that leaves the project, names no Python file or begins nowhere known
 */
export function modulePlace(written: string): ModulePlace | null {
  const path = written.trim().replace(/^\.?\//, '')
  if (
    !/^(?:[\w.-]{1,60}\/){0,10}\w{1,60}\.py$/.test(path) ||
    path.includes('..') ||
    /(?:^|\/)init\.py$/.test(path)
  )
    return null
  const segments = path.split('/')
  const at = segments.findIndex((segment) => BACKEND.test(segment))
  // Alembic's own scripts are no modules of the application.
  if (segments[at + 1] === 'alembic') return null
  if (at >= 0 && at < segments.length - 1)
    return { folder: segments.slice(0, at + 1).join('/'), path: segments.slice(at + 1).join('/') }
  return segments.length > 1 && INSIDE.test(segments[0] ?? '') ? { folder: null, path } : null
}

/** The file of a dotted module: `app.db` → `app/db.py`; null for a library's or a relative one. */
export function importedPlace(module: string): ModulePlace | null {
  if (!/^(?:backend\.)?(?:app|src)(?:\.[A-Za-z_]\w{0,60}){1,6}$/.test(module)) return null
  return modulePlace(`${module.replaceAll('.', '/')}.py`)
}
