import { noFailure, refusal, status, that, type Expectation } from '../expectation.js'
import type { OperationProbe } from '../probe.js'
import { bodyText } from '../rendering.js'
import { validationStatus } from '../scope.js'
import { withRaw } from './raw.js'

const hasBody: OperationProbe['applies'] = ({ operation }) => operation.body.length > 0

const hasJson: OperationProbe['applies'] = ({ operation }) =>
  operation.body.length > 0 && operation.form !== true

const nested: OperationProbe = {
  id: 'body-nested',
  entry: 44,
  title: 'Deeply nested JSON is refused, and never breaks the service',
  cwe: 674,
  clause: 'ERR-7',
  applies: hasJson,
  fire: async (scope) => {
    const prepared = await scope.prepare()
    const name = scope.operation.body[0]?.name ?? ''
    for (const depth of [960, 100_000]) {
      await scope.expect(
        `${String(depth)} arrays in ${name}`,
        prepared,
        withRaw(prepared, name, { raw: '['.repeat(depth) + ']'.repeat(depth) }),
        refusal,
      )
      await scope.expect(
        `${String(depth)} objects in an unknown field`,
        prepared,
        withRaw(prepared, 'unknown_field', { raw: '{"a":'.repeat(depth) + '1' + '}'.repeat(depth) }),
        noFailure,
      )
    }
  },
}

const repeatedKeys: OperationProbe = {
  id: 'body-repeated-key',
  entry: 45,
  title: 'A key that stands twice is refused: readers would keep different ones',
  cwe: 436,
  clause: 'ERR-7',
  applies: hasJson,
  fire: async (scope) => {
    const prepared = await scope.prepare()
    const { operation } = scope
    const [first] = prepared.content ?? []
    if (first === undefined || operation.bodyIsArray === true) return
    const [name, value] = first
    const text = bodyText({ bodyKey: null }, prepared.content ?? new Map())
    const inner = `${text.slice(0, -1)},${JSON.stringify(name)}:${JSON.stringify(value)}}`
    const body = operation.bodyKey === null ? inner : `{${JSON.stringify(operation.bodyKey)}:${inner}}`
    await scope.expect(`${name} twice`, prepared, { body }, refusal)
  },
}

const contentTypes: OperationProbe = {
  id: 'body-content-type',
  entry: 46,
  title: 'A body that is not declared to be what is expected is refused',
  cwe: 436,
  clause: 'API-2',
  applies: hasBody,
  fire: async (scope) => {
    const prepared = await scope.prepare()
    const { form } = scope.operation
    const others =
      form === true
        ? ['application/json']
        : ['application/x-www-form-urlencoded', 'multipart/form-data; boundary=x']
    for (const contentType of ['text/plain', ...others, null]) {
      await scope.expect(
        contentType ?? 'no content type',
        prepared,
        { contentType },
        status(415, validationStatus(scope)),
      )
    }
  },
}

const malformed: OperationProbe = {
  id: 'body-malformed',
  entry: null,
  title: 'A body that is no JSON object is refused',
  cwe: 20,
  clause: 'ERR-7',
  applies: hasJson,
  fire: async (scope) => {
    const prepared = await scope.prepare()
    for (const body of ['{"a":', '[]', '"text"', '7', 'null', 'true', '{} {}', "{'a': 1}", '']) {
      const optional = scope.operation.body.every(({ required }) => !required)
      const empty = body === '' || body === 'null'
      if (body === '[]' && scope.operation.bodyIsArray === true) continue
      await scope.expect(
        body === '' ? 'an empty body' : body,
        prepared,
        { body },
        empty && optional ? noFailure : status(validationStatus(scope), 400),
      )
    }
  },
}

/** 413; a server may also close the connection before it has read everything. */
const tooLarge: Expectation = that('413', ({ status: got, text }) =>
  got === 413 || (got === 0 && /ECONNRESET|EPIPE|socket hang up/u.test(text))
    ? null
    : `status ${String(got)}`,
)

const hugeBody: OperationProbe = {
  id: 'body-huge',
  entry: 47,
  title: 'A body of 20 MB is refused with 413, with a length or chunked',
  cwe: 770,
  clause: 'API-2',
  applies: hasBody,
  fire: async (scope) => {
    const prepared = await scope.prepare()
    const body = Buffer.alloc(20_000_000, 0x20)
    body[0] = 0x7b
    await scope.expect('20 MB with a length', prepared, { body }, tooLarge)
    await scope.expect('20 MB chunked', prepared, { body, chunked: true }, tooLarge)
  },
}

/** Bodies that are no plain JSON object of a sane size. */
export const bodyProbes = [nested, repeatedKeys, contentTypes, malformed, hugeBody]
