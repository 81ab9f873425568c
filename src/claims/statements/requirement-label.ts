const KNOWN = String.raw`(?:FR|NFR|SC|VR|BR|SR|AC|UC|REQ|TR|DR|UR|EC|SEC|PERF|CR|IR|US|TC|TS|R)`
const LABEL = new RegExp(
  String.raw`^[[(]?(${KNOWN}[-_ ]?\d{1,4}(?:\.\d{1,3}){0,3}[a-z]?|[A-Z]{1,6}(?:-[A-Z]{1,10}){0,2}-\d{1,4}[a-z]?)[\])]?(?=[\s:：.)–—-]|$)`,
)

/** A label that the author gave a requirement, and where its sentence begins. */
export interface RequirementLabel {
  readonly label: string
  /** Offset in the text of what is demanded. */
  readonly end: number
}

/**
 * The label at the start of a text: `FR-003: …`, `[AC-1] …`, `NFR-SEC-02 - …`, `SC1. …`.
 *
 * @returns null without one; task numbers such as `T012` are none
 */
export function requirementLabel(text: string): RequirementLabel | null {
  const match = LABEL.exec(text)
  if (match?.[1] === undefined) return null
  const lead = /^[\s:：.)\]–—-]*/.exec(text.slice(match[0].length))?.[0].length ?? 0
  return { label: match[1], end: match[0].length + lead }
}
