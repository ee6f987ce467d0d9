import { expect, it } from 'vitest'
import { numberColumn, ORDERS, rewritten } from '../test/sample-plan.ts'
import { pushDownNegations } from './push-down-negations.ts'

const a = numberColumn('orders', 'a')
const b = numberColumn('orders', 'b')

it('applies the laws of De Morgan', () => {
  expect(rewritten(pushDownNegations, (n) => n.not(n.and([n.isNull(a), n.not(n.truth(b))])))).toBe(`or
  not
    orders.a is null
  orders.b is true`)
  expect(rewritten(pushDownNegations, (n) => n.not(n.or([n.isNull(a), n.isNull(b)])))).toBe(`and
  not
    orders.a is null
  not
    orders.b is null`)
})

it('stops at a search for rows: none of them is not all of them', () => {
  const plan = rewritten(pushDownNegations, (n) => n.not(n.exists(ORDERS, n.and([n.isNull(a), n.isNull(b)]))))
  expect(plan).toBe(`not
  exists [order_customer]
    and
      orders.a is null
      orders.b is null`)
})

it('turns the outcomes of a decision round', () => {
  expect(
    rewritten(pushDownNegations, (n) => n.not(n.decide([{ when: n.isNull(a), holds: true }], n.isNull(b)))),
  ).toBe(`decide
  false when
    orders.a is null
  otherwise
    not
      orders.b is null`)
})
