import { noFailure, status } from '../expectation.js'
import type { OperationProbe } from '../probe.js'
import { fieldsOfType, ownFields, textField } from '../fields.js'
import { validationStatus } from '../scope.js'
import { withRaw } from './raw.js'

const numeric: OperationProbe['applies'] = ({ operation }) =>
  fieldsOfType(operation, 'integer', 'number', 'decimal').length > 0

const largeIntegers: OperationProbe = {
  id: 'integer-range',
  entry: 36,
  title: 'An integer beyond what a column holds is refused',
  cwe: 190,
  clause: 'ERR-7',
  applies: ({ operation }) => fieldsOfType(operation, 'integer').length > 0,
  fire: async (scope) => {
    const prepared = await scope.prepare()
    const own = new Set(ownFields(scope.operation).map(({ name }) => name))
    for (const { name, maximum } of fieldsOfType(scope.operation, 'integer')) {
      for (const raw of ['2147483648', '9223372036854775808', '-9223372036854775809', '1'.repeat(30)]) {
        const beyond = raw.length > 11 || (maximum !== null && maximum < 2_147_483_648)
        await scope.expect(
          `${raw} in ${name}`,
          prepared,
          withRaw(prepared, name, { raw }),
          beyond && own.has(name) ? status(validationStatus(scope)) : noFailure,
        )
      }
    }
  },
}

const notFinite: OperationProbe = {
  id: 'number-not-finite',
  entry: 37,
  title: 'NaN and infinite numbers are refused',
  cwe: 1284,
  clause: 'ERR-7',
  applies: numeric,
  fire: async (scope) => {
    const prepared = await scope.prepare()
    for (const { name } of fieldsOfType(scope.operation, 'integer', 'number', 'decimal')) {
      for (const raw of ['NaN', 'Infinity', '-Infinity', '1e999']) {
        await scope.expect(
          `${raw} in ${name}`,
          prepared,
          withRaw(prepared, name, { raw }),
          status(validationStatus(scope), 400),
        )
      }
    }
  },
}

const notFiniteText: OperationProbe = {
  id: 'text-not-finite',
  entry: 38,
  title: 'NaN where a text is meant is refused, and the refusal can be encoded',
  cwe: 1284,
  clause: 'ERR-7',
  applies: ({ operation }) => textField(operation) !== undefined,
  fire: async (scope) => {
    const prepared = await scope.prepare()
    const name = textField(scope.operation)?.name ?? ''
    for (const raw of ['NaN', '1e999']) {
      await scope.expect(
        `${raw} in ${name}`,
        prepared,
        withRaw(prepared, name, { raw }),
        status(validationStatus(scope), 400),
      )
    }
  },
}

const endlessDigits: OperationProbe = {
  id: 'integer-digits',
  entry: 39,
  title: 'A number of 5,000 digits is refused',
  cwe: 400,
  clause: 'ERR-7',
  applies: ({ operation }) => operation.body.length > 0,
  fire: async (scope) => {
    const prepared = await scope.prepare()
    const name = (fieldsOfType(scope.operation, 'integer')[0] ?? scope.operation.body[0])?.name ?? ''
    await scope.expect(
      `5,000 digits in ${name}`,
      prepared,
      withRaw(prepared, name, { raw: '7'.repeat(5000) }),
      status(validationStatus(scope), 400),
    )
  },
}

/** Numbers that no column holds. */
export const numberProbes = [largeIntegers, notFinite, notFiniteText, endlessDigits]
