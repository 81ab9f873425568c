import { expect, test } from 'vitest'
import { python } from '../../src/python/nodes/quotation.js'
import { synchronous } from '../../src/python/synchronous.js'

test('a quotation of asynchronous Python reads as one that waits for nothing', () => {
  const asynchronous = python`
    from collections.abc import AsyncIterator, Iterable
    from sqlmodel import select
    from sqlmodel.ext.asyncio.session import AsyncSession

    async def titles(session: AsyncSession) -> AsyncIterator[str]:
        async with session.begin():
            async for row in await session.stream(select("a")):
                yield row.title
  `
  expect(synchronous(asynchronous)).toEqual(python`
    from collections.abc import Iterator, Iterable
    from sqlmodel import select
    from sqlmodel import Session

    def titles(session: Session) -> Iterator[str]:
        with session.begin():
            for row in session.stream(select("a")):
                yield row.title
  `)
})

test('other statements stay as they are', () => {
  expect(synchronous({ kind: 'pass' })).toEqual({ kind: 'pass' })
})
