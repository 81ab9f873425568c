// Compiles src/ to dist/ and puts the program into one file there, which Node loads three times as
// fast as its thousand modules; the scripts use the modules. Puts the Python grammar beside it, so
// that an installed package needs neither the compiler nor the grammar's own package.
import { execFileSync } from 'node:child_process'
import { copyFileSync, mkdirSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { rolldown } from 'rolldown'

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
const program = await rolldown({
  input: join(root, 'dist', 'cli', 'main.js'),
  platform: 'node',
  // What npm installs stays there, with its licences.
  external: (id) => !id.startsWith('.') && !id.startsWith('/'),
})
await program.write({
  file: join(root, 'dist', 'specwright.js'),
  format: 'esm',
  // They are for readers of src/.
  comments: false,
})
