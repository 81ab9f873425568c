import { both, refusal, status, that } from '../expectation.js'
import { SAMPLE_TYPES, trueFile, type FormFile } from '../form.js'
import type { OperationProbe } from '../probe.js'
import { validationStatus } from '../scope.js'
import { stepsOf } from '../steps.js'
import { takesFiles, typedStores } from './stores.js'

/** Larger files are not sent: the machine that verifies has other things to hold. */
const LARGEST_SENT = 32 * 1024 * 1024

/** What is no picture and no document, whatever it is called. */
const DISGUISES: readonly (readonly [string, string])[] = [
  ['a page with a script', '<!doctype html><script>alert(1)</script>'],
  ['an SVG image with a script', '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'],
  ['a program', 'MZ\u0090\u0000\u0003'],
  ['an archive', 'PK\u0003\u0004\u0014\u0000'],
  ['nothing at all', ''],
]

const wrongType: OperationProbe = {
  id: 'file-type',
  entry: null,
  title: 'A file of another type is refused, whatever its name and its header say',
  cwe: 434,
  clause: 'ERR-7',
  applies: takesFiles,
  fire: async (scope) => {
    for (const { file, rules, type } of typedStores(scope.operation)) {
      const prepared = await scope.prepare()
      for (const [label, text] of DISGUISES) {
        const files = [{ ...trueFile(file, type), content: Buffer.from(text, 'latin1') }]
        await scope.expect(`${label} as ${type}`, prepared, { files }, status(rules.wrongType.status))
      }
      // A whole file of a type that nobody asked for, and that says what it is.
      for (const other of SAMPLE_TYPES.filter((each) => !rules.types.includes(each)))
        await scope.expect(
          other,
          prepared,
          { files: [trueFile(file, other)] },
          status(rules.wrongType.status),
        )
    }
  },
}

const tooLarge: OperationProbe = {
  id: 'file-size',
  entry: null,
  title: 'A file of the largest size is taken, and one of a byte more is refused',
  cwe: 770,
  clause: 'API-2',
  applies: takesFiles,
  fire: async (scope) => {
    for (const { file, rules, type } of typedStores(scope.operation)) {
      if (rules.maxBytes > LARGEST_SENT) continue
      const whole = trueFile(file, type)
      const padded = (size: number): FormFile => ({
        ...whole,
        content: Buffer.concat([whole.content, Buffer.alloc(Math.max(0, size - whole.content.length))]),
      })
      const prepared = await scope.prepare()
      const { success } = scope.operation
      const sizes = [
        [rules.maxBytes, status(success)],
        [rules.maxBytes + 1, status(rules.tooLarge.status)],
      ] as const
      for (const [size, expected] of sizes)
        await scope.expect(`${size} bytes`, prepared, { files: [padded(size)] }, expected)
    }
  },
}

const tooMany: OperationProbe = {
  id: 'file-count',
  entry: null,
  title: 'More files than are allowed are refused before any is kept',
  cwe: 770,
  clause: 'API-2',
  applies: ({ operation }) => stepsOf(operation, 'store').some(({ many }) => many),
  fire: async (scope) => {
    for (const { file, rules, many, type } of typedStores(scope.operation)) {
      if (!many) continue
      const files = Array.from({ length: rules.maxFiles + 1 }, () => trueFile(file, type))
      await scope.expect(
        `${files.length} files`,
        await scope.prepare(),
        { files },
        status(rules.tooMany.status),
      )
    }
  },
}

const missing: OperationProbe = {
  id: 'file-missing',
  entry: null,
  title: 'A form without its file, or with a text in its place, is refused',
  cwe: 20,
  clause: 'ERR-7',
  applies: takesFiles,
  fire: async (scope) => {
    const invalid = both(refusal, status(validationStatus(scope), 400))
    const prepared = await scope.prepare()
    for (const { file } of stepsOf(scope.operation, 'store')) {
      const text: FormFile = { field: file, name: null, type: '', content: Buffer.from('a text') }
      await scope.expect('a text in place of the file', prepared, { files: [text] }, invalid)
    }
    await scope.expect('an empty form', prepared, { files: [] }, invalid)
    await scope.expect(
      'a form that ends in the middle',
      prepared,
      {
        body: '--x\r\nContent-Disposition: form-data; name="',
        contentType: 'multipart/form-data; boundary=x',
      },
      that('a refusal', refusal.fault),
    )
  },
}

/** Files that are not kept. */
export const refusedFileProbes = [wrongType, tooLarge, tooMany, missing]
