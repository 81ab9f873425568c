import { resolve } from 'node:path'
import { analyse, generate, type Analysis, type Compilation } from '../compile.js'
import type { Answers } from '../design/answers.js'
import type { Question } from '../design/question.js'
import type { Diagnostic } from '../diagnostics/diagnostic.js'
import type { SourceText } from '../diagnostics/render.js'
import { ExpectedFailure } from '../diagnostics/expected-failure.js'
import { locatorOf, type Locator } from '../report/locator.js'
import { lineStartsOf } from '../source/positions.js'
import { checkAnswers, readAnswers } from '../workspace/answers.js'
import { nodeFileSystem } from '../workspace/file-system.js'
import { readLock } from '../workspace/lock.js'
import { ANSWERS } from '../workspace/places.js'
import { hashText } from '../workspace/text.js'
import type { CommonOptions } from './options.js'
import type { Terminal } from './terminal.js'

/** What a command works with: the analysed project and where it stands. */
export interface Run {
  /** Absolute path of the project. */
  readonly folder: string
  /** The backend folder, relative to the project. */
  readonly backend: string
  readonly analysis: Analysis
  /** Problems of the documents and of the answers. */
  readonly diagnostics: readonly Diagnostic[]
  /** Answers that `--yes` took in this run. */
  readonly assumed: Answers
  /** Answers that nobody took, of this run and of earlier ones. */
  readonly assumptions: ReadonlySet<string>
  readonly locate: Locator
  /** A document, or the answers, by its path; null when it was not read. */
  readonly source: (path: string) => SourceText | null
  /** Hash of each document, by its path. */
  readonly inputs: ReadonlyMap<string, string>
}

/**
 * Reads the answers and analyses the project, with progress on the terminal. Under `--yes` every
 * open question takes its recommendation.
 * @throws ExpectedFailure `nothing-to-read` when no document was found, `usage` when a selector selects nothing
 */
export async function analyseProject(
  what: readonly string[],
  options: CommonOptions,
  terminal: Terminal,
): Promise<Run> {
  const folder = resolve(options.project)
  const stored = await readAnswers(folder)
  const lock = await readLock(nodeFileSystem, folder)
  const analysis = await analyse({
    folder,
    answers: stored.answers,
    recommended: options.yes === true,
    what,
    built: lock?.operations ?? [],
    database: options.database ?? null,
    onStage: (stage) => terminal.glimpse(`${stage} …`),
  })
  terminal.endProgress()
  const { project, design, assumed, unmatched } = analysis
  if (project.documents.length === 0) {
    throw new ExpectedFailure(
      'nothing-to-read',
      `No specification was found in ${folder}.`,
      'Put documents (.md, .yaml, .json) under specs/, or name the project: specwright plan --project DIR.',
    )
  }
  if (unmatched.length > 0) {
    throw new ExpectedFailure(
      'usage',
      `Nothing in the specifications is called ${unmatched.map((name) => JSON.stringify(name)).join(', ')}.`,
      'Name an operation ("POST /api/tasks"), an entity, a document or a feature folder; specwright plan lists them.',
    )
  }
  const sources = new Map<string, SourceText>(project.documents.map(({ source }) => [source.id, source]))
  return {
    folder,
    backend: options.backend ?? design.service.backendFolder,
    analysis,
    diagnostics: [...analysis.diagnostics, ...stored.diagnostics, ...checkAnswers(stored, design.questions)],
    assumed,
    assumptions: new Set([...stored.assumed, ...assumed.keys()]),
    locate: locatorOf(project),
    source: (path) =>
      sources.get(path) ??
      (path === ANSWERS ? { text: stored.text, lineStarts: lineStartsOf(stored.text) } : null),
    inputs: new Map([...sources].map(([path, { text }]) => [path, hashText(text)])),
  }
}

/** Makes the files of the run's design, with progress on the terminal. */
export async function generateFiles(run: Run, terminal: Terminal): Promise<Compilation> {
  const compilation = await generate(run.analysis, (stage) => terminal.glimpse(`${stage} …`))
  terminal.endProgress()
  return compilation
}

/** Questions without an answer. */
function openQuestions(questions: readonly Question[]): readonly Question[] {
  return questions.filter(({ answer }) => answer === null)
}

/** Whether a question must be answered before anything is written. */
export function isBlocked(run: Run): boolean {
  return openQuestions(run.analysis.design.questions).some(({ blocking }) => blocking)
}
