// Asks the registry whether the locked dependencies have known vulnerabilities: `npm run audit`.
// Ends with 1 for one of high or critical severity. A registry without that service, or no network, is said, and no failure.
import { spawnSync } from 'node:child_process'

const { stdout, error } = spawnSync('npm', ['audit', '--json', '--audit-level=high'], {
  encoding: 'utf8',
  timeout: 120_000,
  shell: process.platform === 'win32',
})

/** The answer of npm; null when it is none. */
function answer() {
  try {
    return JSON.parse(stdout ?? '')
  } catch {
    return null
  }
}

const counts = answer()?.metadata?.vulnerabilities
if (counts === undefined) {
  const reason = error?.message ?? answer()?.message ?? answer()?.error?.summary ?? 'no answer'
  console.log(`dependencies not audited: the registry gave no advisories (${String(reason).slice(0, 200)})`)
} else {
  const { total, high, critical } = counts
  console.log(`dependencies audited: ${total} known vulnerabilities, ${high} high, ${critical} critical`)
  if (high + critical > 0) {
    console.log('npm audit names them; npm audit fix mends what it can')
    process.exitCode = 1
  }
}
