/**
 * A fault that is planted in a backend: what it does wrong, and the edits of one file that make it.
 * @param edits pairs of a text that the file holds and what stands there instead
 */
export const fault = (name, file, ...edits) => ({
  name,
  edits: edits.map(([from, to]) => ({ file, from, to })),
})
