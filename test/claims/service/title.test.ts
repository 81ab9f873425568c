import { describe, expect, it } from 'vitest'
import { titleReader } from '../../../src/claims/service/title.js'
import { readText } from '../support/read-fixture.js'

const titles = async (heading: string, id: string): Promise<readonly unknown[]> =>
  (await readText(titleReader, `${heading}\n\nText.\n`, id)).claims.map(({ value }) => value)

describe('titleReader', () => {
  it.each([
    ['# Lending Library Constitution', '.specify/memory/constitution.md', 'Lending Library'],
    ['# Phase II: Lending Library (Web) - Overview', 'specs/overview.md', 'Lending Library'],
    ['# Constitution: lending-library', 'memory/constitution.md', 'lending-library'],
  ])('reads %j', async (heading, id, title) => {
    expect(await titles(heading, id)).toEqual([title])
  })

  it.each([
    ['# [PROJECT_NAME] Constitution', '.specify/memory/constitution.md'],
    ['# Constitution', '.specify/memory/constitution.md'],
    ['# Feature: Loans', 'specs/features/loans.md'],
    ['## Lending Library Constitution', '.specify/memory/constitution.md'],
  ])('finds no title in %j', async (heading, id) => {
    expect(await titles(heading, id)).toEqual([])
  })
})
