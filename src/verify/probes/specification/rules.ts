import { answering, status } from '../expectation.js'
import type { OperationProbe } from '../probe.js'
import { allowedValues, refusedValues } from '../boundaries.js'
import { ownFields, provingFields } from '../fields.js'
import { columnOf } from '../content.js'
import { echoFault } from './success.js'
import { validationStatus } from '../scope.js'
import { stepsOf } from '../steps.js'

const required: OperationProbe = {
  id: 'required-field',
  entry: null,
  title: 'A request without a required field is refused',
  cwe: 20,
  clause: 'ERR-7',
  applies: ({ operation }) => operation.body.some((field) => field.required),
  fire: async (scope) => {
    const prepared = await scope.prepare()
    for (const { name } of scope.operation.body.filter((field) => field.required)) {
      await scope.expect(
        `without ${name}`,
        prepared,
        { content: { [name]: undefined } },
        status(validationStatus(scope)),
      )
    }
  },
}

const refused: OperationProbe = {
  id: 'limits-refused',
  entry: null,
  title: 'The first value beyond each limit is refused',
  cwe: 20,
  clause: 'ERR-7',
  applies: ({ operation }) =>
    operation.body.some((field) => refusedValues(field, field.name).some(({ rule }) => rule !== 'notBlank')),
  fire: async (scope) => {
    const prepared = await scope.prepare()
    for (const field of scope.operation.body) {
      for (const { label, value, rule } of refusedValues(field, field.name)) {
        // Blank texts have a probe of their own.
        if (rule === 'notBlank') continue
        await scope.expect(
          `${field.name} ${label}`,
          prepared,
          { content: { [field.name]: value } },
          status(validationStatus(scope)),
        )
      }
    }
  },
}

const allowed: OperationProbe = {
  id: 'limits-allowed',
  entry: null,
  title: 'The last value within each limit is taken',
  cwe: null,
  clause: 'API-6',
  applies: ({ operation }) =>
    ownFields(operation).some((field) => allowedValues(field, field.name).length > 0),
  fire: async (scope) => {
    const { operation } = scope
    const proving = provingFields(operation)
    for (const field of ownFields(operation).filter(({ name }) => !proving.has(name))) {
      // Rows of one run share no unique values, and a limit is one value.
      const table = scope.world.backend.tables.get(
        stepsOf(operation, 'insert')[0]?.entity ?? operation.entity ?? '',
      )
      const column = table?.columns.find((each) => each.field.name === columnOf(operation, field.name))
      const alone =
        column?.field.unique === true ||
        table?.indexes.some(({ unique, fields }) => unique && fields.includes(column?.field.name ?? ''))
      if (alone === true) continue
      for (const { label, value } of allowedValues(field, field.name)) {
        const prepared = await scope.prepare()
        const content = new Map([...(prepared.content ?? []), [field.name, value]])
        await scope.expect(
          `${field.name} ${label}`,
          { ...prepared, content },
          {},
          answering(operation.success, 'the value as it was sent', ({ json }) =>
            echoFault({ operation, content }, json),
          ),
        )
      }
    }
  },
}

const unknown: OperationProbe = {
  id: 'unknown-field',
  entry: null,
  title: 'An unknown field is refused or ignored as specified',
  cwe: 915,
  clause: 'API-2',
  applies: ({ operation }) => operation.body.length > 0,
  fire: async (scope) => {
    const { operation } = scope
    const refuses = operation.unknownFields === 'refuse'
    await scope.expect(
      'with a field that nobody specified',
      await scope.prepare(),
      { content: { field_nobody_specified: 'x' } },
      status(refuses ? validationStatus(scope) : operation.success),
    )
  },
}

const queryRules: OperationProbe = {
  id: 'query-limits',
  entry: null,
  title: 'Values of the query keep their rules',
  cwe: 20,
  clause: 'API-2',
  applies: ({ operation }) => operation.query.length > 0,
  fire: async (scope) => {
    const prepared = await scope.prepare()
    for (const parameter of scope.operation.query) {
      const { name } = parameter
      for (const { label, value, rule } of refusedValues(parameter, name)) {
        if (typeof value === 'object' || (rule === 'minLength' && value === '')) continue
        await scope.expect(
          `${name} ${label}`,
          prepared,
          { query: { [name]: String(value) } },
          status(validationStatus(scope)),
        )
      }
      for (const { label, value } of allowedValues(parameter, name)) {
        if (value === null || typeof value === 'object') continue
        // An address has a length of its own.
        if (typeof value === 'string' && value.length > 2000) continue
        await scope.expect(
          `${name} ${label}`,
          prepared,
          { query: { [name]: String(value) } },
          status(scope.operation.success),
        )
      }
      if (parameter.required) {
        const query = new Map([...prepared.query].filter(([other]) => other !== name))
        await scope.expect(`without ${name}`, { ...prepared, query }, {}, status(validationStatus(scope)))
      }
      if (parameter.type === 'boolean') {
        await scope.expect(
          `${name}=perhaps`,
          prepared,
          { query: { [name]: 'perhaps' } },
          status(validationStatus(scope)),
        )
      }
    }
  },
}

/** Rules of bodies and queries. */
export const ruleProbes = [required, refused, allowed, unknown, queryRules]
