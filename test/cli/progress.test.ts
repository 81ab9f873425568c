import { describe, expect, it } from 'vitest'
import { progressText } from '../../src/cli/progress.js'

describe('progressText', () => {
  it('tells what is installed and how many tests ran', () => {
    expect(progressText({ kind: 'installing', package: 'fastapi' })).toBe('installing fastapi …')
    expect(
      progressText({
        kind: 'test-finished',
        id: 'tests/test_a.py::test_a',
        outcome: 'passed',
        done: 3,
        total: 9,
      }),
    ).toBe('tests 3/9 …')
  })

  it('is silent about an environment that is there already', () => {
    expect(progressText({ kind: 'environment-found', folder: '/cache' })).toBeNull()
  })
})
