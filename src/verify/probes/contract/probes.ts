import type { JsonValue } from '../../../claims/json.js'
import { isObject } from '../../../design/conformance.js'
import { CannotPrepare, type OperationProbe, type ServiceProbe } from '../probe.js'
import type { ProbeScope } from '../scope.js'
import type { World } from '../world.js'
import { comparedRules } from '../../../fastapi/query-parameter.js'
import { member, objects, operationIn, pathShape, resolved, type Node } from './document.js'
import { ruleDifferences } from './rules.js'

const documents = new WeakMap<World, Promise<JsonValue>>()

/** The served OpenAPI document, asked for once. */
async function documentOf(world: World): Promise<JsonValue> {
  const known = documents.get(world)
  const asked =
    known ??
    world
      .send({ method: 'GET', target: '/openapi.json', headers: {}, body: null, chunked: false })
      .then(({ status, json }) => {
        if (status === 200 && isObject(json)) return json
        throw new CannotPrepare('the service shows no OpenAPI document at /openapi.json')
      })
  documents.set(world, asked)
  return await asked
}

/** A comparison of one part of an operation with the document. */
function comparison(
  described: Pick<OperationProbe, 'id' | 'title' | 'clause'>,
  differences: (scope: ProbeScope, document: JsonValue, served: Node) => readonly string[],
): OperationProbe {
  return {
    ...described,
    entry: null,
    cwe: null,
    applies: () => true,
    fire: async (scope) => {
      const { method, path } = scope.operation
      const document = await documentOf(scope.world)
      const served = operationIn(document, method, path)
      if (served === null) {
        if (described.id !== 'contract-operation') return
        scope.record({
          sent: 'GET /openapi.json',
          expected: `${method} ${path}`,
          got: 'no such operation',
          fault: 'the served contract lacks the operation',
        })
        return
      }
      const found = differences(scope, document, served)
      scope.record({
        sent: 'GET /openapi.json',
        expected: `${method} ${path} as specified`,
        got: found.length === 0 ? 'the same' : found.join('; '),
        fault: found.length === 0 ? null : found.slice(0, 5).join('; '),
      })
    },
  }
}

const operation = comparison(
  { id: 'contract-operation', title: 'The served contract has the operation', clause: 'API-1' },
  () => [],
)

const parameters = comparison(
  {
    id: 'contract-parameters',
    title: 'The served contract has its parameters, with their limits',
    clause: 'API-2',
  },
  ({ world, operation: implemented }, document, served) => {
    const { parameters: path, query } = implemented
    const listed = member(served, 'parameters')
    const all: readonly JsonValue[] = Array.isArray(listed) ? listed : []
    const found = all.flatMap((each) => resolved(document, each) ?? [])
    const known = new Set([...path, ...query].map(({ name }) => name))
    return [
      ...query.flatMap((parameter) => {
        const one = found.find(
          (each) => member(each, 'in') === 'query' && member(each, 'name') === parameter.name,
        )
        if (one === undefined) return [`the query parameter ${parameter.name} is missing`]
        return [
          ...ruleDifferences(document, member(one, 'schema'), {
            ...comparedRules(world.backend, implemented, parameter),
            nullable: true,
          }),
          ...defaultDifference(member(one, 'schema', 'default'), parameter.default),
        ].map((difference) => `${parameter.name} ${difference}`)
      }),
      ...found.flatMap((each) => {
        const name = member(each, 'name')
        const extra = member(each, 'in') === 'query' && typeof name === 'string' && !known.has(name)
        return extra ? [`the query parameter ${String(name)} is not specified`] : []
      }),
    ]
  },
)

/** A served default that is not the specified one; a document need not tell of any. */
function defaultDifference(served: JsonValue | undefined, specified: JsonValue): readonly string[] {
  const differs = served !== undefined && served !== null && specified !== null && served !== specified
  return differs ? [`has the default ${JSON.stringify(served)}, not ${JSON.stringify(specified)}`] : []
}

const body = comparison(
  {
    id: 'contract-body',
    title: 'The served contract has the fields of the body, with their limits',
    clause: 'API-2',
  },
  ({ operation: { body: fields, bodyKey, bodyIsArray, form } }, document, served) => {
    if (fields.length === 0) return []
    const whole = resolved(
      document,
      member(
        served,
        'requestBody',
        'content',
        form === true ? 'application/x-www-form-urlencoded' : 'application/json',
        'schema',
      ),
    )
    const schema =
      bodyKey === null ? whole : resolved(document, member(whole ?? undefined, 'properties', bodyKey))
    if (schema === null) return member(served, 'requestBody') === undefined ? ['no body is described'] : []
    const [list] = fields
    if (bodyIsArray === true && list !== undefined)
      return ruleDifferences(document, schema, list).map((difference) => `the list ${difference}`)
    const required = member(schema, 'required')
    const needed: readonly JsonValue[] = Array.isArray(required) ? required : []
    const known = new Set(fields.map(({ name }) => name))
    return [
      ...fields.flatMap((field) => {
        const property = member(schema, 'properties', field.name)
        if (property === undefined) return [`the field ${field.name} is missing`]
        return [
          ...ruleDifferences(document, property, field).map((difference) => `${field.name} ${difference}`),
          ...(field.required === needed.includes(field.name)
            ? []
            : [`${field.name} is ${field.required ? 'not required' : 'required'}`]),
        ]
      }),
      ...objects(member(schema, 'properties')).flatMap(([name]) =>
        known.has(name) ? [] : [`the field ${name} is not specified`],
      ),
    ]
  },
)

const responses = comparison(
  { id: 'contract-responses', title: 'The served contract has the specified statuses', clause: 'API-3' },
  ({ operation: { success, errorCases } }, _, served) => {
    const known = new Set(objects(member(served, 'responses')).map(([code]) => code))
    const wanted = new Set([success, ...errorCases.map(({ status }) => status)])
    return [...wanted].flatMap((code) =>
      known.has(String(code)) || (code !== success && known.has('default'))
        ? []
        : [`the status ${String(code)} is missing`],
    )
  },
)

const security = comparison(
  { id: 'contract-security', title: 'The served contract says who needs a token', clause: 'AUTH-8' },
  ({ isProtected, operation: { steps } }, document, served) => {
    // Where a token is looked at when it is sent, the contract may say so.
    if ((steps ?? []).some((step) => step.kind === 'authenticate' && step.optional)) return []
    const declared = member(served, 'security') ?? member(document, 'security')
    const secured = Array.isArray(declared) && declared.length > 0
    if (isProtected) return secured ? [] : ['no security is declared']
    const schemes: readonly JsonValue[] = Array.isArray(declared) ? declared : []
    return schemes.some((scheme) => isObject(scheme) && Object.keys(scheme).length > 0) &&
      !schemes.some((scheme) => isObject(scheme) && Object.keys(scheme).length === 0)
      ? ['security is declared for a public operation']
      : []
  },
)

/** The served contract has nothing that nobody specified. */
export const contractRoutes: ServiceProbe = {
  id: 'contract-routes',
  entry: null,
  title: 'The service has no route that nobody specified',
  cwe: 1059,
  clause: 'API-6',
  fire: async ({ world, record }) => {
    const document = await documentOf(world)
    const specified = new Set(
      world.design.operations.map(({ method, path }) => `${method} ${pathShape(path)}`),
    )
    const served = objects(member(document, 'paths')).flatMap(([path, item]) =>
      objects(item).map(([method]) => `${method.toUpperCase()} ${path}`),
    )
    const extra = served.filter((route) => {
      const [method = '', path = ''] = route.split(' ')
      return !specified.has(`${method} ${pathShape(path)}`)
    })
    record({
      sent: 'GET /openapi.json',
      expected: `${String(specified.size)} routes`,
      got: `${String(served.length)} routes`,
      fault: extra.length === 0 ? null : `${extra.slice(0, 8).join(', ')}: not specified`,
    })
  },
}

/** Comparisons of the served OpenAPI document with the design. */
export const contractProbes = [operation, parameters, body, responses, security]
