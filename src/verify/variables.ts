/** Variables of the machine that programs need to run at all. */
const KEPT = ['SYSTEMROOT', 'WINDIR', 'COMSPEC', 'PATHEXT'] as const

/**
 * The environment of a check: nothing of the user's but the path, so that no key, address of a
 * database or proxy reaches the backend's tests, and the same tests see the same on any machine.
 *
 * @param temporary the folder that stands for home and for temporary files
 */
export function childEnvironment(
  temporary: string,
  own: NodeJS.ProcessEnv = process.env,
): Readonly<Record<string, string>> {
  const variables: Record<string, string> = {
    PATH: own['PATH'] ?? '',
    HOME: temporary,
    USERPROFILE: temporary,
    TMPDIR: temporary,
    TMP: temporary,
    TEMP: temporary,
    LANG: 'C.UTF-8',
    LC_ALL: 'C.UTF-8',
    TZ: 'UTC',
    PYTHONDONTWRITEBYTECODE: '1',
    PYTHONUTF8: '1',
    NO_COLOR: '1',
  }
  for (const name of KEPT) {
    const value = own[name]
    if (value !== undefined) variables[name] = value
  }
  return variables
}
