import { expect, it } from 'vitest'
import { numberColumn, ORDERS, orderCount, rewritten, valueTerm } from '../test/sample-plan.ts'
import { hoistProfileConditions } from './hoist-profile-conditions.ts'

const ofCustomer = numberColumn('customers', 'age')
const ofOrder = numberColumn('orders', 'amount')

it('takes what is about the profile out of a search for rows', () => {
  const plan = rewritten(hoistProfileConditions, (n) =>
    n.exists(ORDERS, n.and([n.isNull(ofOrder), n.isNull(ofCustomer), n.isNull(valueTerm(orderCount(n)))])),
  )
  expect(plan).toBe(`and
  customers.age is null
  count(orders) [order_customer] else 0 is null
  exists [order_customer]
    orders.amount is null`)
})

it('still asks for a row beside an alternative about the profile', () => {
  const plan = rewritten(hoistProfileConditions, (n) =>
    n.exists(ORDERS, n.or([n.isNull(ofOrder), n.isNull(ofCustomer)])),
  )
  expect(plan).toBe(`or
  and
    customers.age is null
    exists [order_customer]
      true
  exists [order_customer]
    orders.amount is null`)
})

it('asks for any row where everything is about the profile', () => {
  expect(rewritten(hoistProfileConditions, (n) => n.exists(ORDERS, n.isNull(ofCustomer)))).toBe(`and
  customers.age is null
  exists [order_customer]
    true`)
})

it('leaves a comparison of a row with the profile where it is', () => {
  const plan = rewritten(hoistProfileConditions, (n) => n.exists(ORDERS, n.compare('>', ofOrder, ofCustomer)))
  expect(plan).toBe(`exists [order_customer]
  orders.amount > customers.age`)
})
