import { expect, it } from 'vitest'
import { number, numberColumn, rewritten } from '../test/sample-plan.ts'
import { mergeEqualityTests } from './merge-equality-tests.ts'

const x = numberColumn('t', 'x')
const y = numberColumn('t', 'y')

it('makes one list of the alternatives of a term', () => {
  const plan = rewritten(mergeEqualityTests, (n) =>
    n.or([
      n.compare('=', x, number('1')),
      n.isNull(y),
      n.inList(x, [number('2'), number('1')]),
      n.compare('=', y, number('1')),
      n.compare('>', x, number('5')),
    ]),
  )
  expect(plan).toBe(`or
  t.x in (1, 2)
  t.y is null
  t.y = 1
  t.x > 5`)
})

it('makes one list of what is excluded', () => {
  const plan = rewritten(mergeEqualityTests, (n) =>
    n.and([n.not(n.compare('=', x, number('1'))), n.not(n.inList(x, [number('2')])), n.compare('=', x, number('3'))]),
  )
  expect(plan).toBe(`and
  not
    t.x in (1, 2)
  t.x = 3`)
})

it('leaves what all have to hold', () => {
  const plan = rewritten(mergeEqualityTests, (n) => n.and([n.compare('=', x, number('1')), n.compare('=', x, y)]))
  expect(plan).toBe(`and
  t.x = 1
  t.x = t.y`)
})
