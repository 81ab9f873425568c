import { wordsOf } from '../../behaviour/naming.js'
import { LINE_LENGTH } from '../../python/line-length.js'
import { LINT_RULES } from '../../python/ruff.js'
import type { Backend } from '../backend.js'
import { optionalRequirements, runtimeRequirements, testRequirements } from './requirements.js'

/** The text of `pyproject.toml`. */
export function pyproject(backend: Backend): string {
  const { title, layout } = backend.design.service
  const name = [...wordsOf(title), 'backend'].join('-').slice(0, 60)
  return `[project]
name = ${toml(name)}
version = "0.1.0"
description = ${toml(`Backend: ${title}`)}
requires-python = ">=3.11"
dependencies = [
${runtimeRequirements(backend)
  .map((requirement) => `    ${toml(requirement)},\n`)
  .join('')}]
${extras(backend)}
[dependency-groups]
dev = [${testRequirements(backend).map(toml).join(', ')}]

[tool.pytest.ini_options]
testpaths = [${toml(layout.tests)}]
pythonpath = ["."]

[tool.ruff]
line-length = ${LINE_LENGTH}

[tool.ruff.lint]
select = [${LINT_RULES.map(toml).join(', ')}]

[tool.ruff.lint.isort]
known-first-party = [${[...new Set([...backend.packages, layout.tests])].map(toml).join(', ')}]

[tool.pyright]
include = [${[...new Set([...backend.packages, 'migrations', layout.tests])].map(toml).join(', ')}]
typeCheckingMode = "standard"
`
}

/** What somebody may choose to install. */
function extras(backend: Backend): string {
  const lines = optionalRequirements(backend).map(
    ([extra, requirements]) => `${extra} = [${requirements.map(toml).join(', ')}]\n`,
  )
  return lines.length === 0 ? '' : `\n[project.optional-dependencies]\n${lines.join('')}`
}

/** A basic string of TOML 1.0: quotes, backslashes and control characters escaped. */
function toml(text: string): string {
  const escaped = text.replace(/[\\"\p{Cc}\p{Cs}]/gu, (character) =>
    character === '\\' || character === '"'
      ? `\\${character}`
      : /\p{Cs}/u.test(character)
        ? '\ufffd'
        : `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`,
  )
  return `"${escaped}"`
}
