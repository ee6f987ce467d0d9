import { expect, it } from 'vitest'
import { number, numberColumn, orderCount, rewritten, valueTerm } from '../test/sample-plan.ts'
import { isolateValueTests } from './isolate-value-tests.ts'

it('brings the tests of one aggregate together', () => {
  const plan = rewritten(isolateValueTests, (n) => {
    const count = valueTerm(orderCount(n))
    return n.and([
      n.compare('>=', count, number('3')),
      n.isNull(numberColumn('customers', 'age')),
      n.not(n.compare('>', count, number('9'))),
    ])
  })
  expect(plan).toBe(`and
  value count(orders) [order_customer] else 0
    and
      count(orders) [order_customer] else 0 >= 3
      not
        count(orders) [order_customer] else 0 > 9
  customers.age is null`)
})

it('sees one aggregate in what is computed from it alone', () => {
  const plan = rewritten(isolateValueTests, (n) => {
    const doubled = n.formula(
      {
        kind: 'arithmetic',
        operator: '*',
        left: { kind: 'value', value: orderCount(n), number: { kind: 'integer' } },
        right: { kind: 'number', literal: number('2'), number: { kind: 'integer' } },
        number: { kind: 'integer' },
      },
      { kind: 'integer' },
    )
    return n.compare('>', { kind: 'value', value: doubled }, number('4'))
  })
  expect(plan).toBe(`value count(orders) [order_customer] else 0
  (count(orders) [order_customer] else 0 * 2) > 4`)
})

it('leaves a comparison with something else', () => {
  const plan = rewritten(isolateValueTests, (n) =>
    n.compare('>', valueTerm(orderCount(n)), numberColumn('customers', 'age')),
  )
  expect(plan).toBe('count(orders) [order_customer] else 0 > customers.age')
})
