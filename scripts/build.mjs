// Compiles src/ to dist/ and puts the Python grammar and the programs in Python beside it, so
// that an installed package needs neither the compiler nor the grammar's own package.
import { execFileSync } from 'node:child_process'
import { copyFileSync, mkdirSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const require = createRequire(import.meta.url)

rmSync(join(root, 'dist'), { recursive: true, force: true })
execFileSync(
  process.execPath,
  [
    join(dirname(require.resolve('typescript/package.json')), 'bin', 'tsc'),
    '-p',
    join(root, 'tsconfig.json'),
  ],
  {
    stdio: 'inherit',
  },
)
mkdirSync(join(root, 'dist', 'grammars'), { recursive: true })
copyFileSync(
  join(dirname(require.resolve('tree-sitter-python/package.json')), 'tree-sitter-python.wasm'),
  join(root, 'dist', 'grammars', 'tree-sitter-python.wasm'),
)
for (const script of ['specwright_pytest.py', 'specwright_seed.py']) {
  copyFileSync(join(root, 'src', 'verify', script), join(root, 'dist', 'verify', script))
}
