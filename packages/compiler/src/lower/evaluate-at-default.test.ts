import { exact, type Value } from '@coterie/definition'
import { expect, it } from 'vitest'
import type { Condition } from '../plan/condition.ts'
import { createPlanNodes, type PlanNodes } from '../plan/plan-nodes.ts'
import type { PlanTerm } from '../plan/term.ts'
import { number, orderCount, valueTerm } from '../test/sample-plan.ts'
import { evaluateAtDefault } from './evaluate-at-default.ts'

function atDefault(value: Value, make: (nodes: PlanNodes, term: PlanTerm) => Condition): boolean | undefined {
  const nodes = createPlanNodes()
  const { id: _id, kind: _kind, ...fields } = orderCount(nodes)
  const aggregate = nodes.aggregate({ ...fields, default: value })
  return evaluateAtDefault(make(nodes, valueTerm(aggregate)), aggregate)
}

it('compares the default', () => {
  expect(atDefault(exact('0'), (n, count) => n.compare('<', count, number('3')))).toBe(true)
  expect(atDefault(exact('0'), (n, count) => n.compare('>=', count, number('3')))).toBe(false)
  expect(atDefault(exact('0'), (n, count) => n.inList(count, [number('1'), number('0')]))).toBe(true)
  expect(atDefault(exact('0'), (n, count) => n.not(n.isNull(count)))).toBe(true)
})

it('knows that a test of null is false and its complement true', () => {
  expect(atDefault(null, (n, count) => n.compare('<', count, number('3')))).toBe(false)
  expect(atDefault(null, (n, count) => n.not(n.compare('<', count, number('3'))))).toBe(true)
  expect(atDefault(null, (n, count) => n.isNull(count))).toBe(true)
  expect(atDefault(null, (n, count) => n.inList(count, [number('1')]))).toBe(false)
  expect(atDefault(null, (n, count) => n.inList({ kind: 'localDate', instant: count }, [number('1')]))).toBe(false)
})

it('leaves to the engine what it alone can compute', () => {
  const part = (of: PlanTerm): PlanTerm => ({ kind: 'calendarPart', part: 'month', of, ofType: 'date' })
  expect(atDefault(exact('0'), (n, count) => n.compare('=', part(count), number('3')))).toBeUndefined()
  expect(
    atDefault(exact('0'), (n, count) =>
      n.and([n.compare('=', part(count), number('3')), n.compare('>', count, number('0'))]),
    ),
  ).toBe(false)
})
