import type { Claim } from '../../src/claims/claim.js'
import type { Reading } from '../../src/claims/reader.js'
import type { Statement } from '../../src/claims/statement.js'
import type { Document, Project } from '../../src/source/document.js'
import type { SourceKind } from '../../src/source/source.js'

/** A claim as a test writes it: where it stands is a source and a line. */
export type Written = Claim extends infer C ? (C extends Claim ? Omit<C, 'span' | 'reader'> : never) : never

/** A document of a test, of ten lines with ten characters each. */
export interface WrittenSource {
  readonly id: string
  readonly kind: SourceKind
  readonly feature?: number
  /** The reader that makes the claims; `test` without one. */
  readonly reader?: string
  readonly claims: readonly (readonly [line: number, claim: Written])[]
  readonly statements?: readonly (readonly [line: number, text: string])[]
}

const LINES = 60
const WIDTH = 10

function documentOf({ id, kind, feature }: WrittenSource): Document {
  return {
    kind: 'markdown',
    root: { type: 'root', children: [] },
    sections: [],
    source: {
      id,
      kind,
      format: 'markdown',
      feature: feature === undefined ? null : { folder: `specs/${feature}`, order: feature },
      text: `${'.'.repeat(WIDTH - 1)}\n`.repeat(LINES),
      lineStarts: Array.from({ length: LINES }, (_, index) => index * WIDTH),
    },
  }
}

/** Builds a project and its reading from claims written by hand. */
export function write(...sources: readonly WrittenSource[]): {
  readonly project: Project
  readonly reading: Reading
} {
  const spanAt = (source: string, line: number) => ({
    source,
    start: (line - 1) * WIDTH,
    end: (line - 1) * WIDTH + 5,
  })
  return {
    project: { folder: '/project', documents: sources.map(documentOf), diagnostics: [] },
    reading: {
      claims: sources.flatMap(({ id, claims, reader = 'test' }) =>
        claims.map(([line, claim]): Claim => ({ ...claim, span: spanAt(id, line), reader })),
      ),
      statements: sources.flatMap(({ id, statements = [] }) =>
        statements.map(([line, text]): Statement => ({
          id: `${id}:${line}`,
          form: 'clarification',
          label: null,
          text,
          span: spanAt(id, line),
          headings: [],
        })),
      ),
      diagnostics: [],
    },
  }
}
