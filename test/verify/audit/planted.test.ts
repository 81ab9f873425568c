import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { FAULTS } from '../../../scripts/mutants/faults.mjs'
import { MARKET_FAULTS } from '../../../scripts/mutants/market-faults.mjs'
import { SUBTLE_FAULTS } from '../../../scripts/mutants/subtle-faults.mjs'
import { analyse, generate, type Compilation } from '../../../src/compile.js'
import { audit } from '../../../src/verify/audit/audit.js'
import type { PythonFile } from '../../../src/verify/audit/program.js'

/** Faults that the audit alone shows; the generated tests and the probes catch the others (`npm run mutants`). */
const SHOWN_BY_CODE: Readonly<Record<string, string>> = {
  'a row is found without its owner': 'unowned-query',
  'a list holds the rows of all': 'unowned-query',
  'the path user is not compared': 'unchecked-path-user',
  'a route needs no token': 'unauthenticated-route',
  'the algorithm comes from the header': 'token-algorithm',
  'the signature is not verified': 'token-algorithm',
  'secrets and published keys in one list': 'token-algorithm',
  'a token lives for ever': 'token-algorithm',
  'a token needs no expiry': 'optional-expiry',
  'the token of a verification mail is accepted': 'token-identity',
  'the secret has a default': 'secret-in-code',
  'the table is answered': 'table-as-response',
  'the text of an error is answered': 'leaked-error',
  'every origin is allowed, with credentials': 'cors-any-origin',
  'a table is the body': 'table-as-body',
  'SQL is made from a search': 'sql-from-text',
  'a query for each row': 'query-in-loop',
  'a rollback is swallowed': 'swallowed-failure',
  'an index is missing': 'missing-index',
  'a session is left open': 'session-left-open',
  'the event loop is blocked': 'blocking-call',
  'the path user may begin like the caller': 'unchecked-path-user',
  'the caller may begin like the path user': 'unchecked-path-user',
  'ids of users are compared without their case': 'unchecked-path-user',
  'unsigned tokens beside signed ones': 'token-algorithm',
  'published keys may be secrets': 'token-algorithm',
  'an expired token is read once more without its expiry': 'token-algorithm',
  'tokens are logged': 'secret-in-log',
  'the trace of a failure is answered': 'leaked-error',
  'failures are shown as in development': 'debug-mode',
  'every origin by a pattern': 'cors-any-origin',
  'a text of a client is run': 'code-from-text',
  'a text of a client reaches a shell': 'code-from-text',
}

/** The same of the market. */
const SHOWN_BY_CODE_OF_MARKET: Readonly<Record<string, string>> = {
  'a query for each row that is shown': 'query-in-loop',
  'anybody removes a remark': 'unowned-query',
  'anybody changes a piece': 'unowned-query',
  'an export of all users': 'unowned-query',
  'an unknown account is refused sooner': 'told-apart-by-time',
  'a password under a fast digest': 'weak-password-hash',
}

const PROJECTS = [
  { project: 'lockers', faults: [...FAULTS, ...SUBTLE_FAULTS], shown: SHOWN_BY_CODE },
  { project: 'market', faults: MARKET_FAULTS, shown: SHOWN_BY_CODE_OF_MARKET },
]

describe.each(PROJECTS)('the back end of $project', ({ project, faults, shown }) => {
  let whole: Compilation

  beforeAll(async () => {
    const folder = join(import.meta.dirname, '../../mutants', project)
    const request = { folder, answers: new Map<string, string>(), what: [], built: [], database: null }
    let { design } = await analyse(request)
    for (let open = design.questions; open.length > 0;) {
      for (const { id, recommended } of open) request.answers.set(id, recommended)
      ;({ design } = await analyse(request))
      open = design.questions.filter(({ id }) => !request.answers.has(id))
    }
    whole = await generate(await analyse(request))
  }, 60_000)

  /** The backend with a fault in it. */
  function planted(edits: (typeof FAULTS)[number]['edits']): readonly PythonFile[] {
    const texts = new Map(whole.emission.files.map(({ path, text }) => [path, text]))
    for (const { file, from, to } of edits) {
      const text = texts.get(file) ?? ''
      const changed = text.replace(from, () => to)
      expect(changed, `${file} has ${String(from)}`).not.toBe(text)
      texts.set(file, changed)
    }
    return [...texts].flatMap(([path, text]) => (path.endsWith('.py') ? [{ path, text }] : []))
  }

  test('without a fault there is no finding', async () => {
    expect(await audit(planted([]), whole.design)).toEqual([])
  })

  test.each(faults)('$name', async ({ name, edits }) => {
    const findings = await audit(planted(edits), whole.design)
    const rules = new Set(findings.map(({ rule }) => rule))
    expect([...rules]).toEqual([shown[name]].filter((rule) => rule !== undefined))
    for (const { path, line } of findings) expect(`${path}:${line}`).toMatch(/^app\/.+\.py:[1-9]\d*$/)
  })

  test('there are forty faults and more, each with a name of its own', () => {
    expect(new Set(faults.map(({ name }) => name)).size).toBe(faults.length)
    expect(faults.length).toBeGreaterThanOrEqual(40)
  })
})
