import { both, noFailure, status, that, type Expectation } from '../expectation.js'
import { isFreeText } from '../prepare.js'
import type { OperationProbe } from '../probe.js'
import { textField, textFields } from '../fields.js'
import { validationStatus, type ProbeScope } from '../scope.js'
import { withRaw } from './raw.js'

const invalid = (scope: ProbeScope): Expectation => status(validationStatus(scope))
const hasText: OperationProbe['applies'] = ({ operation }) => textField(operation) !== undefined

/** A form is made of percent-encoded bytes, and what is no UTF-8 among them becomes another character. */
const hasJsonText: OperationProbe['applies'] = ({ operation }) =>
  operation.form !== true && textField(operation) !== undefined

const hostileText: OperationProbe = {
  id: 'text-nul',
  entry: 29,
  title: 'NUL in a text is refused: PostgreSQL cannot store it',
  cwe: 158,
  clause: 'ERR-7',
  applies: ({ operation }) => textField(operation) !== undefined || operation.query.some(isFreeText),
  fire: async (scope) => {
    const prepared = await scope.prepare()
    for (const { name } of textFields(scope.operation)) {
      await scope.expect(`NUL in ${name}`, prepared, { content: { [name]: 'a\u0000b' } }, invalid(scope))
    }
    for (const { name } of scope.operation.query.filter(isFreeText)) {
      await scope.expect(`NUL in ?${name}=`, prepared, { query: { [name]: 'a\u0000b' } }, invalid(scope))
    }
  },
}

const surrogates: OperationProbe = {
  id: 'text-surrogate',
  entry: 30,
  title: 'A lone surrogate in a value or a key is refused: it has no UTF-8 form',
  cwe: 176,
  clause: 'ERR-7',
  applies: hasJsonText,
  fire: async (scope) => {
    const prepared = await scope.prepare()
    for (const { name } of textFields(scope.operation)) {
      await scope.expect(
        `a surrogate in ${name}`,
        prepared,
        { content: { [name]: 'a\uD800b' } },
        invalid(scope),
      )
    }
    const refuses = scope.operation.unknownFields === 'refuse'
    await scope.expect(
      'a surrogate as a key',
      prepared,
      { content: { '\uDC00': 1 } },
      refuses ? invalid(scope) : noFailure,
    )
  },
}

const invalidUtf8: OperationProbe = {
  id: 'body-invalid-utf8',
  entry: 31,
  title: 'A body that is not UTF-8 is refused',
  cwe: 176,
  clause: 'ERR-7',
  applies: hasJsonText,
  fire: async (scope) => {
    const prepared = await scope.prepare()
    const name = textField(scope.operation)?.name ?? ''
    const { body } = withRaw(prepared, name, { raw: '"a#b"' })
    const text = Buffer.from(String(body))
    text[text.lastIndexOf('#')] = 0xff
    await scope.expect(
      'the byte FF in a text',
      prepared,
      { body: text },
      status(validationStatus(scope), 400),
    )
  },
}

const longText: OperationProbe = {
  id: 'text-long',
  entry: 32,
  title: 'A text of 100 kB is refused where it has a limit, and never breaks the service',
  cwe: 1284,
  clause: 'ERR-7',
  applies: hasText,
  fire: async (scope) => {
    const prepared = await scope.prepare()
    for (const { name, maxLength } of textFields(scope.operation)) {
      await scope.expect(
        `100 kB in ${name}`,
        prepared,
        { content: { [name]: 'x'.repeat(100_000) } },
        maxLength !== null && maxLength < 100_000 ? invalid(scope) : noFailure,
      )
    }
  },
}

const blankText: OperationProbe = {
  id: 'text-blank',
  entry: 33,
  title: 'Blank text is refused where a text must not be empty',
  cwe: 20,
  clause: 'ERR-7',
  applies: ({ operation }) =>
    textFields(operation).some(({ notBlank, minLength }) => notBlank || (minLength ?? 0) > 0),
  fire: async (scope) => {
    const prepared = await scope.prepare()
    for (const { name, notBlank, trimmed, minLength } of textFields(scope.operation)) {
      if (!notBlank && (minLength ?? 0) === 0) continue
      await scope.expect(`empty ${name}`, prepared, { content: { [name]: '' } }, invalid(scope))
      if (!notBlank && !trimmed) continue
      for (const blank of ['   ', '\t\n']) {
        await scope.expect(
          `${JSON.stringify(blank)} in ${name}`,
          prepared,
          { content: { [name]: blank } },
          invalid(scope),
        )
      }
    }
  },
}

const noEcho: OperationProbe = {
  id: 'validation-echo',
  entry: 48,
  title: 'A refusal of a value never repeats it',
  cwe: 209,
  clause: 'ERR-10',
  applies: ({ operation }) => operation.body.length > 0,
  fire: async (scope) => {
    const prepared = await scope.prepare()
    const marker = 'echo-6f1d2b'
    const silent = both(
      noFailure,
      that('without what was sent', ({ status: got, text }) =>
        got >= 400 && text.includes(marker) ? 'the answer repeats the input' : null,
      ),
    )
    for (const { name } of scope.operation.body.slice(0, 4)) {
      await scope.expect(
        `an object in ${name}`,
        prepared,
        { content: { [name]: { [marker]: marker } } },
        silent,
      )
    }
    await scope.expect('malformed JSON', prepared, { body: `{"${marker}": ${marker}` }, silent)
  },
}

/** Texts that no database, encoding or limit takes. */
export const textProbes = [hostileText, surrogates, invalidUtf8, longText, blankText, noEcho]
