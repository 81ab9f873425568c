import type { Project } from '../source/document.js'
import { hasPython } from './python-code/blocks.js'
import { admitClaims } from './admission.js'
import { conventionalRoutes } from './conventional-routes.js'
import { loadPythonGrammar } from './python-code/grammar.js'
import { readProse } from './prose/prose.js'
import { vocabularyOf } from './prose/vocabulary.js'
import type { Reading } from './reader.js'
import { readers } from './readers.js'
import { loadSqlParser } from './sql/parser.js'
import { hasSql } from './sql/reader.js'
import { statedRoles } from './words/stated-roles.js'

/**
 * Lets every reader read every document, after the grammars of the code in them are loaded.
 *
 * @param project the documents, in the order in which later ones amend earlier ones
 * @returns the claims and statements in the order of the documents, those of prose last, and the problems found while reading, those of
 * finding and parsing the documents not included
 */
export async function readClaims(project: Project): Promise<Reading> {
  await Promise.all([
    project.documents.some(hasPython) ? loadPythonGrammar() : null,
    project.documents.some(hasSql) ? loadSqlParser() : null,
  ])
  const stated = project.documents.flatMap((document) =>
    readers.map((reader) => reader.read(document, project)),
  )
  // Sentences are understood by the names that tables, code and contracts establish.
  const named = stated.flatMap((reading) => reading.claims)
  const conventional = conventionalRoutes(
    named,
    stated.flatMap(({ statements }) => statements),
    project,
  )
  const vocabulary = vocabularyOf([...named, ...conventional], statedRoles(project))
  const prose = project.documents.map((document) => readProse(document, vocabulary, project))
  const readings = [...stated, ...prose]
  const { claims, diagnostics } = admitClaims([
    ...conventional,
    ...readings.flatMap((reading) => reading.claims),
  ])
  return {
    claims,
    statements: readings.flatMap((reading) => reading.statements),
    diagnostics: [...readings.flatMap((reading) => reading.diagnostics), ...diagnostics],
  }
}
