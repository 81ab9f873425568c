import { type FileSystem, nodeFileSystem } from './file-system.js'
import { checkHouse, type Folders, openFolders } from './folder.js'
import { type Journal, journalBytes, readJournal } from './journal.js'
import { beginRollback, discard, rollBack, rollForward, target } from './transaction.js'
import { hashBytes } from './text.js'

/** What was found of an earlier run, and what was done about it. */
export type Recovery = 'nothing' | 'completed' | 'undone'

/**
 * Ends what an interrupted run began, so that the tree is wholly as before it or wholly as
 * after it. To be called with the run lock held.
 *
 * The run is completed when every file it had not yet reached still is as it found it.
 * Otherwise a person has worked on since, and what the run did is taken back; the person's
 * files stay as they are.
 *
 * @throws ExpectedFailure `journal-broken`, `outside-project`
 */
export async function recover(project: string, files: FileSystem = nodeFileSystem): Promise<Recovery> {
  const { project: root } = await openFolders(files, project, '.')
  await checkHouse(files, root)
  const found = await readJournal(files, root)
  if (found === null) {
    await discard(files, root)
    return 'nothing'
  }
  const folders = await openFolders(files, project, found.journal.backend)
  if (found.state === 'commit') {
    if (await canComplete(files, folders, found.journal)) {
      await rollForward(files, folders, found.journal)
      return 'completed'
    }
    await beginRollback(files, root)
  }
  await rollBack(files, folders, found.journal)
  return 'undone'
}

/** True when no file that is still to be written was touched since the plan was made. */
async function canComplete(files: FileSystem, folders: Folders, journal: Journal): Promise<boolean> {
  for (const [index, entry] of journal.entries.entries()) {
    const bytes = await files.read(await target(files, folders, entry.path))
    const found = bytes === null ? null : hashBytes(bytes)
    const pending =
      entry.after === null
        ? found !== null
        : (await files.stat(journalBytes(folders.project, 'new', index))) !== null
    if (pending && found !== entry.before && found !== entry.after) return false
  }
  return true
}
