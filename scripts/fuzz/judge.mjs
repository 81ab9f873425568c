import { PositionEncoding, Workspace } from '@astral-sh/ruff-wasm-nodejs'
import { createRequire } from 'node:module'
import { Language, Parser } from 'web-tree-sitter'
import { PLANTED } from './hostile.mjs'

/** @typedef {import('web-tree-sitter').Node} Node */
/** @typedef {import('../../src/fastapi/emission.js').Emission} Emission */
/** @typedef {import('../../src/design/design.js').Design} Design */

/** Packages that generated code may import, besides Python's own and the backend's. */
const LIBRARIES =
  'alembic anyio bcrypt cryptography fastapi httpx jwt multipart pwdlib psycopg pydantic pydantic_core ' +
  'pydantic_settings pytest pytest_asyncio sqlalchemy sqlmodel starlette'
const STANDARD =
  '__future__ asyncio base64 collections contextlib csv dataclasses datetime decimal enum functools hashlib ' +
  'hmac http io itertools json logging math operator os pathlib random re secrets string sys tempfile time typing ' +
  'unicodedata unittest uuid zoneinfo'
const IMPORTED = new Set([...LIBRARIES.split(' '), ...STANDARD.split(' ')])

/** Functions that no generated code calls. */
const FORBIDDEN = /^(?:exec|eval|compile|__import__|globals|locals|breakpoint|os\.system|subprocess\b.*)$/

/** Device names of Windows, and what no file name may hold anywhere. */
const ILLEGAL =
  // oxlint-disable-next-line no-control-regex -- control characters are what it looks for
  /[<>:"|?*\\\u0000-\u001f\u007f\ud800-\udfff]|(?:^|\/)(?:\.{1,2})?(?:\/|$)|^\/|[. ](?:\/|$)|(?:^|\/)(?:con|prn|aux|nul|com\d|lpt\d)(?:\.[^/]*)?(?:\/|$)/iu

/** @type {Promise<Parser> | null} */
let loading = null

async function loadParser() {
  await Parser.init()
  const grammar = createRequire(import.meta.url).resolve('tree-sitter-python/tree-sitter-python.wasm')
  return new Parser().setLanguage(await Language.load(grammar))
}

/** @type {(root: Node, visit: (node: Node) => void) => void} */
function walk(root, visit) {
  const cursor = root.walk()
  try {
    for (;;) {
      visit(cursor.currentNode)
      if (cursor.gotoFirstChild()) continue
      while (!cursor.gotoNextSibling()) if (!cursor.gotoParent()) return
    }
  } finally {
    cursor.delete()
  }
}

/** @type {(node: Node, own: ReadonlySet<string>) => string | null} */
function nodeProblem(node, own) {
  if (node.type === 'ERROR' || node.isMissing) return 'does not parse'
  if (node.type === 'call') {
    const callee = node.childForFieldName('function')?.text ?? ''
    if (callee.includes(PLANTED) || FORBIDDEN.test(callee)) return `calls ${callee}`
  }
  if (node.type === 'interpolation' && node.text.includes(PLANTED)) return `interpolates ${node.text}`
  if (node.type === 'import_statement' || node.type === 'import_from_statement') {
    const named =
      node.type === 'import_statement'
        ? node.childrenForFieldName('name')
        : [node.childForFieldName('module_name')]
    for (const module of named) {
      const [first = ''] = (module?.text ?? '').split(/[. ]/)
      if (!IMPORTED.has(first) && !own.has(first)) return `imports ${module?.text ?? ''}`
    }
  }
  return null
}

/** @type {(parser: Parser, text: string, own: ReadonlySet<string>) => readonly string[]} */
function treeProblems(parser, text, own) {
  const tree = parser.parse(text)
  if (tree === null) return ['has no tree']
  /** @type {string[]} */
  const problems = []
  try {
    walk(tree.rootNode, (node) => {
      const problem = nodeProblem(node, own)
      if (problem !== null && problems.length < 3) {
        problems.push(`line ${node.startPosition.row + 1} ${problem}: ${node.text.slice(0, 120)}`)
      }
    })
  } finally {
    tree.delete()
  }
  return problems
}

/** @type {(text: string, packages: readonly string[]) => readonly string[]} */
function ruffProblems(text, packages) {
  const workspace = new Workspace(
    {
      'line-length': 100,
      'target-version': 'py311',
      lint: {
        select: ['E', 'F', 'I', 'UP', 'B', 'SIM', 'D1', 'RUF100'],
        isort: { 'known-first-party': [...packages] },
      },
    },
    PositionEncoding.Utf16,
  )
  try {
    const lines = text.split('\n')
    return workspace
      .check(text)
      .filter(
        // A name or a text without blanks cannot be broken into lines.
        (/** @type {{ code: string | null, start_location: { row: number } }} */ found) =>
          found.code !== 'E501' || !/\S{40}/.test(lines[found.start_location.row - 1] ?? ''),
      )
      .map(
        (/** @type {{ code: string | null, message: string, start_location: { row: number } }} */ found) =>
          `line ${found.start_location.row} ruff ${found.code ?? 'syntax'}: ${found.message.slice(0, 160)}`,
      )
  } finally {
    workspace.free()
  }
}

/** Lines of files that are not Python and that a parser of theirs would misread. */
const LINE_OF = /** @type {const} */ ({
  '.env.example': /^(?:#.*|[A-Z][A-Z0-9_]*=.*)?$/,
  'pyproject.toml':
    /^(?:\[[\w.-]+\]|[\w-]+ = (?:"(?:[^"\\\p{Cc}]|\\.)*"|\d+|\[.*\]?)|\s+"(?:[^"\\\p{Cc}]|\\.)*",|\])?$/u,
})

/** @type {(path: string, text: string) => readonly string[]} */
function plainProblems(path, text) {
  const form = Object.entries(LINE_OF).find(([name]) => name === path)?.[1]
  if (form === undefined) return []
  const wrong = text.split('\n').find((line) => !form.test(line))
  return wrong === undefined ? [] : [`${path}: ${wrong.slice(0, 120)}`]
}

/** @type {(left: unknown, right: unknown, place: string) => string | null} the first place where data differ */
function lostIn(left, right, place) {
  if (typeof left !== 'object' || left === null || typeof right !== 'object' || right === null) {
    // JSON has one zero; nobody can tell it from the other.
    return left === right ? null : `${place}: ${String(left)} becomes ${String(right)}`
  }
  const entries = new Map(Object.entries(right))
  for (const [key, value] of Object.entries(left)) {
    if (value === undefined) continue
    if (!entries.has(key)) return `${place}.${key}`
    const lost = lostIn(value, entries.get(key), `${place}.${key}`)
    if (lost !== null) return lost
  }
  return null
}

/**
 * What is wrong with what the tool made of hostile documents.
 *
 * @param {Design} design
 * @param {Emission} emission
 * @returns {Promise<readonly string[]>}
 */
export async function judge(design, emission) {
  loading ??= loadParser()
  const parser = await loading
  const { layout, backendFolder } = design.service
  /** @type {string[]} */
  const problems = []
  const lost = lostIn(design, JSON.parse(JSON.stringify(design)), 'design')
  if (lost !== null) problems.push(`JSON loses ${lost}`)
  if (!/^[\w][\w.-]*(?:\/[\w][\w.-]*)*$/.test(backendFolder)) problems.push(`backend folder ${backendFolder}`)
  const own = new Set([layout.package, layout.tests].map((folder) => folder.split('/')[0] ?? ''))
  for (const path of Object.values(layout)) {
    if (typeof path === 'string' && path.includes('/')) own.add(path.split('/')[0] ?? '')
  }
  const paths = new Set()
  for (const { path, text } of emission.files) {
    if (ILLEGAL.test(path) || Buffer.byteLength(path) > 200)
      problems.push(`illegal path ${path.slice(0, 200)}`)
    const folded = path.normalize('NFC').toLowerCase()
    if (paths.has(folded)) problems.push(`path given twice: ${path}`)
    paths.add(folded)
    const found = path.endsWith('.py')
      ? [...treeProblems(parser, text, own), ...ruffProblems(text, [...own])]
      : plainProblems(path, text)
    problems.push(...found.slice(0, 3).map((problem) => `${path}: ${problem}`))
  }
  const ids = emission.tests.map(({ id }) => id)
  const twice = ids.find((id, index) => ids.indexOf(id) !== index)
  if (twice !== undefined) problems.push(`test id given twice: ${twice}`)
  return problems
}
