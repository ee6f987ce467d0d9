import { describe, expect, it } from 'vitest'
import { editDistance, nearestNames } from './nearest-names.ts'

describe('the edit distance', () => {
  it.each([
    ['', '', 0],
    ['', 'abc', 3],
    ['abc', '', 3],
    ['kitten', 'sitting', 3],
    ['country', 'contry', 1],
    ['amount', 'amuont', 1],
    ['ca', 'abc', 3],
  ])('from %j to %j is %d', (a, b, distance) => expect(editDistance(a, b)).toBe(distance))
})

describe('the nearest names', () => {
  const names = ['country', 'city', 'customer_id', 'created_at', 'total_spend']

  it.each([
    ['contry', ['country']],
    ['Country', ['country']],
    ['customerId', ['customer_id']],
    ['total', ['total_spend']],
    ['createdat', ['created_at']],
    ['nothing', []],
    ['', []],
    ['c', []],
  ])('of %j are %j', (name, expected) => expect(nearestNames(name, names)).toEqual(expected))

  it('are three at most, the nearest first', () => {
    expect(nearestNames('item', ['items', 'item9x', 'itme', 'iten', 'Item'])).toEqual(['Item', 'items', 'iten'])
  })

  it('of very long names are found without delay', () => {
    expect(
      nearestNames(
        'x'.repeat(1_000_000),
        Array.from({ length: 1_000 }, (_, i) => `${'y'.repeat(1_000)}${i}`),
      ),
    ).toEqual([])
  })
})
