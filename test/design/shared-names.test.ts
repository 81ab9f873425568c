import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { analyse } from '../../src/compile.js'
import type { Design } from '../../src/design/design.js'

const folder = join(import.meta.dirname, '../fixtures/design/yoga-studio')

describe('a table that shares its name with one of Better Auth', () => {
  let design: Design

  beforeAll(async () => {
    design = (await analyse({ folder, answers: new Map(), what: [], built: [], database: null })).design
  })

  test('is the own one of the service, by its columns', () => {
    expect(design.entities.map(({ name, managedElsewhere }) => [name, managedElsewhere])).toEqual([
      ['TeacherProfile', false],
      ['Session', false],
    ])
  })

  test('has operations of its own', () => {
    expect(design.operations.map(({ id, entity }) => [id, entity])).toEqual([
      ['GET /teachers', 'TeacherProfile'],
      ['GET /sessions', 'Session'],
      ['POST /sessions', 'Session'],
      ['GET /sessions/{id}', 'Session'],
    ])
  })

  test('has numbered pages, whose size is asked where no document tells it', () => {
    const list = design.operations.find(({ id }) => id === 'GET /teachers')
    expect(list?.query.map(({ name, default: value }) => [name, value])).toEqual([
      ['page', 1],
      ['per_page', 20],
    ])
    expect(design.questions.find(({ id }) => id === 'page-size')).toMatchObject({
      subjects: ['GET /teachers'],
      recommended: 'usual',
      blocking: false,
    })
  })
})
