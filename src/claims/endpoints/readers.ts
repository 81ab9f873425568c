import { endpointFenceReader } from './endpoint-fence.js'
import { endpointNameReader } from './endpoint-name.js'
import { endpointTableReader } from './endpoint-table.js'
import { parameterItemReader } from './parameter-item.js'
import { parameterTableReader } from './parameter-table.js'
import { statusLineReader } from './status-line.js'
import { statusTableReader } from './status-table.js'
import { statusListReader } from './status-list.js'
import type { Reader } from '../reader.js'

/** The forms of endpoint documents in Markdown, one line each. */
export const endpointReaders: readonly Reader[] = [
  endpointFenceReader,
  endpointNameReader,
  endpointTableReader,
  parameterItemReader,
  parameterTableReader,
  statusLineReader,
  statusTableReader,
  statusListReader,
]
