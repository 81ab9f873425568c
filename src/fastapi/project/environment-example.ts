import type { Backend } from '../backend.js'
import { settingsOf } from '../modules/settings.js'

/** The text of `.env.example`: every variable the backend reads, and no secret. */
export function environmentExample(backend: Backend): string {
  return settingsOf(backend)
    .map(({ variable, description, example }) => `# ${description}\n${variable}=${oneLine(example)}\n`)
    .join('')
}

function oneLine(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]/gu, '')
}
