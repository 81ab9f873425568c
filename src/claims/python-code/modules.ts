import type { Document, Project } from '../../source/document.js'
import type { Span } from '../../source/span.js'
import type { Claim, ServiceFacts, SettingFacts } from '../claim.js'
import { moduleClaims } from '../layout/module-claims.js'
import { importedPlace, type ModulePlace, modulePlace } from '../layout/module-path.js'
import { NOTHING_READ, type Reader, type Reading } from '../reader.js'
import { type Said, serviceClaims } from '../said.js'
import { lastName } from './annotation.js'
import { type PythonBlock, pythonBlocks } from './blocks.js'
import { type ClassIndex, fieldsOf, indexClasses, kindOf, lineage } from './class-kinds.js'
import type { PythonExpression } from './expression.js'

const READER = 'python-modules'

const PATH = /(?:[\w.-]{1,60}\/){1,8}\w{1,60}\.py\b/

/** Where code stands and what it imports: modules and their names, the kind of sessions, settings read by the code. */
export const pythonModules: Reader = {
  name: READER,
  form: `\`backend/app/db.py\`:
from app.settings import settings
async def get_session() -> AsyncIterator[AsyncSession]: ...`,
  read(document: Document, project: Project): Reading {
    const blocks = pythonBlocks(document)
    if (blocks.length === 0 || document.source.kind === 'frontend') return NOTHING_READ
    const index = indexClasses(project)
    const claims = blocks.flatMap((block) => [
      ...importClaims(block),
      ...definitionClaims(block),
      ...sessionClaims(block),
      ...settingClaims(block, index),
    ])
    return { ...NOTHING_READ, claims }
  },
}

function importClaims({ module, span }: PythonBlock): readonly Claim[] {
  return module.imports.flatMap((each) => {
    const place = importedPlace(each.module)
    // A test imports what it tests; `import app.db` and packages name no symbol of a file.
    return place === null
      ? []
      : moduleClaims(
          READER,
          place,
          each.names.filter((name) => /^\w+$/.test(name)),
          span(each),
        )
  })
}

/** Names that a block defines, in the file that its caption or first comment names. */
function definitionClaims(block: PythonBlock): readonly Claim[] {
  const named = fileOf(block)
  if (named === null) return []
  const { module } = block
  const symbols = [
    ...module.classes.map(({ name }) => name),
    ...module.functions.map(({ name }) => name),
    ...module.assignments.map(({ name }) => name),
  ]
  return moduleClaims(READER, named.place, symbols, named.span)
}

function fileOf({
  caption,
  module,
  fragment,
  span,
}: PythonBlock): { readonly place: ModulePlace; readonly span: Span } | null {
  const [first] = module.comments
  if (first !== undefined && fragment.text.slice(0, first.start).trim() === '') {
    const place = modulePlace(PATH.exec(first.text)?.[0] ?? '')
    if (place !== null) return { place, span: span(first) }
  }
  const place = caption === null ? null : modulePlace(PATH.exec(caption.text)?.[0] ?? '')
  return caption === null || place === null ? null : { place, span: caption.span }
}

/** `Session` in a signature or `create_engine` means blocking calls; `AsyncSession` and `create_async_engine` do not. */
function sessionClaims({ module, span }: PythonBlock): readonly Claim[] {
  for (const { parameters } of module.functions)
    for (const { annotation } of parameters) {
      const name = annotation === null ? null : sessionName(annotation)
      if (annotation !== null && name !== null)
        return serviceClaims(READER, [
          { property: 'synchronousSessions', value: name === 'Session', span: span(annotation) },
        ])
    }
  for (const { value } of module.assignments)
    if (value?.kind === 'call' && /^create_(?:async_)?engine$/.test(lastName(value.callee)))
      return serviceClaims(READER, [
        {
          property: 'synchronousSessions',
          value: lastName(value.callee) === 'create_engine',
          span: span(value),
        },
      ])
  return []
}

function sessionName(annotation: PythonExpression): 'Session' | 'AsyncSession' | null {
  if (annotation.kind === 'subscript')
    return annotation.items[0] === undefined ? null : sessionName(annotation.items[0])
  const name = annotation.kind === 'name' ? lastName(annotation.name) : null
  return name === 'Session' || name === 'AsyncSession' ? name : null
}

/** `os.getenv("X")`, and the fields of a class of settings. */
function settingClaims(block: PythonBlock, index: ClassIndex): readonly Claim[] {
  const { module, span } = block
  const claims: Claim[] = []
  for (const { name, fallback, ...range } of module.environment)
    if (/^[A-Z][A-Z0-9_]{1,80}$/.test(name)) claims.push(...settingNamed(name, fallback, span(range)))
  for (const definition of module.classes) {
    const ancestors = lineage(index, { block, definition })
    if (kindOf({ block, definition }, ancestors) !== 'settings') continue
    for (const { block: home, assignment } of fieldsOf(ancestors)) {
      if (assignment.annotation === null || !/^[A-Za-z][A-Za-z0-9_]{1,80}$/.test(assignment.name)) continue
      const { value } = assignment
      const text = value?.kind === 'literal' && typeof value.value === 'string' ? value.value : null
      claims.push(...settingNamed(assignment.name.toUpperCase(), text, home.span(assignment)))
    }
  }
  return claims
}

function settingNamed(name: string, example: string | null, span: Span): readonly Claim[] {
  const facts: Said<SettingFacts>[] = [
    { property: 'exists', value: true, span },
    { property: 'side', value: 'backend', span },
  ]
  if (example !== null && example !== '') facts.push({ property: 'example', value: example, span })
  const secret: Said<ServiceFacts>[] = /^(?:BETTER_AUTH_|AUTH_|JWT_)?SECRET(?:_KEY)?$/.test(name)
    ? [{ property: 'secretEnv', value: name, span }]
    : []
  return [
    ...facts.map((fact): Claim => ({ subject: { kind: 'setting', name }, ...fact, reader: READER })),
    ...serviceClaims(READER, secret),
  ]
}
