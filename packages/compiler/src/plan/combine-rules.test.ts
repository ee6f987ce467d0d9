import { expect, it } from 'vitest'
import { numberColumn } from '../test/sample-plan.ts'
import { combineRules, type PlannedRule } from './combine-rules.ts'
import { createPlanNodes } from './plan-nodes.ts'
import { printPlan } from './print-plan.ts'

const nodes = createPlanNodes()
const rule = (combine: PlannedRule['combine'], column: string): PlannedRule => ({
  combine,
  condition: nodes.isNull(numberColumn('t', column)),
})

it('combines strictly from first to last', () => {
  const combined = combineRules(
    [rule(null, 'a'), rule('union', 'b'), rule('union', 'c'), rule('intersect', 'd'), rule('except', 'e')],
    nodes,
  )
  expect(printPlan(combined)).toBe(`and
  and
    or
      t.a is null
      t.b is null
      t.c is null
    t.d is null
  not
    t.e is null`)
})

it('combines rules that alternate very often without nesting', () => {
  const alternating = Array.from({ length: 10_000 }, (_, i) => rule(i % 2 === 0 ? 'union' : 'intersect', `c${i}`))
  const combined = combineRules([rule(null, 'a'), ...alternating], nodes)
  expect(printPlan(combined).split('\n').slice(0, 6).join('\n')).toBe(`decide
  false when
    not
      t.c9999 is null
  true when
    t.c9998 is null`)
  expect(printPlan(combined).endsWith('otherwise\n    t.a is null')).toBe(true)
})
