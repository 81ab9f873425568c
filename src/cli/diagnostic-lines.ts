import { renderDiagnostic } from '../diagnostics/render.js'
import type { Palette } from '../diagnostics/palette.js'
import type { Run } from './run.js'

/** Problems found in the documents, each with its line and the span underlined. */
export function diagnosticLines(run: Run, palette: Palette): string[] {
  if (run.diagnostics.length === 0) return []
  return [
    palette.bold(`Problems in the documents (${run.diagnostics.length})`),
    ...run.diagnostics.flatMap((diagnostic) => [
      renderDiagnostic(diagnostic, { sourceOf: run.source, palette }),
      '',
    ]),
  ]
}
