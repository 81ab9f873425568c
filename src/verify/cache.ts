import { homedir } from 'node:os'
import { join } from 'node:path'

/**
 * The folder in which environments are kept: `SPECWRIGHT_CACHE`, or `specwright` in the user's
 * cache as the platform has it (XDG Base Directory Specification, `LOCALAPPDATA` on Windows).
 */
export function cacheFolder(environment: NodeJS.ProcessEnv = process.env): string {
  const own = environment['SPECWRIGHT_CACHE']
  if (own !== undefined && own !== '') return own
  const xdg = environment['XDG_CACHE_HOME']
  // The XDG specification has relative paths ignored.
  if (xdg !== undefined && xdg.startsWith('/')) return join(xdg, 'specwright')
  const local = environment['LOCALAPPDATA']
  if (process.platform === 'win32' && local !== undefined && local !== '') {
    return join(local, 'specwright', 'cache')
  }
  return join(homedir(), '.cache', 'specwright')
}
