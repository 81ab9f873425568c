import { answerListReader } from './answer-list.js'
import { pageSentenceReader } from './page-sentence.js'
import { modelBlockReader } from './model-block.js'
import { healthMentionReader } from './health-mention.js'
import { fileColumnReader } from './file-columns.js'
import { fieldListReader } from './field-list.js'
import { followNoteReader } from './follow-notes.js'
import { listNoteReader } from './list-notes.js'
import { noBodyReader } from './no-body.js'
import { operationDescriptionReader } from './operation-description.js'
import { operationAccessReader } from './operation-access.js'
import { curlExampleReader } from './curl-example.js'
import { exampleBlockReader } from './example-block.js'
import { responseBlockReader } from './response-block.js'
import { bodyBlockReader } from './body-block.js'
import { bodyLikeReader } from './body-like.js'
import { endpointFenceReader } from './endpoint-fence.js'
import { endpointNameReader } from './endpoint-name.js'
import { endpointTableReader } from './endpoint-table.js'
import { formBodyReader } from './form-body.js'
import { inlineBodyReader } from './inline-body.js'
import { inlineResponseReader } from './inline-response.js'
import { pageResponseReader } from './page-response.js'
import { parameterItemReader } from './parameter-item.js'
import { fileResponseReader } from './file-response.js'
import { parameterLineReader } from './parameter-lines.js'
import { parameterTableReader } from './parameter-table.js'
import { queryRemarkReader } from './query-remark.js'
import { sectionAccessReader } from './section-access.js'
import { sectionNoteReader } from './section-notes.js'
import { signatureLineReader } from './signature-line.js'
import { statusLineReader } from './status-line.js'
import { statusTableReader } from './status-table.js'
import { tailResponseReader } from './tail-response.js'
import { statusListReader } from './status-list.js'
import { terseLineReader } from './terse-line.js'
import type { Reader } from '../reader.js'

/** The forms of endpoint documents in Markdown, one line each. */
export const endpointReaders: readonly Reader[] = [
  endpointFenceReader,
  endpointNameReader,
  endpointTableReader,
  parameterItemReader,
  parameterLineReader,
  parameterTableReader,
  statusLineReader,
  answerListReader,
  statusTableReader,
  statusListReader,
  bodyBlockReader,
  bodyLikeReader,
  inlineBodyReader,
  noBodyReader,
  queryRemarkReader,
  signatureLineReader,
  terseLineReader,
  sectionNoteReader,
  formBodyReader,
  responseBlockReader,
  inlineResponseReader,
  tailResponseReader,
  pageResponseReader,
  fileResponseReader,
  exampleBlockReader,
  curlExampleReader,
  operationAccessReader,
  sectionAccessReader,
  operationDescriptionReader,
  listNoteReader,
  pageSentenceReader,
  followNoteReader,
  fileColumnReader,
  fieldListReader,
  healthMentionReader,
  modelBlockReader,
]
