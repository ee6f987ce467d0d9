import { exact, type NumberKind, type Path } from '@coterie/definition'
import type { Condition } from '../plan/condition.ts'
import { createPlanNodes, type PlanNodes } from '../plan/plan-nodes.ts'
import type { PlanAggregate } from '../plan/plan-value.ts'
import { printPlan } from '../plan/print-plan.ts'
import { createRewriter } from '../plan/rewrite-condition.ts'
import type { PlanColumn, PlanLiteral, PlanTerm } from '../plan/term.ts'
import type { Rule } from '../rules/rule.ts'

/** The plan after a rule, as text. */
export function rewritten(rule: Rule, make: (nodes: PlanNodes) => Condition): string {
  const nodes = createPlanNodes()
  return printPlan(createRewriter(rule.rewrite, nodes)(make(nodes)))
}

/** Orders of customers. */
export const ORDERS: Path = {
  audience: 'customers',
  steps: [
    {
      relationship: 'order_customer',
      nearTable: 'customers',
      nearColumns: ['id'],
      table: 'orders',
      columns: ['customer'],
      fanOut: true,
      fanIn: false,
    },
  ],
}

export const number = (value: string): PlanLiteral => ({ kind: 'literal', type: 'number', value: exact(value) })

export const text = (value: string): PlanLiteral => ({ kind: 'literal', type: 'string', value })

export const numberColumn = (table: string, column: string, kind: NumberKind = { kind: 'integer' }): PlanColumn => ({
  kind: 'column',
  table,
  column,
  type: 'number',
  number: kind,
})

export const textColumn = (table: string, column: string): PlanColumn => ({
  kind: 'column',
  table,
  column,
  type: 'string',
})

/** The number of a customer's orders. */
export const orderCount = (nodes: PlanNodes, where: Condition = nodes.constant(true)): PlanAggregate =>
  nodes.aggregate({
    aggregate: 'count',
    path: ORDERS,
    of: 'orders',
    column: null,
    part: null,
    orderBy: null,
    where,
    default: exact('0'),
    type: 'number',
    number: { kind: 'integer' },
  })

export const valueTerm = (value: PlanAggregate): PlanTerm => ({ kind: 'value', value })
