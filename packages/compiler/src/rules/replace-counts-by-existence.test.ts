import type { Comparison } from '@coterie/definition'
import { exact } from '@coterie/definition'
import { expect, it } from 'vitest'
import { number, numberColumn, orderCount, rewritten, valueTerm } from '../test/sample-plan.ts'
import { replaceCountsByExistence } from './replace-counts-by-existence.ts'

const replaced = (operator: Comparison, value: string): string =>
  rewritten(replaceCountsByExistence, (n) =>
    n.compare(operator, valueTerm(orderCount(n, n.isNull(numberColumn('orders', 'amount')))), number(value)),
  )

const EXISTS = `exists [order_customer]
  orders.amount is null`

const NOT_EXISTS = `not
  exists [order_customer]
    orders.amount is null`

it.each([
  ['>=', '1', EXISTS],
  ['>', '0', EXISTS],
  ['<>', '0', EXISTS],
  ['<', '1', NOT_EXISTS],
  ['<=', '0', NOT_EXISTS],
  ['=', '0', NOT_EXISTS],
] as const)('count %s %s', (operator, value, expected) => {
  expect(replaced(operator, value)).toBe(expected)
})

it('counts where the number matters', () => {
  expect(replaced('>=', '2')).toBe('count(orders) [order_customer] where orders.amount is null else 0 >= 2')
})

it('counts where no order is not 0 orders', () => {
  const plan = rewritten(replaceCountsByExistence, (n) => {
    const { id: _id, kind: _kind, ...fields } = orderCount(n)
    return n.compare('>=', valueTerm(n.aggregate({ ...fields, default: exact('7') })), number('1'))
  })
  expect(plan).toBe('count(orders) [order_customer] else 7 >= 1')
})
