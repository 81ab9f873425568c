import type { Step } from '../../design/step.js'
import { call, keyword, subscript, type Keyword } from '../../python/nodes/call.js'
import { dictionary, list } from '../../python/nodes/collection.js'
import { functionDefinition, parameter, type FunctionParameter } from '../../python/nodes/definition.js'
import type { Expression } from '../../python/nodes/expression.js'
import { boolean, number, string } from '../../python/nodes/literal.js'
import { attribute, name, symbol } from '../../python/nodes/name.js'
import { assign, docstring, traced, type Statement } from '../../python/nodes/statement.js'
import { adderDefinition } from '../adder.js'
import { own, type Backend, type ImplementedOperation } from '../backend.js'
import { handlerDescription } from '../description.js'
import { finderDefinition, findersOf, makesRow } from '../finder.js'
import { handlerOf, type Handler, type RequestValue } from '../handler.js'
import { roleDependency } from './roles.js'
import { PathAliases } from '../path-aliases.js'
import { queryValue } from '../query-parameter.js'
import { fastapiPath, prefixOf, routeOrder } from '../route-path.js'
import { statusName } from '../status.js'
import { usesCaller } from '../steps/caller.js'
import { HELD } from '../steps/reach.js'
import { widenedFor } from '../../design/widened-step.js'
import { resultType } from '../steps/respond.js'
import { linksPages } from '../steps/page-link.js'
import { removesFiles } from '../steps/discard.js'
import { rowFileAnnotation, rowFileParameter } from '../steps/insert-apart.js'
import { fileAnnotation, fileParameter } from '../steps/store.js'
import { usesSession } from '../steps/session.js'
import { emitSteps } from '../steps/step.js'

/** Statements of the router of one resource. */
export function routerModule(
  backend: Backend,
  resource: string,
  operations: readonly ImplementedOperation[],
): readonly Statement[] {
  const finders = findersOf(backend, operations)
  const constants = new ModuleConstants()
  const handlers = routeOrder(operations).map((operation) =>
    handlerOf(backend, operation, finders, (wanted, value) => constants.add(wanted, value)),
  )
  const prefix = prefixOf(operations)
  const aliases = new PathAliases(backend, handlers)
  const routes = handlers.map((handler) => route(handler, prefix, aliases))
  const strict = operations.some(
    ({ bodyModel, steps }) =>
      bodyModel !== null || steps.some(({ kind }) => kind === 'store' || kind === 'insertApart'),
  )
  return [
    assign(
      name('router'),
      call(
        symbol('fastapi', 'APIRouter'),
        ...(prefix === '' ? [] : [keyword('prefix', string(fastapiPath(prefix)))]),
        keyword('tags', list([string(resource)])),
        ...(strict ? [keyword('route_class', own(backend, 'validation', 'StrictRoute'))] : []),
      ),
    ),
    { kind: 'blank' },
    ...aliases.definitions(),
    ...constants.definitions(),
    ...finders.map((finder) => (makesRow(finder.step) ? adderDefinition : finderDefinition)(backend, finder)),
    ...routes,
  ]
}

/** Constants that handlers put at the head of their module. */
class ModuleConstants {
  readonly #known: { readonly name: string; readonly value: Expression }[] = []

  /** Adds `_ = value`; an equal constant is shared, another of the same name gets a number. */
  add(wanted: string, statement: Statement): string {
    if (statement.kind !== 'assign') throw new Error('a constant is an assignment')
    const { value } = statement
    const same = this.#known.find(
      (known) => known.name.startsWith(wanted) && JSON.stringify(known.value) === JSON.stringify(value),
    )
    if (same !== undefined) return same.name
    const plain = wanted.replaceAll(/[^A-Z0-9_]/g, '_').replace(/^(?=\d)/, 'N')
    const alike = this.#known.filter((known) => known.name.startsWith(plain)).length
    const chosen = alike === 0 ? plain : `${plain}_${alike + 1}`
    this.#known.push({ name: chosen, value })
    return chosen
  }

  /** The constants, in the order in which they were asked for. */
  definitions(): readonly Statement[] {
    return this.#known.map((constant) => assign(name(constant.name), constant.value))
  }
}

/** Whether an answer has no body under a status that could have one, where FastAPI would write `null`. */
function answersNothing({ operation }: Handler): boolean {
  return operation.responseBody.kind === 'empty' && operation.success !== 204 && operation.success !== 304
}

function route(handler: Handler, prefix: string, aliases: PathAliases): Statement {
  const { operation, backend } = handler
  const decorator = call(
    attribute(name('router'), operation.method.toLowerCase()),
    string(fastapiPath(operation.path.slice(prefix.length))),
    ...(operation.success === 200 ? [] : [keyword('status_code', statusName(operation.success))]),
    ...(answersNothing(handler) ? [keyword('response_class', symbol('fastapi', 'Response'))] : []),
    ...dependencies(handler),
    ...responses(handler),
    ...optionalSecurity(handler),
  )
  const body = emitSteps(handler)
  return traced(
    functionDefinition(operation.name, {
      asynchronous: backend.asynchronous,
      decorators: [decorator],
      parameters: parameters(handler, aliases),
      returns: resultType(handler),
      body: [docstring(handlerDescription(operation, backend.cite)), ...body],
    }),
    operation.origins['exists'] ?? [],
    operation.id,
  )
}

/** A file is no JSON: the media types that the service's own description gives. */
function mediaTypes({ operation: { responseBody, query } }: Handler): Expression | null {
  if (responseBody.kind !== 'file') return null
  const offered = query.find((one) => one.name === responseBody.choice)?.enum
  const formats = offered?.map((word) => word.toLowerCase()) ?? [responseBody.format]
  const content = dictionary(
    formats.map((format) => [string(format === 'csv' ? 'text/csv' : 'application/json'), dictionary([])]),
  )
  return dictionary([[string('content'), content]])
}

function parameters(handler: Handler, aliases: PathAliases): readonly FunctionParameter[] {
  const { backend, operation, ownerCheck } = handler
  const queries = [...handler.query.values()]
  const required = queries.filter(isRequired)
  const optional = queries.filter((value) => !isRequired(value))
  return [
    ...(ownerCheck === null ? [] : [parameter('owner_id', own(backend, 'auth', ownerCheck.typeName))]),
    ...caller(handler),
    ...[...handler.path.values()].map((value) => parameter(value.local, aliases.annotation(value))),
    ...operation.steps.flatMap((step) =>
      step.kind === 'store'
        ? [
            parameter(fileParameter(step), fileAnnotation(step)),
            parameter('storage', own(backend, 'storage', 'StorageDep')),
          ]
        : step.kind === 'insertApart' && step.file !== null
          ? [parameter(rowFileParameter(step), rowFileAnnotation(step))]
          : [],
    ),
    ...(removesFiles(backend, operation)
      ? [parameter('storage', own(backend, 'storage', 'StorageDep'))]
      : []),
    ...(handler.body === null ? [] : [parameter('body', bodyType(handler))]),
    ...(operation.steps.some(({ kind }) => kind === 'mail')
      ? [
          parameter('background', symbol('fastapi', 'BackgroundTasks')),
          parameter('mailer', own(backend, 'mail', 'MailerDep')),
        ]
      : []),
    ...(linksPages(operation.responseBody) ? [parameter('request', symbol('fastapi', 'Request'))] : []),
    ...(usesSession(handler) ? [parameter('session', own(backend, 'database', 'SessionDep'))] : []),
    ...[...required, ...optional].map((value) => {
      const { annotation, initial } = queryValue(backend, operation, value)
      return parameter(value.local, annotation, initial)
    }),
  ]
}

function isRequired({ parameter: { required, default: value } }: RequestValue): boolean {
  return required && value === null
}

/** The caller, where a step uses it and no owner check stands for it. */
function caller(handler: Handler): readonly FunctionParameter[] {
  const { backend, operation, ownerCheck } = handler
  const authenticate = operation.steps.find(isAuthenticate)
  if (authenticate === undefined || ownerCheck !== null || !usesCaller(operation)) return []
  const wide = operation.steps.some((step) => widenedFor(step) !== null)
  return [
    parameter('current_user', own(backend, 'auth', authenticate.optional ? 'OptionalUserDep' : 'UserDep')),
    ...(wide ? [parameter(HELD, own(backend, 'auth', 'RolesDep'))] : []),
  ]
}

/** FastAPI documents 422 by itself, wherever a request has something to be validated; another status it must be told. */
function invalidStatus({ backend, body, path, query }: Handler): readonly number[] {
  const { validationStatus } = backend.design.service
  const isValidated = body !== null || path.size > 0 || query.size > 0
  return validationStatus !== 422 && isValidated ? [validationStatus] : []
}

/** What a route answers beside its success, for the OpenAPI document; 413 answers a body beyond the limit. */
function responses(handler: Handler): readonly Keyword[] {
  const { backend, operation, body } = handler
  const statuses = new Set([
    ...operation.errorCases.map(({ status }) => status),
    ...(body === null ? [] : [413]),
    ...invalidStatus(handler),
  ])
  const codes = [...statuses].toSorted((left, right) => left - right).map(number)
  const refusals = codes.length === 0 ? null : call(own(backend, 'errors', 'error_responses'), ...codes)
  const media = mediaTypes(handler)
  if (media === null) return refusals === null ? [] : [keyword('responses', refusals)]
  const entries = [
    { key: number(200), value: media },
    ...(refusals === null ? [] : [{ key: null, value: refusals }]),
  ]
  return [
    keyword('response_class', symbol('fastapi.responses', 'StreamingResponse')),
    keyword('responses', { kind: 'dictionary', entries }),
  ]
}

/** FastAPI documents a token that is looked at as one that is asked for; `{}` says that none will do as well. */
function optionalSecurity(handler: Handler): readonly Keyword[] {
  const { operation, ownerCheck } = handler
  const looked =
    operation.steps.find(isAuthenticate)?.optional === true && ownerCheck === null && usesCaller(operation)
  return looked ? [keyword('openapi_extra', dictionary([[string('security'), list([dictionary([])])]]))] : []
}

/** The dependencies of a route whose caller must be known but is not used. */
function dependencies({ backend, operation, ownerCheck }: Handler): readonly Keyword[] {
  const permit = operation.steps.find((step) => step.kind === 'permit')
  if (permit?.kind === 'permit') return [keyword('dependencies', list([roleDependency(backend, permit)]))]
  const authenticate = operation.steps.find(isAuthenticate)
  if (authenticate === undefined || authenticate.optional || ownerCheck !== null) return []
  if (usesCaller(operation)) return []
  const current = own(backend, 'auth', backend.design.service.layout.symbols.getCurrentUser)
  return [keyword('dependencies', list([call(symbol('fastapi', 'Depends'), current)]))]
}

function isAuthenticate(step: Step): step is Extract<Step, { readonly kind: 'authenticate' }> {
  return step.kind === 'authenticate'
}

function bodyType(handler: Handler): Expression {
  const model = own(handler.backend, 'schemas', handler.body?.className ?? '')
  if (handler.operation.form === true)
    return subscript(symbol('typing', 'Annotated'), model, call(symbol('fastapi', 'Form')))
  const key = handler.operation.bodyKey
  if (key === null) return model
  const settings: readonly Keyword[] = [
    keyword('embed', boolean(true)),
    ...(key === 'body' ? [] : [keyword('alias', string(key))]),
  ]
  return subscript(symbol('typing', 'Annotated'), model, call(symbol('fastapi', 'Body'), ...settings))
}
