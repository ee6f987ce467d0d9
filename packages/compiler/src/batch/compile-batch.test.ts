import { beforeAll, describe, expect, it } from 'vitest'
import { GOLDEN_DEFINITIONS } from '../test/golden-definitions.ts'
import { openDuckdb, rowsOf } from '../test/open-duckdb.ts'
import { ruleOf, SHOP_ROWS, shopBatch } from '../test/shop.ts'
import { compileBatch } from './compile-batch.ts'

let connection: Awaited<ReturnType<typeof openDuckdb>>
beforeAll(async () => {
  connection = await openDuckdb(SHOP_ROWS)
})

/** Keys of each segment's members, as DuckDB finds them, and its counts and output table where asked for. */
async function run(definitions: Readonly<Record<string, unknown>>, timeZone = 'UTC', isFull = true) {
  const batch = compileBatch({ ...shopBatch(definitions, 'duckdb', timeZone), inspect: isFull, output: isFull })
  for (const { name, sql } of batch.shared) await connection.run(`CREATE OR REPLACE TEMP TABLE ${name} AS ${sql}`)
  const members: Record<string, string[]> = {}
  const counts: Record<string, Record<string, unknown>> = {}
  const output: Record<string, unknown> = {}
  for (const segment of batch.segments) {
    const rows = await rowsOf(connection, segment.sql)
    members[segment.id] = rows.map((row) => row.map(String).join('/')).sort()
    if (segment.membersTable !== null) {
      await connection.run(`CREATE OR REPLACE TEMP TABLE ${segment.membersTable} AS ${segment.sql}`)
    }
    const ofSegment: Record<string, unknown> = {}
    for (const { part, sql } of segment.inspections) {
      const [[count] = []] = await rowsOf(connection, sql)
      ofSegment['pointer' in part ? part.pointer : `after ${part.afterRule}`] = Number(count)
    }
    counts[segment.id] = ofSegment
    if (segment.output === null) continue
    const { columns } = segment.output
    const table = await rowsOf(connection, segment.output.sql)
    output[segment.id] = table.map((row) => Object.fromEntries(columns.map((column, i) => [column, row[i]])))
  }
  return { batch, members, counts, output }
}

const membersOf = async (definition: unknown, timeZone?: string) =>
  (await run({ x: definition }, timeZone, false)).members['x']

describe('members found by DuckDB', () => {
  it.each([
    ['own attributes', ['a', 'd']],
    ['complements are true of null', ['c', 'd']],
    ['one joined row', ['a']],
    ['a row against the profile', ['a', 'b']],
    ['a foreign key of the audience', ['a', 'd']],
    ['no row of a foreign key', ['a', 'c', 'd']],
    ['rules in order', []],
    ['counts and existence', []],
    ['each row once', ['a']],
    ['measures', ['a']],
    ['rankings', ['a']],
    ['sequence', ['a', 'b']],
    ['composite key', ['N/1']],
    ['patterns', []],
  ])('%s', async (name, expected) => {
    expect(await membersOf(withReferences(name), 'UTC')).toEqual(expected)
  })

  const withReferences = (name: string): unknown => GOLDEN_DEFINITIONS[name]
})

describe('rules', () => {
  const over = (value: number) => ({ attribute: 'orders.amount', operator: 'gt', value })
  const orders = { match: 'all', path: ['order_customer'] }

  it('join strictly from first to last', async () => {
    const rules = [
      { ...orders, conditions: [over(20)] },
      { ...orders, combine: 'union', conditions: [{ attribute: 'orders.amount', operator: 'lt', value: 6 }] },
      { match: 'all', combine: 'except', conditions: [{ attribute: 'customers.age', operator: 'gt', value: 40 }] },
      { match: 'all', combine: 'union', conditions: [{ attribute: 'customers.country', operator: 'isNotSet' }] },
    ]
    expect(await membersOf({ version: 1, rules })).toEqual(['a', 'c'])
  })

  it('may alternate more often than expressions may nest', async () => {
    const is = (id: string) => ({
      match: 'all',
      conditions: [{ attribute: 'customers.id', operator: 'is', value: id }],
    })
    const rules: unknown[] = [is('a')]
    for (let i = 0; i < 500; i++)
      rules.push({ ...is('b'), combine: 'union' }, { ...is(i < 499 ? 'b' : 'a'), combine: 'except' })
    expect(await membersOf({ version: 1, rules: [...rules, { ...is('d'), combine: 'union' }] })).toEqual(['b', 'd'])
  })
})

describe('ten thousand conditions', () => {
  it('compile within two seconds into text that DuckDB runs', { timeout: 120_000 }, async () => {
    const pairs = Array.from({ length: 3333 }, (_, i) => ({
      match: 'all',
      conditions: [
        { attribute: 'customers.age', operator: 'gt', value: i },
        { attribute: 'customers.country', operator: 'is', value: `C${i}` },
      ],
    }))
    const batch = shopBatch({ x: { version: 1, rules: [{ match: 'any', conditions: pairs }] } }, 'duckdb')
    const started = Date.now()
    const compiled = compileBatch(batch)
    expect(Date.now() - started).toBeLessThan(2000)
    expect(await rowsOf(connection, compiled.segments[0]?.sql ?? '')).toEqual([])
  })
})

describe('long lists', () => {
  const ids = ['a', ...Array.from({ length: 2000 }, (_, i) => `x${i}`)]
  it('are looked up', async () => {
    const country = (operator: string) => ruleOf([{ attribute: 'customers.country', operator, values: ['ES', ...ids] }])
    expect(await membersOf(country('in'))).toEqual(['a'])
    expect(await membersOf(country('notIn'))).toEqual(['b', 'c', 'd'])
    expect(await membersOf(ruleOf([{ attribute: 'customers.id', operator: 'notIn', values: ids }]))).toEqual([
      'b',
      'c',
      'd',
    ])
  })
})

describe('sharing', () => {
  const spend = (value: number) => ruleOf([{ attribute: 'measures.total_spend', operator: 'gte', value }])
  const top = ruleOf([{ attribute: 'measures.total_spend', operator: 'inTopCount', value: 1 }])

  it('computes once what two segments need, and what that is made of before', async () => {
    const { batch, members } = await run({ some: spend(10), more: spend(30), top, best: top })
    expect(batch.shared.map(({ name, description }) => [name, description])).toEqual([
      ['coterie_shared_1', 'sum(orders.amount) [order_customer] else 0, read 3 times'],
      ['coterie_shared_2', 'top 1 by sum(orders.amount) [order_customer] else 0, read 2 times'],
    ])
    expect(batch.shared[1]?.sql).toContain('coterie_shared_1')
    expect(batch.segments.map(({ uses }) => uses)).toEqual([
      ['coterie_shared_1'],
      ['coterie_shared_1'],
      ['coterie_shared_1', 'coterie_shared_2'],
      ['coterie_shared_1', 'coterie_shared_2'],
    ])
    expect(members).toEqual({ some: ['a'], more: ['a'], top: ['a'], best: ['a'] })
  })

  it('computes in place what one segment needs', async () => {
    const { batch } = await run({ some: spend(10) })
    expect(batch.shared).toEqual([])
  })

  it('never computes before the segments it depends on', async () => {
    const among = ruleOf([
      {
        aggregate: 'count',
        path: ['order_customer'],
        where: { match: 'all', conditions: [{ segment: 'some', operator: 'in' }] },
        operator: 'gte',
        value: 2,
      },
    ])
    const { batch, members } = await run({ one: among, two: among, some: spend(10) })
    expect(batch.shared).toEqual([])
    expect(batch.segments.map(({ id }) => id)).toEqual(['some', 'one', 'two'])
    expect(members).toEqual({ some: ['a'], one: ['a'], two: ['a'] })
  })
})

describe('inspection', () => {
  it('counts each part on its own and the rules so far', async () => {
    const definition = {
      version: 1,
      rules: [
        {
          match: 'all',
          path: ['order_customer'],
          conditions: [
            { attribute: 'orders.amount', operator: 'isNotSet' },
            { match: 'any', conditions: [{ attribute: 'orders.store', operator: 'is', value: 2 }] },
          ],
        },
        { match: 'none', combine: 'union', conditions: [{ attribute: 'customers.vip', operator: 'isTrue' }] },
      ],
    }
    const { counts, members } = await run({ x: definition })
    expect(counts['x']).toEqual({
      '/rules/0': 0,
      '/rules/0/conditions/0': 1,
      '/rules/0/conditions/1': 2,
      '/rules/0/conditions/1/conditions/0': 2,
      '/rules/1': 2,
      '/rules/1/conditions/0': 2,
      'after 0': 0,
      'after 1': 2,
    })
    expect(members['x']).toEqual(['b', 'c'])
  })
})

describe('output table', () => {
  it('lists projected attributes of matching rows in the order of their key', async () => {
    const { output } = await run({
      x: {
        version: 1,
        project: ['orders.amount', 'visits.at'],
        rules: [
          {
            match: 'all',
            path: ['order_customer'],
            conditions: [{ attribute: 'orders.amount', operator: 'gte', value: 20 }],
          },
        ],
      },
    })
    expect(output['x']).toMatchObject([
      { id: 'a', country: 'ES', 'orders.amount': [20.5, 20.5], 'visits.at': [expect.anything()] },
    ])
  })
})

describe('local time', () => {
  const hours = (values: number[]) => ruleOf([{ attribute: 'customers.joined', operator: 'hourIn', values }])
  it('is counted in the zone without asking the engine', async () => {
    expect(await membersOf(hours([12]))).toEqual(['b', 'd'])
    expect(await membersOf(hours([8]), 'America/New_York')).toEqual(['b', 'd'])
    expect(await membersOf(hours([19]), 'America/New_York')).toEqual(['a'])
    expect(await membersOf(hours([17]), 'Asia/Kathmandu')).toEqual(['b', 'd'])
  })

  it('decides what is a window of days in a sequence', async () => {
    const sequence = (amount: number, unit: string) =>
      ruleOf([
        {
          sequence: [
            { path: ['order_customer'], time: 'orders.ordered_at' },
            { path: ['visit_customer'], time: 'visits.at', within: { amount, unit } },
          ],
        },
      ])
    for (const zone of ['UTC', 'Europe/London']) {
      expect(await membersOf(sequence(4, 'day'), zone)).toEqual(['a'])
      expect(await membersOf(sequence(3, 'day'), zone)).toEqual([])
      expect(await membersOf(sequence(10, 'day'), zone)).toEqual(['a', 'b'])
    }
  })
})
