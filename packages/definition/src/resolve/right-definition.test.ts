import { describe, expect, it } from 'vitest'
import { RIGHT_DEFINITIONS } from '../diagnostics/cases/right-definitions.case.ts'
import { SHOP } from '../diagnostics/cases/shop-catalog.ts'
import { LIMITS } from '../diagnostics/limits.ts'
import { parseJson } from '../json/parse-json.ts'
import { exact } from '../values/exact.ts'
import { writtenPath } from './find-paths.ts'
import { readDefinition } from './read-definition.ts'
import type {
  AggregateValue,
  Operands,
  ResolvedCondition,
  ResolvedDefinition,
  ResolvedSequence,
  ResolvedTest,
  ValueSubject,
} from './resolved.ts'

const segments = (reference: string) => (reference === 's1' ? 'id-1' : null)

function resolved(definition: unknown): ResolvedDefinition {
  const read = readDefinition(definition, SHOP, { segments })
  expect(read.diagnostics).toEqual([])
  return read.definition!
}
const conditionsOf = (definition: unknown): readonly ResolvedCondition[] =>
  resolved(definition).rules[0]!.group.conditions
const right = (name: string) => conditionsOf(RIGHT_DEFINITIONS[name])
const one = (condition: object) =>
  conditionsOf({ version: 1, rules: [{ match: 'all', conditions: [condition] }] })[0] as ResolvedTest
const operands = (attribute: string, operator: string, more: object): Operands =>
  one({ attribute, operator, ...more }).operands
const literal = (type: string, value: unknown) => ({ kind: 'literal', type, value })

it.each(Object.entries(RIGHT_DEFINITIONS))('%s: no problem is found', (_name, definition) => {
  expect(resolved(definition).rules.length).toBeGreaterThan(0)
})

describe('operands', () => {
  it('of numbers are exact, whatever the attribute is', () => {
    expect(operands('customers.income', 'is', { value: 0.1 })).toEqual({ value: literal('number', exact('0.1')) })
    const { value } = parseJson('{"attribute":"customers.age","operator":"is","value":9223372036854775807}')
    expect((one(value as object).operands.value as { value: unknown }).value).toEqual(exact('9223372036854775807'))
    expect(operands('customers.age', 'is', { value: -0 })).toEqual({ value: literal('number', exact(0)) })
  })

  it('of whole numbers and percents are numbers too', () => {
    expect(operands('customers.birth_date', 'ageIs', { compare: 'lt', value: 18 })).toEqual({
      compare: 'lt',
      value: literal('number', exact(18)),
    })
    expect(operands('customers.age', 'inTopPercent', { value: 12.5 })).toEqual({
      value: literal('number', exact(12.5)),
    })
  })

  it('of dates are days, today, or instants in the workspace’s zone', () => {
    expect(operands('customers.birth_date', 'on', { value: '1970-01-02' })).toEqual({ value: literal('date', 1) })
    expect(operands('customers.joined_at', 'on', { value: '1970-01-02' })).toEqual({ value: literal('date', 1) })
    expect(operands('customers.joined_at', 'on', { value: 'today' })).toEqual({ value: { kind: 'today' } })
    const instant = (value: string) => operands('customers.joined_at', 'after', { value }).value
    expect(instant('2024-06-01T12:00:00Z')).toEqual(literal('datetime', 1717243200000000n))
    expect(instant('2024-06-01T12:00:00')).toEqual(literal('datetime', 1717239600000000n))
    expect(instant('2024-06-01 12:00+01:00')).toEqual(literal('datetime', 1717239600000000n))
  })

  it('in lists are typed, without duplicates, in the order written', () => {
    expect(operands('customers.city', 'in', { values: ['b', 'a', 'b', 'A'] }).values).toEqual(['b', 'a', 'A'])
    expect(operands('customers.age', 'in', { values: [2, 1, 2.0, 1] }).values).toEqual([exact(2), exact(1)])
    expect(operands('customers.scores', 'hasAny', { values: [0.5, 0.5] }).values).toEqual([exact(0.5)])
    expect(operands('customers.birth_date', 'monthIn', { values: [12, 1, 12] }).values).toEqual([exact(12), exact(1)])
  })

  it('join a value to the values beside it', () => {
    expect(operands('customers.city', 'contains', { value: 'a', values: ['b', 'a'] })).toEqual({ values: ['a', 'b'] })
    expect(operands('customers.city', 'contains', { value: 'a' })).toEqual({ value: literal('string', 'a') })
  })

  it('say ignoreCase only where it is true', () => {
    expect(operands('customers.city', 'is', { value: 'a', ignoreCase: false })).not.toHaveProperty('ignoreCase')
    expect(operands('customers.city', 'is', { value: 'a', ignoreCase: true })).toHaveProperty('ignoreCase', true)
    expect(operands('customers.age', 'is', { value: 1, ignoreCase: false })).not.toHaveProperty('ignoreCase')
  })

  it('may be attributes of the same row, of the audience, or measures', () => {
    const column = { kind: 'subject', subject: { kind: 'column', table: 'orders', column: 'channel', type: 'string' } }
    const test = one({ attribute: 'customers.city', operator: 'is', value: { attribute: 'orders.channel' } })
    expect(test.operands.value).toEqual(column)
    const spend = operands('customers.age', 'lt', { value: { attribute: 'measures.total_spend' } }).value
    expect(spend).toMatchObject({
      kind: 'subject',
      subject: { kind: 'value', value: SHOP.measures.get('total_spend')!.value },
    })
  })
})

describe('tests', () => {
  it('name the positive operator and say whether they are negated', () => {
    expect(one({ attribute: 'customers.city', operator: 'notContains', value: 'a' })).toMatchObject({
      operator: 'contains',
      negated: true,
      pointer: '/rules/0/conditions/0',
    })
    expect(one({ attribute: 'customers.vip', operator: 'isFalse' })).toMatchObject({
      operator: 'isFalse',
      negated: false,
    })
  })

  it('take the longest table name a reference begins with, unless it lacks the attribute', () => {
    expect(one({ attribute: 'odd.dotted.z', operator: 'isSet' }).subject).toMatchObject({
      table: 'odd.dotted',
      column: 'z',
    })
  })
})

describe('paths', () => {
  const pathsOf = (definition: unknown) => resolved(definition).rules.map(({ path }) => writtenPath(path))

  it('are filled in from the attributes used, operands and nested groups included', () => {
    expect(pathsOf(RIGHT_DEFINITIONS['a path filled in'])).toEqual([['line_product', 'line_order', 'order_customer']])
    const nested = {
      match: 'any',
      conditions: [{ attribute: 'customers.city', operator: 'is', value: { attribute: 'orders.channel' } }],
    }
    expect(pathsOf({ version: 1, rules: [{ match: 'all', conditions: [nested] }] })).toEqual([['order_customer']])
  })

  it('are no step where only the audience is used, aggregates aside', () => {
    expect(pathsOf(RIGHT_DEFINITIONS['rules combined'])).toEqual([[], ['order_customer'], [], []])
    expect(pathsOf(RIGHT_DEFINITIONS['aggregates'])).toEqual([[]])
  })

  it('may be written though no attribute needs them', () => {
    expect(pathsOf({ version: 1, rules: [{ match: 'all', conditions: [], path: ['order_customer'] }] })).toEqual([
      ['order_customer'],
    ])
  })

  it('join composite keys and cross relationships in either direction', () => {
    const [rule] = resolved({ version: 1, rules: [{ match: 'all', conditions: [], path: ['customer_account'] }] }).rules
    expect(rule!.path.steps).toEqual([
      {
        relationship: 'customer_account',
        nearTable: 'customers',
        nearColumns: ['region', 'account'],
        table: 'accounts',
        columns: ['region', 'number'],
        fanOut: false,
        fanIn: true,
      },
    ])
  })
})

describe('aggregates', () => {
  const values = right('aggregates').map(
    (condition) => ((condition as ResolvedTest).subject as ValueSubject).value as AggregateValue,
  )

  it('run over the attribute’s table, or for counts over `of` or the far table', () => {
    expect(values.map(({ of, path }) => [of, path.steps.length])).toEqual([
      ['orders', 1],
      ['order_lines', 3],
      ['products', 3],
      ['orders', 1],
      ['orders', 1],
      ['orders', 1],
    ])
  })

  it('have the type of their result', () => {
    expect(values.map(({ type, number }) => number ?? type)).toEqual([
      { kind: 'integer' },
      { kind: 'decimal', scale: 2 },
      { kind: 'integer' },
      { kind: 'integer' },
      'string',
      { kind: 'decimal', scale: 2 },
    ])
  })

  it('are 0 or null where no row matches', () => {
    expect(values.map((value) => value.default)).toEqual([exact(0), null, exact(0), exact(0), null, null])
  })

  it('may hold anything a rule’s group may', () => {
    expect(values[5]!.where.conditions).toMatchObject([
      { kind: 'test', subject: { kind: 'value' } },
      { kind: 'segment', segment: 'id-1', negated: true, pointer: '/rules/0/conditions/5/where/conditions/1' },
    ])
  })
})

it('sequences have a path a step and windows', () => {
  const [sequence] = right('sequences') as readonly ResolvedSequence[]
  expect(sequence!.timeType).toBe('datetime')
  expect(sequence!.steps.map(({ absent, path, within }) => [absent, writtenPath(path), within])).toEqual([
    [false, ['order_customer'], null],
    [false, ['return_customer'], { amount: 7, unit: 'hour' }],
    [true, ['order_customer'], { amount: 30, unit: 'day' }],
  ])
})

it('several absent steps at the end each have their own window', () => {
  const order = { path: ['order_customer'], time: 'orders.ordered_at' }
  const absent = (amount: number) => ({ ...order, absent: true, within: { amount, unit: 'day' } })
  const [sequence] = conditionsOf({
    version: 1,
    rules: [{ match: 'all', conditions: [{ sequence: [order, absent(7), absent(30)] }] }],
  }) as readonly ResolvedSequence[]
  expect(sequence!.steps.map(({ within }) => within?.amount)).toEqual([undefined, 7, 30])
})

describe('projected attributes', () => {
  const projectOf = (rules: readonly object[], ...project: readonly string[]) =>
    resolved({ version: 1, rules, project }).project.map(({ directPath }) => directPath && writtenPath(directPath))
  const far = { match: 'all', conditions: [], path: ['line_product', 'line_order', 'order_customer'] }
  const near = { match: 'all', conditions: [] }

  it('are taken over the rules’ path where every rule has it', () => {
    expect(projectOf([far], 'products.category', 'orders.amount')).toEqual([null, null])
  })

  it('are taken over the direct path otherwise', () => {
    expect(projectOf([near], 'orders.amount', 'returns.at')).toEqual([['order_customer'], ['return_customer']])
    expect(projectOf([far, { ...near, combine: 'union' }], 'orders.amount')).toEqual([['order_customer']])
  })

  it('are taken over the direct path that the rules use, of several', () => {
    expect(
      projectOf(
        [
          { ...near, path: ['work_address'] },
          { ...near, combine: 'union' },
        ],
        'addresses.city',
      ),
    ).toEqual([['work_address']])
  })
})

describe('limits', () => {
  const nested = (depth: number): object =>
    depth === 0 ? { match: 'all', conditions: [] } : { match: 'all', conditions: [nested(depth - 1)] }
  const isSet = { attribute: 'customers.city', operator: 'isSet' }

  it('allow as much as they say', () => {
    resolved({ version: 1, rules: [nested(LIMITS.nesting)] })
    resolved({
      version: 1,
      rules: [{ match: 'any', conditions: Array.from({ length: LIMITS.conditions }, () => isSet) }],
    })
    const values = Array.from({ length: LIMITS.values }, () => 1)
    resolved({
      version: 1,
      rules: [{ match: 'all', conditions: [{ attribute: 'customers.age', operator: 'in', values }] }],
    })
  })
})

it('a warning refuses nothing', () => {
  const reversed = { attribute: 'customers.age', operator: 'between', from: 2, to: 1 }
  const read = readDefinition({ version: 1, rules: [{ match: 'all', conditions: [reversed] }] }, SHOP)
  expect(read.diagnostics.map(({ severity }) => severity)).toEqual(['warning'])
  expect(read.definition).not.toBeNull()
})

it('the input is left as it was', () => {
  const input = RIGHT_DEFINITIONS['aggregates']
  const before = JSON.stringify(input)
  resolved(input)
  expect(JSON.stringify(input)).toBe(before)
})
