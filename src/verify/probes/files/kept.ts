import { namedByClients } from '../../../design/named-by-clients.js'
import { both, noFailure, status, that } from '../expectation.js'
import { trueFile } from '../form.js'
import type { OperationProbe } from '../probe.js'
import { findByPath, stepsOf } from '../steps.js'
import { rowsByEntity } from '../rendering.js'
import { addressIn, fetchFile } from './address.js'
import { takesFiles, typedStores } from './stores.js'

const kept: OperationProbe = {
  id: 'file-kept',
  entry: null,
  title: 'A file is served as it was sent, and goes with its row or when another takes its place',
  cwe: 459,
  clause: 'API-1',
  applies: takesFiles,
  fire: async (scope) => {
    const { operation } = scope
    for (const { file, field, appends, type } of typedStores(operation)) {
      const prepared = await scope.prepare()
      const sent = trueFile(file, type)
      const first = await scope.expect('a file', prepared, { files: [sent] }, status(operation.success))
      const address = addressIn(scope, first)
      const served = address === null ? null : await fetchFile(scope, address)
      if (address === null || served === null) continue
      scope.record({
        sent: 'GET the address of the file',
        expected: 'the file, byte for byte',
        got: `${String(served.status)}, ${String(served.headers['content-type'])}`,
        fault:
          served.status === 200 && served.text === sent.content.toString('utf8')
            ? null
            : 'the file is not served as it was sent',
      })
      const find = findByPath(operation)
      const { operations } = scope.world.backend
      if (find !== undefined && namedByClients(operations, find.entity, field)) continue
      let last: string = address
      if (!appends) {
        const second = await scope.expect(
          'another file',
          prepared,
          { files: [sent] },
          status(operation.success),
        )
        await gone(address, 'after another file took its place')
        last = addressIn(scope, second) ?? ''
        if (last === '' || last === address) continue
      }
      const removal = scope.other(
        (other) =>
          stepsOf(other, 'remove').some(({ soft }) => soft === null) &&
          findByPath(other)?.entity === find?.entity &&
          stepsOf(other, 'find').length === stepsOf(operation, 'find').length,
      )
      if (removal === undefined) continue
      const given = rowsByEntity(prepared)
      const answer = await scope.send(await scope.prepareOther(removal, { user: prepared.user, given }))
      if (answer.status === removal.success) await gone(last, 'after its row was removed')

      async function gone(where: string, when: string): Promise<void> {
        const again = await fetchFile(scope, where)
        scope.record({
          sent: `GET the address of the file ${when}`,
          expected: '404',
          got: String(again?.status),
          fault: again?.status === 404 ? null : 'the file is still served',
        })
      }
    }
  },
}

const disguised: OperationProbe = {
  id: 'file-disguised',
  entry: null,
  title: 'A picture that is a page as well is served as a picture, and browsers may not guess',
  cwe: 79,
  clause: 'API-2',
  applies: takesFiles,
  fire: async (scope) => {
    for (const { file, type } of typedStores(scope.operation)) {
      const picture = trueFile(file, type)
      const content = Buffer.concat([picture.content, Buffer.from('<script>alert(1)</script>')])
      const files = [{ ...picture, name: 'page.html', type: 'text/html', content }]
      const answer = await scope.expect('a picture and a page', await scope.prepare(), { files }, noFailure)
      const address = addressIn(scope, answer)
      const served = address === null ? null : await fetchFile(scope, address)
      if (served === null) continue
      const shown = String(served.headers['content-type'])
      const guesses = served.headers['x-content-type-options'] !== 'nosniff'
      scope.record({
        sent: 'GET the address of the file',
        expected: `${type}, and X-Content-Type-Options: nosniff`,
        got: `${shown}${guesses ? ', to be guessed' : ''}`,
        fault: /html|xml|script/.test(shown)
          ? `it is served as ${shown}`
          : guesses
            ? 'a browser may guess its type'
            : null,
      })
    }
  },
}

/** Names that lead out of a folder, or that no folder takes. */
const NAMES: readonly string[] = [
  '../../../../tmp/outside.png',
  '..\\..\\outside.png',
  '/etc/outside.png',
  '%2e%2e%2foutside.png',
  'outside.png\u0000.html',
  `${'a'.repeat(3000)}.png`,
  'CON',
  '.htaccess',
  '',
]

/** Paths beside the files, of which none may be served. */
const BESIDE: readonly string[] = ['..%2f..%2fetc%2fpasswd', '%2e%2e/app.db', '....//app.db', '']

const named: OperationProbe = {
  id: 'file-name',
  entry: null,
  title: "A client's name for a file never becomes a path",
  cwe: 22,
  clause: 'API-2',
  applies: takesFiles,
  fire: async (scope) => {
    for (const { file, type } of typedStores(scope.operation)) {
      let address: string | null = null
      for (const name of NAMES) {
        const files = [{ ...trueFile(file, type), name }]
        const unnamed = both(
          noFailure,
          that('an address without the name', (answer) => {
            const shown = addressIn(scope, answer) ?? ''
            return /\.\.|outside|htaccess|a{300}/i.test(shown) ? `the address is ${shown.slice(0, 80)}` : null
          }),
        )
        const label = JSON.stringify(name.slice(0, 40))
        const answer = await scope.expect(label, await scope.prepare(), { files }, unnamed)
        address = addressIn(scope, answer) ?? address
      }
      const folder = address?.slice(0, address.lastIndexOf('/') + 1) ?? null
      if (folder === null) continue
      for (const path of BESIDE) {
        const answer = await fetchFile(scope, `${folder}${path}`)
        if (answer === null) continue
        scope.record({
          sent: `GET ${path === '' ? 'the folder of the files' : path} beside the file`,
          expected: 'a refusal (4xx)',
          got: String(answer.status),
          fault: answer.status >= 400 && answer.status < 500 ? null : `status ${String(answer.status)}`,
        })
      }
    }
  },
}

/** Files that are kept, and what becomes of them. */
export const keptFileProbes = [kept, disguised, named]
