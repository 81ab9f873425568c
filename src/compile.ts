import { accountDesign } from './behaviour/account/account-design.js'
import { completeOperations, type Completed } from './behaviour/complete.js'
import { readClaims } from './claims/read-claims.js'
import type { Reading } from './claims/reader.js'
import type { Answers } from './design/answers.js'
import { assembleDraft } from './design/assemble.js'
import type { Design } from './design/design.js'
import type { Question } from './design/question.js'
import { selectOperations, unmatchedSelectors } from './design/select.js'
import type { Diagnostic } from './diagnostics/diagnostic.js'
import { emit } from './fastapi/emit.js'
import type { Emission } from './fastapi/emission.js'
import type { Project } from './source/document.js'
import { formatLine } from './source/positions.js'
import { readProject } from './source/read-project.js'
import type { Span } from './source/span.js'

/** The stages from documents to files, in their order; each is a function from data to data. */
const STAGES = ['read', 'claim', 'design', 'behaviour', 'account', 'emit'] as const

/** The name of a stage. */
type Stage = (typeof STAGES)[number]

/** What a compilation starts from. */
export interface CompilationRequest {
  /** Absolute path of the project. */
  readonly folder: string
  readonly answers: Answers
  /** Whether every open question takes its recommendation, as under `--yes`. */
  readonly recommended?: boolean
  /** Operations, entities, features or files to build; empty means everything. */
  readonly what: readonly string[]
  /** Operations that earlier runs built; they stay when `what` names others. */
  readonly built: readonly string[]
  /** The default database of the backend, when the user names one; else as specified. */
  readonly database: 'sqlite' | 'postgres' | null
  /** Called when a stage begins. */
  readonly onStage?: (stage: Stage) => void
}

/** What the stages up to the design made. */
export interface Analysis {
  readonly project: Project
  readonly reading: Reading
  readonly design: Design
  /** Answers that are recommendations, of questions that the request does not answer; empty unless it takes them. */
  readonly assumed: Answers
  /** Problems of the documents. */
  readonly diagnostics: readonly Diagnostic[]
  /** Selectors that select nothing. */
  readonly unmatched: readonly string[]
  /** Milliseconds per stage. */
  readonly timings: ReadonlyMap<Stage, number>
}

/** What all stages made. */
export interface Compilation extends Analysis {
  readonly emission: Emission
}

/** Answers can open further questions; after so many rounds the rest stays open. */
const ROUNDS = 5

/** Runs the stages from documents to the design. Nothing is written, and nothing but the documents is read. */
export async function analyse(request: CompilationRequest): Promise<Analysis> {
  const timings = new Map<Stage, number>()
  const timed = stopwatch(timings, request.onStage)
  const project = await timed('read', () => readProject(request.folder))
  const reading = await timed('claim', () => readClaims(project))
  const assumed = new Map<string, string>()
  const assume = (questions: readonly Question[]): boolean => {
    const open = request.recommended === true ? questions.filter(({ answer }) => answer === null) : []
    for (const { id, recommended } of open) assumed.set(id, recommended)
    return open.length > 0
  }
  const answers = (): Answers => new Map([...request.answers, ...assumed])
  const completed = async (): Promise<Completed> => {
    const draft = await timed('design', () => assembleDraft(reading, project, answers()))
    return await timed('behaviour', () => completeOperations(draft, reading, answers()))
  }
  let decided = await completed()
  for (let round = 1; round < ROUNDS && assume(decided.design.questions); round += 1)
    decided = await completed()
  // What became of the statements decides nothing that is built: once, when all is decided, is enough.
  const whole = await timed('account', () => {
    const accounted = accountDesign(decided, reading)
    const asked = accounted(answers())
    return located(assume(asked.questions) ? accounted(answers()) : asked, citationIn(project))
  })
  return {
    project,
    reading,
    design: narrowed(whole, request),
    assumed,
    diagnostics: [...project.diagnostics, ...reading.diagnostics],
    unmatched: unmatchedSelectors(whole, request.what),
    timings,
  }
}

/** Runs the last stage, from the design to files; writes none of them. */
export async function generate(
  analysis: Analysis,
  onStage?: CompilationRequest['onStage'],
): Promise<Compilation> {
  const timings = new Map(analysis.timings)
  const emission = await stopwatch(timings, onStage)('emit', () =>
    emit(analysis.design, citationIn(analysis.project)),
  )
  return { ...analysis, emission, timings }
}

/** The design with every question naming the lines that it points at: behaviours know spans, not lines. */
function located(design: Design, cite: (span: Span) => string): Design {
  return {
    ...design,
    questions: design.questions.map((question) =>
      question.sources.length > 0
        ? question
        : { ...question, sources: [...new Set(question.spans.map(cite))] },
    ),
  }
}

function narrowed(whole: Design, { what, built, database }: CompilationRequest): Design {
  const selected = selectOperations(whole, what.length === 0 ? [] : [...what, ...built])
  return database === null ? selected : { ...selected, service: { ...selected.service, database } }
}

function stopwatch(timings: Map<Stage, number>, onStage: CompilationRequest['onStage']) {
  return async <T>(stage: Stage, run: () => T | Promise<T>): Promise<T> => {
    onStage?.(stage)
    const start = performance.now()
    const result = await run()
    timings.set(stage, (timings.get(stage) ?? 0) + performance.now() - start)
    return result
  }
}

/** Names the line where a span starts, as the docstrings of tests cite it. */
function citationIn(project: Project): (span: Span) => string {
  const sources = new Map(project.documents.map(({ source }) => [source.id, source]))
  return (span) => {
    const source = sources.get(span.source)
    return source === undefined ? span.source : formatLine(source, span)
  }
}
