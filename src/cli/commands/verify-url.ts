import { ExpectedFailure } from '../../diagnostics/expected-failure.js'
import { probeLines } from '../../report/probes.js'
import type { Verification } from '../../verify/evidence.js'
import { probeService } from '../../verify/live.js'
import { probeEvidence } from '../../verify/probes/evidence.js'
import { withTemporaryFolder } from '../../verify/temporary.js'
import { ExitStatus } from '../exit-status.js'
import { jsonText } from '../json-output.js'
import type { VerifyCommandOptions } from '../options.js'
import { progressOf } from '../progress.js'
import type { Run } from '../run.js'
import type { Terminal } from '../terminal.js'
import { writeServiceReport } from '../write-reports.js'

/**
 * `specwright verify --url`: fires the probes at a service that runs already, whoever wrote it.
 * Probes write rows: a service on another machine needs `--allow-remote`.
 * @throws ExpectedFailure `usage` for an address or a secret that cannot be used
 */
export async function verifyUrl(
  run: Run,
  url: string,
  options: VerifyCommandOptions,
  terminal: Terminal,
): Promise<ExitStatus> {
  const base = addressOf(url, options.allowRemote === true)
  const { design } = run.analysis
  const live = await withTemporaryFolder(async (temporary) =>
    probeService({
      design,
      base,
      secret: secretOf(options.secretEnv ?? design.auth.secretEnv),
      temporary,
      listener: progressOf(terminal),
      schemathesis: options.schemathesis === true,
    }),
  )
  terminal.endProgress()
  if (!live.ran) throw new ExpectedFailure('usage', live.reason)
  const evidence = [...live.results.map(probeEvidence), ...live.others]
  const verification: Verification = {
    evidence,
    passed: evidence.every(({ outcome }) => outcome !== 'failed'),
    python: null,
    unavailable: null,
    probes: live.results,
    audit: null,
  }
  await writeServiceReport(run, verification, options.sarif ?? null, terminal)
  const status = verification.passed ? ExitStatus.done : ExitStatus.verificationFailed
  if (options.json === true) terminal.print(jsonText({ status, url: base.href, ...verification }))
  else {
    const others = live.others.map(
      ({ outcome, subject, message }) => `  ${outcome}  schemathesis ${subject} ${message}`,
    )
    terminal.print(
      [
        `${design.service.title} at ${base.origin}`,
        ...probeLines(live.results, terminal.palette),
        ...others,
      ].join('\n'),
    )
  }
  return status
}

/** Hosts that are this machine (RFC 6761, section 6.3; RFC 1122, section 3.2.1.3). */
const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/

function addressOf(url: string, remote: boolean): URL {
  const base = URL.canParse(url) ? new URL(url) : null
  if (base === null || (base.protocol !== 'http:' && base.protocol !== 'https:')) {
    throw new ExpectedFailure(
      'usage',
      `${JSON.stringify(url)} is no address of a service.`,
      'Such as http://127.0.0.1:8000.',
    )
  }
  if (!remote && !LOOPBACK.test(base.hostname)) {
    throw new ExpectedFailure(
      'usage',
      `${base.hostname} is not this machine, and probes write rows.`,
      'If the service is yours and holds nothing of value: --allow-remote.',
    )
  }
  return base
}

function secretOf(variable: string | null): string | null {
  if (variable === null) return null
  const secret = process.env[variable]
  if (secret === undefined || secret === '') {
    throw new ExpectedFailure(
      'usage',
      `${variable} is not set: without the secret of the service no token can be signed.`,
      'Set it to what the service has, or name another variable: --secret-env NAME.',
    )
  }
  return secret
}
