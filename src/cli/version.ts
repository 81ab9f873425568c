import { readFileSync } from 'node:fs'
import { packageFile } from '../package-file.js'

/** The version of the tool, from its package. */
export function toolVersion(): string {
  const text = readFileSync(packageFile('package.json'), 'utf8')
  const data: unknown = JSON.parse(text)
  const version = typeof data === 'object' && data !== null && 'version' in data ? data.version : null
  return typeof version === 'string' ? version : 'unknown'
}
