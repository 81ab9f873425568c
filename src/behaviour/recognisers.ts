import type { Candidate } from './candidate.js'
import type { Recogniser } from './recogniser.js'
import { askForMail } from './recognisers/ask-for-mail.js'
import { useMail } from './recognisers/use-mail.js'
import { bulkCreate } from './recognisers/bulk-create.js'
import { bulkDelete } from './recognisers/bulk-delete.js'
import { bulkUpdate } from './recognisers/bulk-update.js'
import { changePassword } from './recognisers/change-password.js'
import { create } from './recognisers/create.js'
import { remove } from './recognisers/delete.js'
import { exportRows } from './recognisers/export.js'
import { importRows } from './recognisers/import-rows.js'
import { health } from './recognisers/health.js'
import { link, linkSilently, unlink, unlinkSilently } from './recognisers/link.js'
import { list } from './recognisers/list.js'
import { login } from './recognisers/login.js'
import { logout } from './recognisers/logout.js'
import { mark } from './recognisers/mark.js'
import { me } from './recognisers/me.js'
import { other } from './recognisers/other.js'
import { read } from './recognisers/read.js'
import { refresh } from './recognisers/refresh.js'
import { register } from './recognisers/register.js'
import { replace } from './recognisers/replace.js'
import { restore } from './recognisers/restore.js'
import { search } from './recognisers/search.js'
import { set } from './recognisers/set.js'
import { stats } from './recognisers/stats.js'
import { texts } from './recognisers/texts.js'
import { toggle } from './recognisers/toggle.js'
import { transition } from './recognisers/transition.js'
import { update } from './recognisers/update.js'
import { upload } from './recognisers/upload.js'

/** All behaviours; the first that recognises an operation wins, so special ones stand before general ones. */
const RECOGNISERS: readonly Recogniser[] = [
  health,
  login,
  register,
  refresh,
  logout,
  askForMail,
  useMail,
  me,
  changePassword,
  exportRows,
  importRows,
  upload,
  search,
  stats,
  bulkDelete,
  bulkUpdate,
  bulkCreate,
  link,
  linkSilently,
  unlink,
  unlinkSilently,
  texts,
  restore,
  toggle,
  set,
  mark,
  transition,
  create,
  list,
  read,
  replace,
  update,
  remove,
]

/** The behaviour of an operation; `other` when no recogniser knows it. */
export function recognise(candidate: Candidate): Recogniser {
  return RECOGNISERS.find((recogniser) => recogniser.recognises(candidate)) ?? other
}
