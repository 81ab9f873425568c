/** The width of generated Python; also written into the backend's own configuration. */
export const LINE_LENGTH = 100
