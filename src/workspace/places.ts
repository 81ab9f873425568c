/** Where Specwright keeps its own files, relative to the project. */
export const HOUSE = '.specwright'
/** What was last written, and from what. */
export const LOCK = `${HOUSE}/lock.json`
/** The text of each file as it was last generated, by its path in the project. */
export const BASE = `${HOUSE}/base`
/** What the last run showed. */
export const REPORT = `${HOUSE}/report`
/** Decisions of people. */
export const ANSWERS = `${HOUSE}/answers.yaml`
/** Writes under way. */
export const JOURNAL = `${HOUSE}/journal`
/** Holds the process that is writing. */
export const RUN_LOCK = `${HOUSE}/run.lock`
/** Keeps what is of no use to others out of version control. */
export const IGNORE = `${HOUSE}/.gitignore`

/** The text of `IGNORE`. */
export const IGNORE_TEXT = 'journal/\nreport/\nrun.lock*\n'
