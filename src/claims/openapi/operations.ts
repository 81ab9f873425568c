import { createDiagnostic } from '../../diagnostics/create.js'
import type { Span } from '../../source/span.js'
import type { Claim, Method } from '../claim.js'
import { readBody } from './body.js'
import { type Collector, READER } from './collector.js'
import { type BodyExample, examplesOf } from './examples.js'
import { readForm } from './form.js'
import { type Surroundings, readIntent } from './intent.js'
import { type Parameter, parametersOf, readParameter } from './parameters.js'
import { fieldOf, itemsOf, keySpan, pairSpan, type Place, textOf } from './place.js'
import { pathsOf } from './paths.js'
import { follow } from './reference.js'
import { readResponses, type Response } from './responses.js'
import { stateRules } from './rules.js'
import { type AccessRule, ruleOf, type Security } from './security.js'
import { type BasePath, wholePath } from './service.js'
import { surroundingsOf } from './surroundings.js'

/** Reads all operations of a contract and returns their responses, for what they have in common. */
export function readOperations(
  top: Place,
  base: BasePath,
  security: Security,
  collector: Collector,
): readonly Response[] {
  const responses: Response[] = []
  for (const { name, place, operations } of pathsOf(top, collector)) {
    if (collector.isFull()) break
    const path = wholePath(base, place, name, collector)
    for (const { method, item, place: operation } of operations)
      responses.push(...readOperation(method, path, item, operation, security, collector))
  }
  return responses
}

function readOperation(
  method: Method,
  path: string,
  item: Place,
  operation: Place,
  security: Security,
  collector: Collector,
): readonly Response[] {
  const subject = { kind: 'operation', method, path } as const
  const span = keySpan(operation)
  collector.claim({ subject, property: 'exists', value: true, span, reader: READER })
  readTexts(method, path, operation, collector)
  const parameters = parametersOf(method, item, operation, collector)
  checkPath(path, operation, parameters, collector)
  for (const parameter of parameters) readParameter(method, path, parameter, collector)
  const body = readBody(method, path, operation, collector) ?? readForm(method, path, parameters, collector)
  const responses = readResponses(method, path, operation, collector)
  readExamples(method, path, operation, responses, collector)
  const surroundings = surroundingsOf(parameters, body, responses, collector)
  readAccess(method, path, operation, security, surroundings, collector)
  for (const key of ['callbacks', 'links'])
    if (fieldOf(operation, key) !== null)
      collector.report(
        createDiagnostic(
          'contract-unsupported',
          { what: key },
          keySpan(fieldOf(operation, key) ?? operation),
        ),
      )
  return responses
}

function readTexts(method: Method, path: string, operation: Place, collector: Collector): void {
  const subject = { kind: 'operation', method, path } as const
  const add = (name: string, claim: (value: string, span: Span) => Claim): void => {
    const place = fieldOf(operation, name)
    const value = textOf(place)?.trim()
    if (place !== null && value !== undefined && value !== '') collector.claim(claim(value, pairSpan(place)))
  }
  const base = { subject, reader: READER } as const
  add('summary', (value, span) => ({ ...base, property: 'summary', value, span }))
  add('description', (value, span) => ({ ...base, property: 'description', value, span }))
  add('operationId', (value, span) => ({ ...base, property: 'operationId', value, span }))
  const [tag] = itemsOf(fieldOf(operation, 'tags'))
  const name = textOf(tag ?? null)
  if (tag !== undefined && name !== null)
    collector.claim({ subject, property: 'tag', value: name, span: pairSpan(tag), reader: READER })
  stateRules(fieldOf(operation, 'description'), [`${method} ${path}`], 'operation', collector)
  stateRules(fieldOf(operation, 'summary'), [`${method} ${path}`], 'value', collector)
}

/** Every `{name}` of the path has its parameter, and the other way round (OpenAPI 3.1, 4.8.8.1). */
function checkPath(
  path: string,
  operation: Place,
  parameters: readonly Parameter[],
  collector: Collector,
): void {
  const named = new Set<string>()
  for (const segment of path.split('/'))
    for (const part of segment.split('{').slice(1)) named.add(part.split('}')[0] ?? '')
  const declared = parameters.filter((parameter) => parameter.in === 'path')
  for (const { name, place } of declared)
    if (!named.has(name)) {
      const span = pairSpan(fieldOf(place, 'name') ?? place)
      collector.report(createDiagnostic('parameter-not-in-path', { name, path }, span))
    }
  const names = new Set(declared.map((parameter) => parameter.name))
  for (const name of named)
    if (!names.has(name))
      collector.report(createDiagnostic('parameter-undeclared', { name, path }, keySpan(operation)))
}

function readAccess(
  method: Method,
  path: string,
  operation: Place,
  security: Security,
  surroundings: Surroundings,
  collector: Collector,
): void {
  const texts = [fieldOf(operation, 'summary'), fieldOf(operation, 'description')]
  const said = readIntent(method, path, texts, surroundings, security.roles, collector)
  const own = fieldOf(operation, 'security')
  const ownRule = own === null ? null : ruleOf(own, security.schemes, collector)
  const rules: AccessRule[] = []
  if (said !== null) rules.push(said)
  if (ownRule !== null && !isNarrower(said, ownRule)) rules.push(ownRule)
  if (rules.length === 0 && security.general !== null) rules.push(security.general)
  // A contract that asks for tokens elsewhere and not here means that none is needed here.
  if (rules.length === 0 && security.used) rules.push({ access: 'public', span: keySpan(operation) })
  for (const { access, span } of rules)
    collector.claim({
      subject: { kind: 'operation', method, path },
      property: 'access',
      value: access,
      span,
      reader: READER,
    })
}

/** A role said in words narrows a token asked for by a scheme; the two do not disagree. */
function isNarrower(said: AccessRule | null, rule: AccessRule): boolean {
  if (said === null) return false
  return said.access === rule.access || (said.access.startsWith('role:') && rule.access === 'authenticated')
}

/** Pairs requests with answers: by name, or when there is one of each. */
function readExamples(
  method: Method,
  path: string,
  operation: Place,
  responses: readonly Response[],
  collector: Collector,
): void {
  const written = fieldOf(operation, 'requestBody')
  const place = written === null ? undefined : follow(written, collector)?.place
  const requests = place === undefined ? [] : examplesOf(place, collector)
  const answers = responses.flatMap((response) =>
    response.examples.map((example) => ({ example, status: response.status })),
  )
  const used = new Set<BodyExample>()
  const good = answers.filter(({ status }) => status < 400)
  for (const request of requests) {
    const answer =
      answers.find(({ example }) => request.name !== null && example.name === request.name) ??
      (requests.length === 1 && good.length === 1 ? good[0] : undefined)
    if (answer !== undefined) used.add(answer.example)
    collector.claim({
      subject: { kind: 'operation', method, path },
      property: 'example',
      value: {
        name: request.name,
        url: null,
        request: request.value,
        status: answer?.status ?? null,
        response: answer?.example.value,
      },
      span: request.span,
      reader: READER,
    })
  }
  // An error without its request cannot be replayed; its message is claimed with its status.
  for (const { example, status } of answers)
    if (!used.has(example) && status < 400)
      collector.claim({
        subject: { kind: 'operation', method, path },
        property: 'example',
        value: { name: example.name, url: null, request: undefined, status, response: example.value },
        span: example.span,
        reader: READER,
      })
}
