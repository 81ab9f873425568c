import picocolors from 'picocolors'
import { plainPalette, type Palette } from '../diagnostics/palette.js'

/** Where a command writes: results to standard output, all else to standard error. */
export interface Terminal {
  /** Prints a line of the result. */
  readonly print: (line: string) => void
  /** Prints a line for a person, beside the result. */
  readonly note: (line: string) => void
  /** Replaces the progress line on a terminal; prints a line where there is none, unless it only counts. */
  readonly progress: (text: string) => void
  /** Progress of work that takes no time worth a line: shown on a terminal only. */
  readonly glimpse: (text: string) => void
  /** Takes the progress line away. */
  readonly endProgress: () => void
  /** Colours of standard output. */
  readonly palette: Palette
  /** A person can be asked. */
  readonly interactive: boolean
}

/**
 * The terminal of this process. Colours follow `NO_COLOR`, `FORCE_COLOR` and whether standard
 * output is a terminal.
 * @param json standard output carries one JSON document: no colours, no questions
 */
export function processTerminal(json: boolean): Terminal {
  const { stdout, stderr, stdin } = process
  const coloured =
    picocolors.isColorSupported && (stdout.isTTY || process.env['FORCE_COLOR'] !== undefined) && !json
  const live = stderr.isTTY
  let shown = false
  const glimpse = (text: string): void => {
    if (!live) return
    clear()
    stderr.write(text.slice(0, Math.max(20, (stderr.columns ?? 80) - 1)))
    shown = true
  }
  /** Checks count side by side; where nothing can be replaced, each says once that it began. */
  const told = new Set<string>()
  const clear = (): void => {
    if (shown) stderr.write('\r\u001B[K')
    shown = false
  }
  return {
    print: (line) => {
      clear()
      stdout.write(`${line}\n`)
    },
    note: (line) => {
      clear()
      stderr.write(`${line}\n`)
    },
    progress: (text) => {
      if (live) {
        glimpse(text)
        return
      }
      const subject = text.replaceAll(/\d+/gu, '#')
      if (!told.has(subject)) stderr.write(`${text}\n`)
      told.add(subject)
    },
    glimpse,
    endProgress: clear,
    palette: coloured ? picocolors.createColors(true) : plainPalette,
    interactive: !json && Boolean(stdin.isTTY) && Boolean(stderr.isTTY),
  }
}
