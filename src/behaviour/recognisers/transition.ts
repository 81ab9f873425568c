import type { Recogniser } from '../recogniser.js'
import { notImplemented } from '../recogniser.js'

const VERB =
  /^(?:approve|reject|submit|cancel|close|reopen|open|ship|receive|send|start|stop|pause|resume|finish|complete|activate|deactivate|reactivate|archive|unarchive|publish|unpublish|confirm|pay|refund|renew|return|retry|restore|suspend|accept|decline|void|release|hold|dispatch|deliver|collect|anonymize|expire|revoke|verify|fulfil|fulfill|check-in|check-out|checkin|checkout)$/

/**
 * Moves a row from one state to another: `POST …/{id}/approve` without a body
 * that could be stored.
 */
export const transition: Recogniser = {
  behaviour: 'transition',
  answers: 'row',
  recognises: ({ operation, end, word, entity }) =>
    (operation.method === 'POST' || operation.method === 'PATCH' || operation.method === 'PUT') &&
    end === 'action' &&
    (VERB.test(word) || (entity?.fields.some((field) => field.enum?.includes(word)) ?? false)),
  implement: () => notImplemented('moving a row between states cannot be built yet'),
}
