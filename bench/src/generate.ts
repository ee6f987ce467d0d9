import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import type { Scale } from './scale.ts'

/** The benchmark's as-of instant: just after the youngest activity. */
export const BENCH_AS_OF = '2024-06-30T00:00:00Z'

/**
 * Writes a scale's customers and orders as Parquet files with a catalog beside them, once, and returns the folder.
 * Everything is a hash of the row number, so the data are the same on every machine. Orders a customer follow a
 * power law over three years; every column has nulls but the keys.
 */
export async function generateData(folder: string, scale: Scale): Promise<string> {
  const target = join(folder, scale.name)
  if (existsSync(join(target, 'catalog.json'))) return target
  const partial = `${target}.partial`
  rmSync(partial, { recursive: true, force: true })
  mkdirSync(partial, { recursive: true })
  const instance = await DuckDBInstance.create(':memory:', { memory_limit: '2GB' })
  const connection = await instance.connect()
  try {
    await connection.run(`COPY (${customersSql(scale)}) TO '${join(partial, 'customers.parquet')}' (FORMAT parquet)`)
    await connection.run(`COPY (${ordersSql(scale)}) TO '${join(partial, 'orders.parquet')}' (FORMAT parquet)`)
  } finally {
    connection.closeSync()
    instance.closeSync()
  }
  writeFileSync(join(partial, 'catalog.json'), `${JSON.stringify(benchCatalog, null, 2)}\n`)
  rmSync(target, { recursive: true, force: true })
  renameSync(partial, target)
  return target
}

/** A number in 0 .. n-1 that depends on the row and a salt only. */
const pick = (salt: string, n: number): string => `(md5_number_lower(i || '${salt}') % ${String(n)})::INTEGER`

/** A value that is null in one row of `every`. */
const sometimesNull = (salt: string, every: number, value: string): string =>
  `CASE WHEN ${pick(`${salt}?`, every)} = 0 THEN NULL ELSE ${value} END`

const customersSql = (scale: Scale): string => `
  SELECT
    'C' || lpad(i::VARCHAR, 8, '0') AS customer_id,
    ${sometimesNull('country', 50, `list_extract(${countries}, 1 + ${pick('country', 40)} % 12)`)} AS country,
    ${sometimesNull('city', 30, `'City ' || ${pick('city', 2000)}`)} AS city,
    ${sometimesNull('email', 20, `'user' || i || '@example' || ${pick('mail', 50)} || '.com'`)} AS email,
    ${sometimesNull('birth', 25, `DATE '1940-01-01' + ${pick('birth', 24000)}`)} AS birth_date,
    ${sometimesNull('income', 10, `(${pick('income', 20_000_000)} / 100.0)::DECIMAL(12, 2)`)} AS income,
    ${sometimesNull('children', 40, pick('children', 6))} AS children,
    ${sometimesNull('news', 15, `${pick('news', 3)} > 0`)} AS newsletter,
    ${sometimesNull('signup', 60, `TIMESTAMP '2019-01-01' + to_seconds(${pick('signup', 170_000_000)})`)} AS signed_up_at
  FROM range(${String(scale.profiles)}) t(i)`

const ordersSql = (scale: Scale): string => `
  SELECT
    i AS order_id,
    'C' || lpad((floor(power(${pick('who', 1_000_000)} / 1e6, 2.5) * ${String(scale.profiles)}))::BIGINT::VARCHAR, 8, '0') AS customer_id,
    TIMESTAMP '2021-07-01' + to_seconds(${pick('when', 94_600_000)}) AS ordered_at,
    ${sometimesNull('amount', 100, `(1 + ${pick('amount', 50_000)} / 100.0)::DECIMAL(10, 2)`)} AS amount,
    ${sometimesNull('category', 80, `'Category ' || ${pick('category', 40)}`)} AS category,
    ${sometimesNull('channel', 90, `list_extract(['web', 'store', 'phone', 'app'], 1 + ${pick('channel', 4)})`)} AS channel,
    ${pick('returned', 12)} = 0 AS returned
  FROM range(${String(scale.activities)}) t(i)`

const countries =
  "['Spain', 'France', 'Germany', 'Italy', 'Portugal', 'Poland', 'Sweden', 'Norway', 'Ireland', 'Austria', 'Greece', 'Malta']"

const benchCatalog = {
  version: 1,
  timeZone: 'UTC',
  weekStart: 'monday',
  audience: 'customers',
  tables: {
    customers: { source: { path: 'customers.parquet' }, key: 'customer_id' },
    orders: {
      source: { path: 'orders.parquet' },
      key: 'order_id',
      activity: { type: 'purchase', time: 'ordered_at', value: 'amount' },
    },
  },
  relationships: {
    order_customer: { from: 'orders.customer_id', to: 'customers.customer_id', cardinality: 'many-to-one' },
  },
  measures: {
    total_spend: { aggregate: 'sum', attribute: 'orders.amount', path: ['order_customer'], default: 0 },
    order_count: { aggregate: 'count', path: ['order_customer'] },
    average_order: { formula: 'total_spend / order_count' },
    last_order_at: { aggregate: 'max', attribute: 'orders.ordered_at', path: ['order_customer'] },
    days_since_last: { daysSince: 'measures.last_order_at' },
  },
}
