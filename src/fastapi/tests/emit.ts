import { wordsOf } from '../../behaviour/naming.js'
import { groupBy } from '../../design/claim-index.js'
import type { Design } from '../../design/design.js'
import { identifier } from '../../python/identifier.js'
import { printModule } from '../../python/module.js'
import type { Statement } from '../../python/nodes/statement.js'
import { backendOf, type Backend } from '../backend.js'
import type { GeneratedFile, GeneratedTest } from '../emission.js'
import { access } from './cases/access.js'
import { sessionToken } from './cases/session-token.js'
import { service } from './cases/service.js'
import { token } from './cases/token.js'
import { tokenSettings } from './cases/token-settings.js'
import { casesOf } from './cases.js'
import { documentOnly, type Citation } from './citation.js'
import { conftest, environment } from './conftest.js'
import { Constants, printCase } from './print-case.js'
import { scopeOf } from './scope.js'
import type { TestCase } from './test-case.js'

/** Test files, and what each of their tests proves. */
export interface EmittedTests {
  readonly files: readonly GeneratedFile[]
  readonly tests: readonly GeneratedTest[]
}

/** Tests of one file. */
interface Suite {
  readonly subject: string
  readonly docstring: string
  readonly tests: readonly TestCase[]
}

/**
 * Writes the tests of a design (TEST-1 to TEST-5): one file per resource, one
 * for access, one for the service, and the fixtures they share.
 *
 * @param cite names a place for docstrings; without it they name the document alone.
 */
export function emitTests(design: Design, cite: Citation = documentOnly): EmittedTests {
  const backend = backendOf(design, cite)
  const folder = `${design.service.layout.tests.replace(/\/$/, '')}/`
  const suites = suitesOf(backend)
  const printed = suites.map((suite) => printSuite(backend, suite, folder, cite))
  return {
    files: [
      file(backend, `${folder}__init__.py`, {
        docstring: 'Tests. Their environment is set here, before anything imports the application.',
        body: environment(backend),
        summary: 'environment of the tests',
      }),
      file(backend, `${folder}conftest.py`, {
        docstring: 'Fixtures of all tests: an empty database, callers and rows.',
        body: conftest(backend),
        summary: 'fixtures shared by the tests',
      }),
      ...printed.map(({ file: each }) => each),
    ],
    tests: printed.flatMap(({ tests }) => tests),
  }
}

function suitesOf(backend: Backend): readonly Suite[] {
  const scopes = backend.operations.map((operation) => scopeOf(backend, operation))
  const resources = [...new Set(backend.operations.map(({ resource }) => resource))]
  const taken = new Set(['access', 'service'])
  const byResource = groupBy(scopes, ({ operation }) => operation.resource)
  const suites = resources.map((resource): Suite => {
    const subject = identifier(wordsOf(resource).join('_') || 'root', taken)
    taken.add(subject)
    const own = byResource.get(resource) ?? []
    return {
      subject,
      docstring: `Tests of ${own.map(({ operation }) => operation.id).join(', ')}.`,
      tests: own.flatMap(casesOf),
    }
  })
  return [
    ...suites,
    {
      subject: 'access',
      docstring: 'Who may call: tokens, owners of paths, and what happens without a database.',
      tests: [...token(scopes), ...tokenSettings(scopes), ...sessionToken(scopes), ...access(scopes)],
    },
    { subject: 'service', docstring: 'What is true of the service as a whole.', tests: service(backend) },
  ].filter(({ tests }) => tests.length > 0)
}

function printSuite(
  backend: Backend,
  suite: Suite,
  folder: string,
  cite: Citation,
): { readonly file: GeneratedFile; readonly tests: readonly GeneratedTest[] } {
  const path = `${folder}test_${suite.subject}.py`
  const taken = new Set<string>()
  const body: Statement[] = []
  const tests: GeneratedTest[] = []
  const constants = new Constants()
  for (const test of suite.tests) {
    const name = identifier(`test_${test.name}`, taken)
    taken.add(name)
    body.push(printCase(backend, test, name, cite, constants))
    tests.push({
      id: `${path}::${name}`,
      operation: test.operation,
      proves: [...new Set(test.proves)],
      origins: test.origins,
    })
  }
  const count = `${tests.length} ${tests.length === 1 ? 'test' : 'tests'}`
  return {
    file: file(backend, path, {
      docstring:
        suite.docstring.length > 90 ? `Tests of ${suite.subject.replaceAll('_', ' ')}.` : suite.docstring,
      body: [...constants.statements(), ...body],
      summary: `${count} of ${suite.subject.replaceAll('_', ' ')}`,
    }),
    tests,
  }
}

function file(
  backend: Backend,
  path: string,
  content: { readonly docstring: string; readonly body: readonly Statement[]; readonly summary: string },
): GeneratedFile {
  const { text, lines } = printModule({
    header: null,
    docstring: content.docstring,
    body: content.body,
    ownPackages: [...backend.packages, path.split('/', 1)[0] ?? 'tests'],
  })
  return { path, text, summary: content.summary, lines }
}
