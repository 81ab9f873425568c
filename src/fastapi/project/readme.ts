import type { Backend } from '../backend.js'
import { settingsOf } from '../modules/settings.js'
import { moduleName } from '../backend.js'

/** The text of the backend's `README.md`. */
export function readme(backend: Backend): string {
  const { title, layout } = backend.design.service
  const variables = settingsOf(backend)
    .filter(({ needed }) => needed)
    .map(({ variable }) => `\`${variable}\``)
  const heading = title.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]/gu, ' ').replaceAll(/([\\`*_{}[\]<>#|])/g, '\\$1')
  return `# ${heading}: backend

FastAPI and SQLModel, on SQLite or PostgreSQL. Python 3.11 or newer.

\`\`\`sh
python -m venv .venv && . .venv/bin/activate
pip install -e . --group dev
cp .env.example .env            # then fill it in: ${variables.join(', ')}
uvicorn ${moduleName(backend.paths.main)}:app --reload
pytest && ruff check . && pyright
\`\`\`

The schema is brought up to date at the start. After a change to \`${backend.paths.models}\`, write the next migration with
\`alembic revision --autogenerate -m "what changed"\`. Tests are in \`${layout.tests}/\`.
`
}
