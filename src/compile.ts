import { completeDesign } from './behaviour/complete.js'
import { readClaims } from './claims/read-claims.js'
import type { Reading } from './claims/reader.js'
import type { Answers } from './design/answers.js'
import { assembleDraft } from './design/assemble.js'
import type { Design } from './design/design.js'
import { selectOperations, unmatchedSelectors } from './design/select.js'
import type { Diagnostic } from './diagnostics/diagnostic.js'
import { emit } from './fastapi/emit.js'
import type { Emission } from './fastapi/emission.js'
import type { Project } from './source/document.js'
import { formatLine } from './source/positions.js'
import { readProject } from './source/read-project.js'
import type { Span } from './source/span.js'

/** The stages from documents to files, in their order; each is a function from data to data. */
const STAGES = ['read', 'claim', 'design', 'behaviour', 'emit'] as const

/** The name of a stage. */
type Stage = (typeof STAGES)[number]

/** What a compilation starts from. */
export interface CompilationRequest {
  /** Absolute path of the project. */
  readonly folder: string
  readonly answers: Answers
  /** Operations, entities, features or files to build; empty means everything. */
  readonly what: readonly string[]
  /** Operations that earlier runs built; they stay when `what` names others. */
  readonly built: readonly string[]
  /** The default database of the backend, when the user names one; else as specified. */
  readonly database: 'sqlite' | 'postgres' | null
  /** Called when a stage begins. */
  readonly onStage?: (stage: Stage) => void
}

/** What the stages that read made, which no answer changes. */
export interface Documents {
  readonly project: Project
  readonly reading: Reading
  /** Milliseconds per stage. */
  readonly timings: ReadonlyMap<Stage, number>
}

/** What the stages up to the design made. */
export interface Analysis extends Documents {
  readonly design: Design
  /** Problems of the documents. */
  readonly diagnostics: readonly Diagnostic[]
  /** Selectors that select nothing. */
  readonly unmatched: readonly string[]
}

/** What all stages made. */
export interface Compilation extends Analysis {
  readonly emission: Emission
}

/** Runs the stages from documents to the design. Nothing is written, and nothing but the documents is read. */
export async function analyse(request: CompilationRequest): Promise<Analysis> {
  const timings = new Map<Stage, number>()
  const timed = stopwatch(timings, request.onStage)
  const project = await timed('read', () => readProject(request.folder))
  const reading = await timed('claim', () => readClaims(project))
  return await decide({ project, reading, timings }, request)
}

/**
 * Runs the stages from what the documents say to the design: again for other answers, which change
 * nothing of what was read.
 */
export async function decide(read: Documents, request: CompilationRequest): Promise<Analysis> {
  const { project, reading } = read
  const timings = new Map(read.timings)
  const timed = stopwatch(timings, request.onStage)
  const draft = await timed('design', () => assembleDraft(reading, project, request.answers))
  const whole = await timed('behaviour', () =>
    located(completeDesign(draft, reading, request.answers), citationIn(project)),
  )
  return {
    project,
    reading,
    design: narrowed(whole, request),
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
    timings.set(stage, performance.now() - start)
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
