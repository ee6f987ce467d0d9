import type { Engine } from '@coterie/engines'
import { openDuckDbEngine } from '@coterie/engines/duckdb'
import { openReferenceEngine } from '@coterie/engines/reference'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { asOf, baseDir, readExampleCatalog, readExampleDefinition, readExampleSegments } from './example.ts'

const opened: Engine[] = []
let duckdb: Engine
let reference: Engine

beforeAll(async () => {
  const file = readExampleCatalog()
  duckdb = await openDuckDbEngine({ file, baseDir })
  opened.push(duckdb)
  reference = await openReferenceEngine({ file, baseDir })
  opened.push(reference)
})

afterAll(async () => {
  for (const engine of opened) await engine.close()
})

async function countOf(engine: Engine, definition: object): Promise<number> {
  const resolved = readExampleDefinition(JSON.stringify({ version: 1, ...definition }), engine.catalog)
  const counts: number[] = []
  for await (const result of engine.evaluate({
    segments: [{ id: 'fact', definition: resolved }],
    asOf,
    want: 'count',
  })) {
    counts.push(result.count)
  }
  return counts[0]!
}

async function digestsOf(engine: Engine): Promise<readonly object[]> {
  const digests: object[] = []
  const segments = readExampleSegments(engine)
  for await (const { id, count, sha256 } of engine.evaluate({ segments, asOf, want: 'digest' })) {
    digests.push({ id, count, sha256 })
  }
  return digests
}

const all = (...conditions: object[]) => ({ match: 'all', conditions })

// From the README of the data.
const FACTS: readonly (readonly [count: number, fact: string, definition: object])[] = [
  [18_484, 'customers', { rules: [all()] }],
  [27_659, 'orders', { audience: 'orders', rules: [all()] }],
  [60_398, 'order lines', { audience: 'order_lines', rules: [all()] }],
  [2_059, 'prospects', { audience: 'prospects', rules: [all()] }],
  [18_484, 'customers with an order', { rules: [{ path: ['order_customer'], ...all() }] }],
  [
    5_221,
    'orders in 90 days',
    {
      audience: 'orders',
      rules: [all({ attribute: 'orders.order_date', operator: 'between', from: '2013-10-31', to: '2014-01-28' })],
    },
  ],
  [
    4_880,
    'customers with an order in 90 days',
    {
      rules: [
        {
          path: ['order_customer'],
          ...all({ attribute: 'orders.order_date', operator: 'between', from: '2013-10-31', to: '2014-01-28' }),
        },
      ],
    },
  ],
  [
    95,
    'customers with five orders or more',
    { rules: [all({ aggregate: 'count', path: ['order_customer'], operator: 'gte', value: 5 })] },
  ],
  [
    1_732,
    'customers who spent more than 5,000',
    {
      rules: [
        all({
          aggregate: 'sum',
          attribute: 'orders.order_total',
          path: ['order_customer'],
          operator: 'gt',
          value: 5000,
        }),
      ],
    },
  ],
  [
    233,
    'French, married, 60,000 or more',
    {
      rules: [
        all(
          { attribute: 'customers.country', operator: 'is', value: 'France' },
          { attribute: 'customers.marital_status', operator: 'is', value: 'Married' },
          { attribute: 'customers.yearly_income', operator: 'gte', value: 60000 },
        ),
      ],
    },
  ],
  [
    9_132,
    'customers who bought a bike',
    { rules: [all({ attribute: 'products.category', operator: 'is', value: 'Bikes' })] },
  ],
  [
    15_205,
    'lines of bikes',
    {
      audience: 'order_lines',
      rules: [{ path: ['line_product'], ...all({ attribute: 'products.category', operator: 'is', value: 'Bikes' }) }],
    },
  ],
  [12_502, 'home owners', { rules: [all({ attribute: 'customers.is_home_owner', operator: 'isTrue' })] }],
  [
    7_830,
    'customers without a middle name',
    { rules: [all({ attribute: 'customers.middle_name', operator: 'isNotSet' })] },
  ],
  [1_656, 'customers who answered the survey', { rules: [{ path: ['response_customer'], ...all() }] }],
]

describe('AdventureWorks', () => {
  it.each(FACTS)('%i %s', async (count, _fact, definition) => {
    expect({ duckdb: await countOf(duckdb, definition), reference: await countOf(reference, definition) }).toEqual({
      duckdb: count,
      reference: count,
    })
  })

  it('has the same members in all of its segments on both engines, and none of them is empty', async () => {
    const digests = await digestsOf(duckdb)
    expect(digests).toHaveLength(30)
    expect(digests.filter((digest) => 'count' in digest && digest.count === 0)).toEqual([])
    expect(digests).toEqual(await digestsOf(reference))
  })
})
