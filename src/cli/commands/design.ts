import { glance } from '../../report/glance.js'
import { ExitStatus } from '../exit-status.js'
import { designToJson } from '../../design/json.js'
import { jsonText } from '../json-output.js'
import type { CommonOptions } from '../options.js'
import { analyseProject } from '../run.js'
import type { Terminal } from '../terminal.js'

/** `specwright design`: the design at a glance, or with `--json` all of it as data. */
export async function designCommand(options: CommonOptions, terminal: Terminal): Promise<ExitStatus> {
  const { analysis } = await analyseProject([], options, terminal)
  if (options.json === true) terminal.print(jsonText(designToJson(analysis.design)))
  else terminal.print(glance(analysis.design, terminal.palette).join('\n'))
  return ExitStatus.done
}
