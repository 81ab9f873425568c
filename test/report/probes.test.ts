import { expect, it } from 'vitest'
import { plainPalette } from '../../src/diagnostics/palette.js'
import { probeLines } from '../../src/report/probes.js'
import { probesMarkdown } from '../../src/report/probes-markdown.js'
import type { ProbeResult } from '../../src/verify/probes/probe.js'

const skipped = (probe: string, operation: string, reason: string): ProbeResult => ({
  probe,
  operation,
  outcome: 'skipped',
  reason,
  attempts: [],
})

const RESULTS = [
  skipped('search', 'GET /loans', 'no operation of the API makes a Book'),
  skipped('toggle', 'POST /loans/{id}/return', 'files are not made up for probes'),
  skipped('filters', 'GET /loans', 'no operation of the API makes a Book'),
]

it('tells how many probes were skipped, and why', () => {
  expect(probeLines(RESULTS, plainPalette)).toEqual([
    'Probes  0 probes fired in 0 attempts: 0 passed, 0 failed, 3 skipped',
    '  – 2 skipped: no operation of the API makes a Book',
    '  – 1 skipped: files are not made up for probes',
  ])
})

it('names each skipped probe in the report under its reason', () => {
  expect(probesMarkdown(RESULTS, (text) => text).slice(-7)).toEqual([
    'Skipped:',
    '',
    '- 2: no operation of the API makes a Book',
    '  - `search` on GET /loans',
    '  - `filters` on GET /loans',
    '- 1: files are not made up for probes',
    '  - `toggle` on POST /loans/{id}/return',
  ])
})
