import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { changeDiff, conflictDiff, planDiff } from '../../src/workspace/diff.js'
import { makeProject, plant, readTree } from './project.js'

describe('changeDiff', () => {
  it('shows what changes with three lines around it', () => {
    const before = 'a\nb\nc\nd\ne\nf\ng\nh\n'
    expect(
      changeDiff({
        action: 'modify',
        path: 'backend/x.py',
        before,
        after: before.replace('e', 'E'),
        summary: '',
      }),
    ).toBe(`diff --git a/backend/x.py b/backend/x.py
--- a/backend/x.py
+++ b/backend/x.py
@@ -2,7 +2,7 @@
 b
 c
 d
-e
+E
 f
 g
 h
`)
  })

  it('is empty for what stays', () => {
    expect(changeDiff({ action: 'keep', path: 'x' })).toBe('')
    expect(changeDiff({ action: 'conflict', path: 'x', theirs: 'a', ours: 'b', reason: '' })).toBe('')
  })
})

describe('conflictDiff', () => {
  it('shows both sides', () => {
    const text = conflictDiff({ action: 'conflict', path: 'x', theirs: 'a\n', ours: 'b\n', reason: '' })
    expect(text).toContain('-a\n+b\n')
  })
})

describe('planDiff', () => {
  it('is a patch that git applies', () => {
    const project = makeProject({ 'm.py': 'a\nb\r\nc', 'd.py': 'x\n', 'e/__init__.py': '' })
    const patch = planDiff([
      { action: 'create', path: 'new/__init__.py', after: '', summary: '' },
      { action: 'create', path: 'new/é b.py', after: '--- odd\n+++ text\n', summary: '' },
      { action: 'delete', path: 'd.py', before: 'x\n', summary: '' },
      { action: 'delete', path: 'e/__init__.py', before: '', summary: '' },
      { action: 'modify', path: 'm.py', before: 'a\nb\r\nc', after: 'a\nB\r\nc\n', summary: '' },
      { action: 'keep', path: 'k.py' },
    ])
    plant(project, { 'plan.patch': patch })
    execFileSync('git', ['apply', 'plan.patch'], { cwd: join(project) })
    const tree = readTree(project)
    expect(tree).toEqual({
      'm.py': 'a\nB\r\nc\n',
      'new/': null,
      'new/__init__.py': '',
      'new/é b.py': '--- odd\n+++ text\n',
      'plan.patch': patch,
    })
  })
})
