import type { Source } from '../../src/source/source.js'

/** A contract of the project's own, for tests. */
export function contractSource(text: string, id = 'specs/contracts/openapi.yaml'): Source {
  const lineStarts = [0]
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lineStarts.push(at + 1)
  return { id, kind: 'openapi', format: 'yaml', feature: null, text, lineStarts }
}
