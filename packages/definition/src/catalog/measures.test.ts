import { describe, expect, it } from 'vitest'
import { SHOP, SHOP_SOURCES } from '../diagnostics/cases/shop-catalog.ts'
import { writtenPath } from '../resolve/find-paths.ts'
import type { AggregateValue } from '../resolve/resolved.ts'
import { exact } from '../values/exact.ts'
import type { Measure } from './catalog.ts'
import { parseCatalog } from './read-catalog.ts'
import { resolveCatalog } from './resolve-catalog.ts'

const measure = (name: string): Measure => SHOP.measures.get(name)!
const aggregate = (name: string): AggregateValue => measure(name).value as AggregateValue

describe('the shop’s measures', () => {
  it('have a path, filled in where it is not written', () => {
    expect(writtenPath(aggregate('order_count').path)).toEqual(['order_customer'])
    expect(writtenPath(aggregate('last_order_at').path)).toEqual(['order_customer'])
  })

  it('belong to the audience their path ends at', () => {
    expect(measure('total_spend').audience).toBe('customers')
    expect(measure('members').audience).toBe('accounts')
    expect(aggregate('members')).toMatchObject({
      of: 'customers',
      path: { steps: [{ table: 'customers', fanOut: true }] },
    })
  })

  it('have defaults: what is written, 0 for counts, null for the others', () => {
    expect(aggregate('total_spend').default).toEqual(exact(0))
    expect(aggregate('order_count').default).toEqual(exact(0))
    expect(aggregate('last_order_at').default).toBeNull()
  })

  it('count days since a date of the profile itself', () => {
    expect(measure('age_in_days').value).toMatchObject({
      kind: 'daysSince',
      of: { kind: 'aggregate', aggregate: 'max', column: 'birth_date', path: { audience: 'customers', steps: [] } },
      number: { kind: 'integer' },
    })
  })
})

describe('how exact a measure is', () => {
  const numberOf = (measures: Record<string, unknown>, name: string) => {
    const catalog = {
      version: 1,
      audience: 'customers',
      tables: {
        customers: { source: { path: 'x' }, key: 'customer_id' },
        orders: { source: { path: 'x' }, key: 'order_id' },
      },
      relationships: { order_customer: { from: 'orders.customer_id', to: 'customers.customer_id' } },
      measures,
    }
    const resolved = resolveCatalog(parseCatalog(catalog as never).file!, SHOP_SOURCES)
    expect(resolved.diagnostics).toEqual([])
    return resolved.catalog!.measures.get(name)!.value
  }
  const sum = (attribute: string, more = {}) => ({ aggregate: 'sum', attribute, ...more })

  it.each([
    [{ m: { aggregate: 'count', of: 'orders' } }, { kind: 'integer' }],
    [{ m: sum('orders.staff_id') }, { kind: 'decimal', scale: 0 }],
    [{ m: sum('orders.amount') }, { kind: 'decimal', scale: 2 }],
    [{ m: sum('customers.income') }, { kind: 'float' }],
    [{ m: { ...sum('orders.amount'), aggregate: 'avg' } }, { kind: 'float' }],
    [{ m: { ...sum('orders.staff_id'), aggregate: 'median' } }, { kind: 'decimal', scale: 1 }],
    [{ m: { ...sum('orders.staff_id'), aggregate: 'min' } }, { kind: 'integer' }],
    [{ m: sum('orders.staff_id', { default: 0.125 }) }, { kind: 'decimal', scale: 3 }],
    [{ m: { aggregate: 'count', of: 'orders', default: -1 } }, { kind: 'integer' }],
    [
      { a: sum('orders.amount'), m: { formula: 'a * a + 1.5' } },
      { kind: 'decimal', scale: 4 },
    ],
    [{ a: sum('orders.amount'), m: { formula: 'a / 2' } }, { kind: 'float' }],
    [
      { a: sum('orders.amount'), m: { formula: '-a' } },
      { kind: 'decimal', scale: 2 },
    ],
    [{ a: sum('orders.amount'), m: { formula: `${'a * '.repeat(9)} a` } }, { kind: 'float' }],
    [{ m: { formula: '2 + 3' } }, { kind: 'decimal', scale: 0 }],
  ])('%j', (measures, number) => expect(numberOf(measures, 'm').number).toEqual(number))

  it('holds the default in the type of the measure', () => {
    expect(numberOf({ m: { ...sum('orders.amount'), aggregate: 'avg', default: 0 } }, 'm')).toMatchObject({
      default: 0,
    })
    expect(numberOf({ m: { aggregate: 'max', attribute: 'orders.due', default: '1970-01-02' } }, 'm')).toMatchObject({
      default: 1,
    })
    expect(numberOf({ m: { aggregate: 'count', of: 'orders', default: null } }, 'm')).toMatchObject({ default: null })
  })

  it('does not depend on the order in which measures are written', () => {
    const measures = { m: { formula: 'a + b' }, b: { formula: 'a * 2' }, a: sum('orders.amount') }
    expect(numberOf(measures, 'm').number).toEqual({ kind: 'decimal', scale: 2 })
  })
})

it('a chain of measures may be as long as the limit', () => {
  const measures = Object.fromEntries(
    Array.from({ length: 32 }, (_, i) => [
      `m${i}`,
      i === 0 ? { aggregate: 'count', of: 'customers', path: [] } : { formula: `m${i - 1}` },
    ]),
  )
  const catalog = {
    version: 1,
    audience: 'customers',
    tables: { customers: { source: { path: 'x' }, key: 'customer_id' } },
    measures,
  }
  expect(resolveCatalog(parseCatalog(catalog as never).file!, SHOP_SOURCES).diagnostics).toEqual([])
})

describe('odd names', () => {
  it('are tables, columns and relationships like any other', () => {
    expect([...SHOP.tables.keys()]).toEqual(
      expect.arrayContaining(['__proto__', 'constructor', 'odd "name"', 'odd.dotted']),
    )
    expect(SHOP.tables.get('__proto__')!.attributes.has('__proto__')).toBe(true)
    expect(SHOP.relationships.get('__proto__')!.from.table).toBe('__proto__')
    expect(SHOP.relationships.get('dotted')!.from).toEqual({ table: 'odd.dotted', columns: ['customer_id'] })
  })

  it('leave out the column an engine numbers rows in', () => {
    expect(SHOP.tables.get('returns')).toMatchObject({ key: ['__row'] })
    expect(SHOP.tables.get('returns')!.attributes.has('__row')).toBe(false)
  })
})
