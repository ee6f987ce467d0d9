import { expect, it } from 'vitest'
import { number, numberColumn, ORDERS, orderCount, text, textColumn, valueTerm } from '../test/sample-plan.ts'
import { createPlanNodes } from './plan-nodes.ts'

const nodes = createPlanNodes()
const x = numberColumn('t', 'x')

it('makes equal nodes one', () => {
  expect(nodes.compare('>', x, number('1'))).toBe(nodes.compare('>', numberColumn('t', 'x'), number('1.0')))
  expect(nodes.and([nodes.isNull(x), nodes.truth(x)])).toBe(nodes.and([nodes.truth(x), nodes.isNull(x)]))
  expect(orderCount(nodes)).toBe(orderCount(nodes, nodes.constant(true)))
  expect(nodes.exists({ ...ORDERS }, nodes.isNull(x))).toBe(nodes.exists(ORDERS, nodes.isNull(x)))
})

it('keeps what differs apart', () => {
  const made = [
    nodes.compare('>', x, number('1')),
    nodes.compare('>=', x, number('1')),
    nodes.compare('>', x, { kind: 'literal', type: 'number', value: 1 }),
    nodes.compare('>', x, text('1')),
    nodes.compare('>', valueTerm(orderCount(nodes)), number('1')),
    nodes.compare('>', textColumn('t.x', 'y'), number('1')),
    nodes.compare('>', textColumn('t', 'x.y'), number('1')),
    nodes.textMatch({ mode: 'contains', text: x, pattern: text('a') }),
    nodes.textMatch({ mode: 'startsWith', text: x, pattern: text('a') }),
    nodes.regexMatch({ text: x, pattern: 'a', ignoreCase: false }),
    nodes.regexMatch({ text: x, pattern: 'a', ignoreCase: true }),
    nodes.membership('a'),
    nodes.decide([{ when: nodes.isNull(x), holds: true }], nodes.truth(x)),
    nodes.decide([{ when: nodes.isNull(x), holds: false }], nodes.truth(x)),
  ]
  expect(new Set(made).size).toBe(made.length)
})

it('gives parts smaller ids', () => {
  const inner = nodes.isNull(numberColumn('t', 'fresh'))
  expect(nodes.not(inner).id).toBeGreaterThan(inner.id)
})
