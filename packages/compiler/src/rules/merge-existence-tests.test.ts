import type { Path } from '@coterie/definition'
import { expect, it } from 'vitest'
import type { Condition } from '../plan/condition.ts'
import type { PlanNodes } from '../plan/plan-nodes.ts'
import { numberColumn, ORDERS, rewritten } from '../test/sample-plan.ts'
import { mergeExistenceTests } from './merge-existence-tests.ts'

const VISITS: Path = {
  ...ORDERS,
  steps: ORDERS.steps.map((step) => ({ ...step, relationship: 'visit_customer', table: 'visits' })),
}

const order = (n: PlanNodes, column: string): Condition => n.exists(ORDERS, n.isNull(numberColumn('orders', column)))
const visit = (n: PlanNodes): Condition => n.exists(VISITS, n.isNull(numberColumn('visits', 'a')))

it('searches a path once for all alternatives', () => {
  expect(rewritten(mergeExistenceTests, (n) => n.or([order(n, 'a'), visit(n), order(n, 'b')]))).toBe(`or
  exists [order_customer]
    or
      orders.a is null
      orders.b is null
  exists [visit_customer]
    visits.a is null`)
})

it('searches a path once for all that must not be there', () => {
  expect(
    rewritten(mergeExistenceTests, (n) => n.and([n.not(order(n, 'a')), order(n, 'c'), n.not(order(n, 'b'))])),
  ).toBe(`and
  not
    exists [order_customer]
      or
        orders.a is null
        orders.b is null
  exists [order_customer]
    orders.c is null`)
})

it('leaves rows that may be different ones', () => {
  expect(rewritten(mergeExistenceTests, (n) => n.and([order(n, 'a'), order(n, 'b')]))).toBe(`and
  exists [order_customer]
    orders.a is null
  exists [order_customer]
    orders.b is null`)
})
