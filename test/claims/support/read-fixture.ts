import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Claim, Subject } from '../../../src/claims/claim.js'
import { loadPythonGrammar } from '../../../src/claims/python-code/grammar.js'
import type { Reader, Reading } from '../../../src/claims/reader.js'
import { loadSqlParser } from '../../../src/claims/sql/parser.js'
import type { Project } from '../../../src/source/document.js'
import { parseMarkdown } from '../../../src/source/markdown.js'
import { sourceOf } from '../../../src/source/source-of.js'

const FIXTURES = fileURLToPath(new URL('../../fixtures/claims/', import.meta.url))

/** The text of a fixture below `test/fixtures/claims`. */
export function fixture(path: string): string {
  return readFileSync(FIXTURES + path, 'utf8')
}

/** Path of a golden file below `test/fixtures/claims`. */
export function golden(path: string): string {
  return FIXTURES + path
}

/** Lets one reader read Markdown text. */
export async function readText(reader: Reader, text: string, id = 'specs/data-model.md'): Promise<Reading> {
  await Promise.all([loadPythonGrammar(), loadSqlParser()])
  const { document } = parseMarkdown(sourceOf(id, text))
  if (document === null) throw new Error('the fixture is no Markdown document')
  const project: Project = { folder: '/project', documents: [document], diagnostics: [] }
  return reader.read(document, project)
}

/** Claims as lines that people can check: `Loan.note maxLength = 200 «String(200)»`. */
export function showClaims(claims: readonly Claim[], text: string): string {
  const lines = claims.map((claim) => {
    const words = text.slice(claim.span.start, claim.span.end).replaceAll(/\s+/g, ' ')
    return `${showSubject(claim.subject)} ${claim.property} = ${JSON.stringify(claim.value)} «${words}»`
  })
  return `${lines.join('\n')}\n`
}

function showSubject(subject: Subject): string {
  switch (subject.kind) {
    case 'service':
      return 'service'
    case 'setting':
      return subject.name
    case 'entity':
      return `entity ${subject.entity}`
    case 'column':
      return `${subject.entity}.${subject.field}`
    case 'schema':
      return `schema ${subject.schema}`
    case 'property':
      return `${subject.schema}/${subject.field}`
    case 'operation':
      return `${subject.method} ${subject.path}`
    case 'parameter':
      return `${subject.method} ${subject.path} ${subject.in} ${subject.name}`
    case 'body':
      return `${subject.method} ${subject.path} body ${subject.field}`
  }
}
