import { expect, it } from 'vitest'
import type { PlanNodes } from '../plan/plan-nodes.ts'
import { numberColumn, ORDERS, rewritten } from '../test/sample-plan.ts'
import { simplifyGroups } from './simplify-groups.ts'

const isNull = (nodes: PlanNodes, column: string) => nodes.isNull(numberColumn('customers', column))

it('merges groups of a kind and drops repetitions', () => {
  const plan = rewritten(simplifyGroups, (n) =>
    n.and([isNull(n, 'a'), n.and([isNull(n, 'b'), isNull(n, 'a')]), n.or([isNull(n, 'c'), isNull(n, 'd')])]),
  )
  expect(plan).toBe(`and
  customers.a is null
  customers.b is null
  or
    customers.c is null
    customers.d is null`)
})

it('leaves the order of what is kept', () => {
  expect(rewritten(simplifyGroups, (n) => n.or([isNull(n, 'b'), isNull(n, 'a')]))).toBe(`or
  customers.b is null
  customers.a is null`)
})

it('folds constants', () => {
  expect(rewritten(simplifyGroups, (n) => n.and([isNull(n, 'a'), n.constant(true)]))).toBe('customers.a is null')
  expect(rewritten(simplifyGroups, (n) => n.and([isNull(n, 'a'), n.constant(false)]))).toBe('false')
  expect(rewritten(simplifyGroups, (n) => n.or([isNull(n, 'a'), n.constant(true)]))).toBe('true')
  expect(rewritten(simplifyGroups, (n) => n.not(n.constant(true)))).toBe('false')
  expect(rewritten(simplifyGroups, (n) => n.inList(numberColumn('customers', 'a'), []))).toBe('false')
})

it('sees that a condition and its complement exclude each other', () => {
  expect(rewritten(simplifyGroups, (n) => n.and([isNull(n, 'a'), n.not(isNull(n, 'a'))]))).toBe('false')
  expect(rewritten(simplifyGroups, (n) => n.or([n.not(isNull(n, 'a')), isNull(n, 'a')]))).toBe('true')
})

it('keeps asking for a row where any row will do', () => {
  expect(rewritten(simplifyGroups, (n) => n.exists(ORDERS, n.constant(false)))).toBe('false')
  expect(rewritten(simplifyGroups, (n) => n.exists(ORDERS, n.constant(true)))).toBe('exists [order_customer]\n  true')
})
