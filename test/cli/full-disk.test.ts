import { execFile, spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { temporaryFolder, type Outcome } from './command-line.js'

const root = join(import.meta.dirname, '..', '..')

/** Whether this user may mount file systems of its own, which nobody else sees: root on Linux. */
const mounts = spawnSync('unshare', ['-m', 'true']).status === 0

/** What the scripts share: a small disk with the example, the tool, and a sum over all files. */
const PRELUDE = `
set -eu
mount -t tmpfs -o "size=$3" none "$1"
cp -r "$2/examples/plant-diary/specs" "$1/"
tool() { node "$TOOL" "$@"; }
sum() { (cd "$1" && find . -type f -exec sha256sum {} + | sort | sha256sum); }
`

/** Runs a script on a disk of its own. */
async function onDisk(size: string, script: string): Promise<Outcome> {
  const disk = await temporaryFolder()
  const words = ['-m', 'sh', '-c', PRELUDE + script, 'sh', disk, root, size]
  const environment = { ...process.env, NO_COLOR: '1', TOOL: join(root, 'bin', 'specwright.js') }
  return new Promise((resolve) => {
    execFile('unshare', words, { env: environment }, (error, out, err) => {
      const status = error === null ? 0 : typeof error.code === 'number' ? error.code : -1
      resolve({ status, out, err })
    })
  })
}

describe('a disk that takes nothing', () => {
  it('leaves the tree as it was when it is full, says so once, and the next run goes on', async ({
    skip,
  }) => {
    skip(!mounts, 'this user may not mount a disk')
    const { status, out, err } = await onDisk(
      '2m',
      `
tool implement --yes --no-verify --project "$1" > "$1/first.txt"
sed -i 's/VARCHAR(50)/VARCHAR(60)/' "$1"/specs/*/data-model.md
dd if=/dev/zero "of=$1/filling" bs=1k 2> "$1/dd.txt" || true
before=$(sum "$1")
code=0; tool implement --yes --no-verify --project "$1" || code=$?
[ "$before" = "$(sum "$1")" ] && echo "the tree is as before, exit $code"
rm "$1/filling"
tool implement --yes --no-verify --project "$1" > "$1/second.txt"
grep -o 'max_length=60' "$1/backend/app/models.py"
`,
    )
    expect(err).toMatch(
      /^specwright: The disk is full: .* could not be written, and nothing was changed\.\n.*\n$/u,
    )
    expect(out).toBe('the tree is as before, exit 2\nmax_length=60\n')
    expect(status).toBe(0)
  }, 120_000)

  it('is told apart from a defect when it is read-only, or holds the temporary files', async ({ skip }) => {
    skip(!mounts, 'this user may not mount a disk')
    const { out, err } = await onDisk(
      '100k',
      `
project=$(mktemp -d); cp -r "$1/specs" "$project/"
tool implement --yes --no-verify --project "$project" > "$project/first.txt"
code=0; TMPDIR="$1" tool verify --no-probes --project "$project" > "$project/verify.txt" || code=$?
grep -o 'The disk is full' "$project/verify.txt"; echo "exit $code"
mount -o remount,ro "$1"
code=0; tool implement --yes --no-verify --project "$1" || code=$?
echo "exit $code"
rm -r "$project"
`,
    )
    expect(out).toBe('The disk is full\nexit 4\nexit 2\n')
    expect(err).toMatch(
      /cannot be written \(no permission, or a read-only file system\), and nothing was changed/u,
    )
    expect(err).not.toContain('Defect')
  }, 120_000)
})
