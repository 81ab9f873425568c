/** Where a remark within a line ends: at a full stop, a semicolon, or the dash or arrow before the next one. */
const END = /[.;](?:\s|$)|\s(?:→|->|=>|—|–)\s/

/** The offset at which the remark ends that begins at a place; the end of the text where nothing ends it. */
export function clauseEnd(text: string, from: number): number {
  const end = END.exec(text.slice(from))?.index
  return end === undefined ? text.length : from + end
}
