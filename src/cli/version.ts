import { readFileSync } from 'node:fs'

/** The version of the tool, from its package. */
export function toolVersion(): string {
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8')
  const data: unknown = JSON.parse(text)
  const version = typeof data === 'object' && data !== null && 'version' in data ? data.version : null
  return typeof version === 'string' ? version : 'unknown'
}
