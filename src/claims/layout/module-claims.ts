import type { Span } from '../../source/span.js'
import type { Claim, ServiceFacts } from '../claim.js'
import { type Said, serviceClaims } from '../said.js'
import type { ModulePlace } from './module-path.js'

/** Claims of a module's place, and of the names in it; without names, of the file alone. */
export function moduleClaims(
  reader: string,
  { folder, path }: ModulePlace,
  symbols: readonly string[],
  span: Span,
): readonly Claim[] {
  const names: readonly (string | null)[] = symbols.length === 0 ? [null] : symbols
  const facts: Said<ServiceFacts>[] = names.map((symbol) => ({
    property: 'module',
    value: { path, symbol },
    span,
  }))
  if (folder !== null) facts.push({ property: 'backendFolder', value: folder, span })
  return serviceClaims(reader, facts)
}
