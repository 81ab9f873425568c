import type { Span } from '../../source/span.js'
import type { Document, Project } from '../../source/document.js'
import type { Claim, Method, OperationFacts } from '../claim.js'
import { shapeOf } from '../path-shape.js'
import { knownOperations } from '../endpoints/known-operations.js'
import { methodOf, pathOf } from '../outline/operation-name.js'
import { NOTHING_READ, type Reader, type Reading } from '../reader.js'
import { operationClaims, type Said, valueFacts } from '../said.js'
import type { Shape } from '../shape.js'
import { annotationOf, lastName } from './annotation.js'
import { type PythonBlock, pythonBlocks } from './blocks.js'
import { type ClassIndex, indexClasses } from './class-kinds.js'
import type { PythonExpression } from './expression.js'
import { fieldFacts } from './field-facts.js'
import type { PythonFunction, PythonModule } from './module.js'

const READER = 'route-snippets'

/** Documents whose code shows a pattern rather than an operation. */
const PATTERNS = /^(?:plan|research|quickstart|tasks|checklist|constitution|guide|frontend)$/

type Call = PythonExpression & { readonly kind: 'call' }

/**
 * FastAPI routes in code. They tell more of operations that some document declares; they add one only where no
 * document of the project declares any.
 */
export const routeSnippets: Reader = {
  name: READER,
  form: `
@router.post("/api/loans", status_code=201, response_model=LoanRead)
def create_loan(loan: LoanCreate, days: int = Query(14, ge=1, le=60)): ...`,
  read(document: Document, project: Project): Reading {
    const blocks = pythonBlocks(document)
    if (blocks.length === 0 || /^(?:tasks|checklist|frontend)$/.test(document.source.kind))
      return NOTHING_READ
    const index = indexClasses(project)
    const declares = knownOperations(project).length === 0 && !PATTERNS.test(document.source.kind)
    const claims = blocks.flatMap((block) =>
      block.module.functions.flatMap((definition) =>
        definition.decorators.flatMap((decorator) =>
          decorator.kind === 'call'
            ? routeClaims(block, definition, decorator, { project, index, declares })
            : [],
        ),
      ),
    )
    return { ...NOTHING_READ, claims }
  },
}

interface RouteContext {
  readonly project: Project
  readonly index: ClassIndex
  /** Whether a route makes an operation exist. */
  readonly declares: boolean
}

function routeClaims(
  block: PythonBlock,
  definition: PythonFunction,
  decorator: Call,
  { project, index, declares }: RouteContext,
): readonly Claim[] {
  const method = methodOf(lastName(decorator.callee))
  const written = decorator.positional[0] ?? decorator.keywords.get('path')
  if (method === null || !decorator.callee.includes('.') || written?.kind !== 'literal') return []
  const path = pathOf(`${prefixOf(block.module, decorator)}${String(written.value)}` || '/')
  if (path === null) return []
  const known = knownPath(project, method, path)
  const whole = /^\/(?:api|v\d{1,2})\//.test(path) || decorator.callee.startsWith('app.')
  if (known === null && !(declares && whole)) return []
  const operation = { method, path: known ?? path }
  const span = block.span(decorator)
  const exists: readonly Said<OperationFacts>[] =
    known === null ? [{ property: 'exists', value: true, span }] : []
  return [
    ...operationClaims(READER, operation, [...exists, ...answerFacts(block, decorator, index)]),
    ...parameterClaims(block, definition, operation, index),
  ]
}

/** `APIRouter(prefix="/api/loans")` of the router in the same block. */
function prefixOf({ assignments }: PythonModule, { callee }: Call): string {
  const router = assignments.find(({ name }) => name === callee.slice(0, callee.indexOf('.')))?.value
  const prefix = router?.kind === 'call' ? router.keywords.get('prefix') : undefined
  return prefix?.kind === 'literal' && typeof prefix.value === 'string' ? prefix.value : ''
}

/** The one declared path that the path of a route is, or ends. */
function knownPath(project: Project, method: Method, path: string): string | null {
  const same = knownOperations(project).filter((operation) => operation.method === method)
  const exact = same.find((operation) => shapeOf(operation.path) === shapeOf(path))
  if (exact !== undefined) return exact.path
  const ends = [...new Set(same.map((operation) => operation.path))].filter((each) =>
    shapeOf(each).endsWith(shapeOf(path)),
  )
  return path.length > 1 && ends.length === 1 ? (ends[0] ?? null) : null
}

/** The status and model of the answer. */
function answerFacts(
  block: PythonBlock,
  decorator: Call,
  index: ClassIndex,
): readonly Said<OperationFacts>[] {
  const facts: Said<OperationFacts>[] = []
  const code = decorator.keywords.get('status_code')
  const status =
    code?.kind === 'literal' && typeof code.value === 'number'
      ? code.value
      : code?.kind === 'name'
        ? Number(/HTTP_([1-5]\d\d)/.exec(code.name)?.[1] ?? Number.NaN)
        : Number.NaN
  if (code !== undefined && status >= 200 && status < 300)
    facts.push({ property: 'success', value: status, span: block.span(code) })
  const model = decorator.keywords.get('response_model')
  const annotated = model === undefined ? null : annotationOf(model, index.names)
  const shape: Shape | null =
    annotated?.shape === null || annotated?.shape === undefined
      ? null
      : annotated.type === 'array' && annotated.shape.kind !== 'array'
        ? { kind: 'array', items: annotated.shape }
        : annotated.shape
  if (model !== undefined && shape !== null)
    facts.push({
      property: 'response',
      value: { status: Number.isNaN(status) ? 200 : status, shape },
      span: block.span(model),
    })
  return facts
}

/** Values in the query, and the model of the body. */
function parameterClaims(
  block: PythonBlock,
  definition: PythonFunction,
  operation: { readonly method: Method; readonly path: string },
  index: ClassIndex,
): readonly Claim[] {
  return definition.parameters.flatMap(({ name, annotation, value }): readonly Claim[] => {
    if (annotation === null || operation.path.includes(`{${name}}`)) return []
    const declared = value?.kind === 'call' ? lastName(value.callee) : null
    const annotated = annotationOf(annotation, index.names)
    const inside = annotated.calls.flatMap((call) => (call.kind === 'call' ? [lastName(call.callee)] : []))
    const span = block.span({ start: annotation.start, end: value?.end ?? annotation.end })
    if (/(?:^|\.)OAuth2PasswordRequestForm$/.test(formName(annotation))) return formClaims(operation, span)
    if (declared === null && annotated.shape?.kind === 'reference' && operation.method.startsWith('P'))
      return operationClaims(READER, operation, [
        { property: 'bodySchema', value: annotated.shape.name, span },
      ])
    const isQuery = declared === 'Query' || inside.includes('Query')
    const plain =
      declared === null && inside.length === 0 && value?.kind === 'literal' && operation.method === 'GET'
    if ((!isQuery && !plain) || annotated.type === null) return []
    const facts = valueFacts(
      fieldFacts(
        {
          name,
          annotation,
          value: value?.kind === 'call' ? { ...value, callee: 'Field' } : value,
          start: annotation.start,
          end: value?.end ?? annotation.end,
        },
        false,
        index.names,
        block.span,
      ),
    )
    const subject = { kind: 'parameter', ...operation, in: 'query', name } as const
    return facts.map((fact) => ({ subject, ...fact, reader: READER }))
  })
}

/** `OAuth2PasswordRequestForm`, alone or in `Annotated[…, Depends()]`; empty for another annotation. */
function formName(annotation: PythonExpression): string {
  if (annotation.kind === 'name') return annotation.name
  const [first] = annotation.kind === 'subscript' ? annotation.items : []
  return first?.kind === 'name' ? first.name : ''
}

/** The form of OAuth2: a name and a password, encoded as forms are (RFC 6749, section 4.3.2). */
function formClaims(
  operation: { readonly method: Method; readonly path: string },
  span: Span,
): readonly Claim[] {
  const media = operationClaims(READER, operation, [
    { property: 'bodyMedia', value: 'application/x-www-form-urlencoded', span },
  ])
  const fields = ['username', 'password'].flatMap((field) =>
    (
      [
        { property: 'exists', value: true },
        { property: 'type', value: 'string' },
        { property: 'required', value: true },
      ] as const
    ).map((fact): Claim => ({
      subject: { kind: 'body', ...operation, field },
      ...fact,
      span,
      reader: READER,
    })),
  )
  return [...media, ...fields]
}
