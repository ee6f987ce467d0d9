import { expect, it } from 'vitest'
import { REFERENCE_PROBLEMS, segmentsOf } from '../diagnostics/cases/reference-problems.case.ts'
import { LIMITS } from '../diagnostics/limits.ts'
import { orderByReferences } from './order-by-references.ts'

const idsOf = (segments: readonly { readonly id: string }[]) => segments.map(({ id }) => id)

it('keeps the order given where nothing refers', () => {
  expect(idsOf(orderByReferences(segmentsOf({ b: [], a: [], c: [] })).ordered)).toEqual(['b', 'a', 'c'])
})

it('puts segments after those they refer to, in aggregates and sequences too', () => {
  const { ordered, refused } = orderByReferences(segmentsOf({ a: ['c', 'b', 'c'], b: ['d'], c: ['d'], d: [] }))
  expect(idsOf(ordered)).toEqual(['d', 'c', 'b', 'a'])
  expect(refused.size).toBe(0)
})

it.each(REFERENCE_PROBLEMS.map((one) => [one.name, one] as const))(
  '%s',
  (_name, { references, problems, audiences }) => {
    const { ordered, refused } = orderByReferences(segmentsOf(references, audiences))
    const found = [...refused].flatMap(([id, diagnostics]) =>
      diagnostics.map(({ code, pointer }) => [id, code, pointer]),
    )
    expect(found).toEqual(problems)
    expect(idsOf(ordered)).toEqual(idsOf(ordered).filter((id) => !refused.has(id)))
    expect(ordered.length + refused.size).toBe(Object.keys(references).length)
  },
)

it('allows references as deep as the limit', () => {
  const chain = Object.fromEntries(
    Array.from({ length: LIMITS.references + 1 }, (_, i) => [`s${i}`, i === 0 ? [] : [`s${i - 1}`]]),
  )
  expect(orderByReferences(segmentsOf(chain)).refused.size).toBe(0)
})

it('refuses a circle of very many segments without overflowing the stack', () => {
  const length = 20_000
  const circle = Object.fromEntries(Array.from({ length }, (_, i) => [`s${i}`, [`s${(i + 1) % length}`]]))
  const { ordered, refused } = orderByReferences(segmentsOf(circle))
  expect(ordered).toEqual([])
  expect(refused.size).toBe(length)
})
