import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { backendOf, moduleName } from '../../dist/fastapi/backend.js'
import { settingsOf } from '../../dist/fastapi/modules/settings.js'
import { serve } from '../../dist/verify/serve.js'
import { childEnvironment } from '../../dist/verify/variables.js'

/** A backend that is started, ended and started again on one database. */
export class Service {
  #served = null
  #request

  constructor({ design, python, folder, temporary, url }) {
    const backend = backendOf(design)
    const database = settingsOf(backend).find(({ role }) => role === 'database')?.variable ?? 'DATABASE_URL'
    this.secret = design.auth.secretEnv === null ? null : randomBytes(32).toString('base64url')
    const home = join(temporary, 'home')
    mkdirSync(home, { recursive: true })
    this.database = database
    this.#request = {
      python,
      folder,
      application: `${moduleName(backend.paths.main)}:app`,
      variables: {
        ...childEnvironment(home),
        [database]: url,
        ...(this.secret === null ? {} : { [design.auth.secretEnv]: this.secret }),
      },
    }
  }

  /** Where it serves now. */
  get base() {
    return this.#served.base
  }

  get log() {
    return this.#served.log()
  }

  /** Starts it, with other variables where given. */
  async start(variables = {}) {
    const served = await serve({
      ...this.#request,
      variables: { ...this.#request.variables, ...variables },
    })
    if (!served.serves) throw new Error(`the backend did not start:\n${served.log.slice(-3000)}`)
    this.#served = served
  }

  /** Ends it at once, without a chance to finish anything. */
  async kill() {
    this.#served.signal('SIGKILL')
    return await this.#served.ended
  }

  /** Asks it to end, and tells how it did. */
  async terminate() {
    this.#served.signal('SIGTERM')
    return await this.#served.ended
  }

  async stop() {
    await this.#served?.stop()
  }

  /** Its resident memory, in megabytes. */
  memory() {
    const output = execFileSync('ps', ['-o', 'rss=', '-p', String(this.#served.pid)], { encoding: 'utf8' })
    return Math.round(Number(output.trim()) / 1024)
  }
}
