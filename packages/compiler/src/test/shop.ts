import {
  type Catalog,
  createClock,
  parseInstant,
  parseJson,
  readCatalog,
  readDefinition,
  resolveCatalog,
  type SourceColumn,
  type SourceTable,
} from '@coterie/definition'
import type { BatchOptions } from '../batch/compile-batch.ts'
import type { BatchSegment } from '../batch/order-segments.ts'
import type { DialectName } from '../dialects/dialect.ts'
import type { Naming } from '../naming.ts'

/** A small workspace for tests: its catalog, its rows as DuckDB reads them, and a way to write definitions over it. */
const INTEGER: Partial<SourceColumn> = { type: 'number', number: { kind: 'integer' } }
const MONEY: Partial<SourceColumn> = { type: 'number', number: { kind: 'decimal', scale: 2 } }
const FLOAT: Partial<SourceColumn> = { type: 'number', number: { kind: 'float' } }
const STRING: Partial<SourceColumn> = { type: 'string' }
const DATETIME: Partial<SourceColumn> = { type: 'datetime' }

const COLUMNS: Readonly<Record<string, Readonly<Record<string, Partial<SourceColumn>>>>> = {
  customers: {
    id: STRING,
    country: STRING,
    city: INTEGER,
    age: INTEGER,
    credit: MONEY,
    score: FLOAT,
    born: { type: 'date' },
    joined: DATETIME,
    vip: { type: 'boolean' },
    tags: { type: 'list<string>' },
  },
  cities: { id: INTEGER, name: STRING },
  orders: { id: INTEGER, customer: STRING, store: INTEGER, amount: MONEY, ordered_at: DATETIME },
  stores: { id: INTEGER, name: STRING },
  lines: { order_id: INTEGER, line: INTEGER, product: STRING, quantity: INTEGER, weight: FLOAT },
  products: { sku: STRING, category: STRING },
  visits: { id: INTEGER, customer: STRING, at: DATETIME },
  accounts: { region: STRING, number: INTEGER, name: STRING },
  logins: { id: INTEGER, region: STRING, number: INTEGER, day: { type: 'date' } },
}

const CATALOG = {
  version: 1,
  audience: 'customers',
  audiences: ['customers', 'accounts'],
  tables: {
    customers: { source: { path: 'customers.csv' }, key: 'id' },
    cities: { source: { path: 'cities.csv' }, key: 'id' },
    orders: { source: { path: 'orders.csv' }, key: 'id' },
    stores: { source: { path: 'stores.csv' }, key: 'id' },
    lines: { source: { path: 'lines.csv' }, key: ['order_id', 'line'] },
    products: { source: { path: 'products.csv' }, key: 'sku' },
    visits: { source: { path: 'visits.csv' }, key: 'id' },
    accounts: { source: { path: 'accounts.csv' }, key: ['region', 'number'] },
    logins: { source: { path: 'logins.csv' }, key: 'id' },
  },
  relationships: {
    customer_city: { from: 'customers.city', to: 'cities.id', cardinality: 'many-to-one' },
    order_customer: { from: 'orders.customer', to: 'customers.id', cardinality: 'many-to-one' },
    order_store: { from: 'orders.store', to: 'stores.id', cardinality: 'many-to-one' },
    line_order: { from: 'lines.order_id', to: 'orders.id', cardinality: 'many-to-one' },
    line_product: { from: 'lines.product', to: 'products.sku', cardinality: 'many-to-one' },
    visit_customer: { from: 'visits.customer', to: 'customers.id', cardinality: 'many-to-one' },
    login_account: {
      from: ['logins.region', 'logins.number'],
      to: ['accounts.region', 'accounts.number'],
      cardinality: 'many-to-one',
    },
  },
  measures: {
    total_spend: { aggregate: 'sum', attribute: 'orders.amount', path: ['order_customer'], default: 0 },
    order_count: { aggregate: 'count', path: ['order_customer'] },
    last_order_at: { aggregate: 'max', attribute: 'orders.ordered_at', path: ['order_customer'] },
    average_order: { formula: 'total_spend / order_count' },
    days_since_last: { daysSince: 'measures.last_order_at' },
  },
}

/** The rows of the shop's tables as statements of DuckDB. */
export const SHOP_ROWS: readonly string[] = [
  `CREATE TABLE customers AS SELECT * FROM (VALUES
    ('a', 'ES', 1, 30, 100.00::DECIMAL(18, 2), 1.5::DOUBLE, DATE '1990-02-28', TIMESTAMP '2024-01-01 00:00:00', true, ['x', 'y']),
    ('b', 'FR', 2, 41, 50.50, 2.5, DATE '1980-06-20', TIMESTAMP '2023-06-15 12:00:00', false, []),
    ('c', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
    ('d', 'es', 1, 30, 0.00, -1.0, DATE '2000-02-29', TIMESTAMP '2024-06-15 12:00:00', true, ['y', NULL])
  ) AS t(id, country, city, age, credit, score, born, joined, vip, tags)`,
  `CREATE TABLE cities AS SELECT * FROM (VALUES (1, 'Madrid'), (2, 'Paris')) AS t(id, name)`,
  `CREATE TABLE orders AS SELECT * FROM (VALUES
    (1, 'a', 1, 10.00::DECIMAL(18, 2), TIMESTAMP '2024-05-01 10:00:00'),
    (2, 'a', 1, 20.50, TIMESTAMP '2024-06-01 10:00:00'),
    (3, 'b', 2, 5.00, TIMESTAMP '2024-06-01 10:00:00'),
    (4, 'b', NULL, NULL, TIMESTAMP '2024-06-10 10:00:00'),
    (5, NULL, 1, 99.00, TIMESTAMP '2024-06-10 10:00:00'),
    (6, 'a', 2, 20.50, NULL)
  ) AS t(id, customer, store, amount, ordered_at)`,
  `CREATE TABLE stores AS SELECT * FROM (VALUES (1, 'North'), (2, 'South')) AS t(id, name)`,
  `CREATE TABLE lines AS SELECT * FROM (VALUES
    (1, 1, 'p1', 1, 0.5::DOUBLE), (1, 2, 'p2', 3, 1.5), (2, 1, 'p1', 2, NULL), (3, 1, 'p2', 5, 2.0)
  ) AS t(order_id, line, product, quantity, weight)`,
  `CREATE TABLE products AS SELECT * FROM (VALUES ('p1', 'Bikes'), ('p2', 'Tea')) AS t(sku, category)`,
  `CREATE TABLE visits AS SELECT * FROM (VALUES
    (1, 'a', TIMESTAMP '2024-05-05 00:00:00'), (2, 'b', TIMESTAMP '2024-06-20 00:00:00'), (3, 'd', TIMESTAMP '2024-06-01 10:00:00')
  ) AS t(id, customer, "at")`,
  `CREATE TABLE accounts AS SELECT * FROM (VALUES ('N', 1, 'one'), ('N', 2, 'two'), ('S', 1, 'three')) AS t(region, number, name)`,
  `CREATE TABLE logins AS SELECT * FROM (VALUES
    (1, 'N', 1, DATE '2024-06-01'), (2, 'N', 1, DATE '2024-06-02'), (3, 'S', 1, DATE '2024-01-01'), (4, 'N', NULL, DATE '2024-06-14')
  ) AS t(id, region, number, day)`,
]

export const shopNaming: Naming = { table: (table) => [table], column: (_, column) => column }

/** The shop's catalog; its zone decides which local dates its instants have. */
export function shopCatalog(timeZone = 'UTC'): Catalog {
  const { file, diagnostics } = readCatalog(JSON.stringify({ timeZone, weekStart: 'monday', ...CATALOG }), 'json')
  if (file === null) throw new Error(JSON.stringify(diagnostics))
  const sources = Object.entries(COLUMNS).map(
    ([name, columns]): SourceTable => ({
      name,
      rows: 4,
      columns: Object.entries(columns).map(([column, type]) => ({ name: column, type: 'string', ...type })),
    }),
  )
  const resolved = resolveCatalog(file, sources)
  if (resolved.catalog === null) throw new Error(JSON.stringify(resolved.diagnostics))
  return resolved.catalog
}

/** Definitions by id, as JSON values, resolved over a catalog. Throws with their problems. */
export function shopSegments(definitions: Readonly<Record<string, unknown>>, catalog: Catalog): BatchSegment[] {
  return Object.entries(definitions).map(([id, json]) => {
    const parsed = parseJson(JSON.stringify(json))
    if (parsed.diagnostic !== undefined) throw new Error(parsed.diagnostic.message)
    const read = readDefinition(parsed.value, catalog, { segments: (name) => (name in definitions ? name : null) })
    if (read.definition === null) throw new Error(JSON.stringify(read.diagnostics))
    return { id, definition: read.definition }
  })
}

/** What compiling definitions over the shop as of 2024-06-15T12:00:00Z takes. */
export function shopBatch(
  definitions: Readonly<Record<string, unknown>>,
  dialect: DialectName,
  timeZone = 'UTC',
): BatchOptions {
  const catalog = shopCatalog(timeZone)
  const asOf = parseInstant('2024-06-15T12:00:00Z', 'UTC') ?? 0n
  const clock = createClock({ asOf, timeZone: catalog.timeZone, weekStart: catalog.weekStart })
  return { segments: shopSegments(definitions, catalog), catalog, clock, dialect, naming: shopNaming }
}

/** A definition of one rule. */
export const ruleOf = (conditions: readonly unknown[], rest: Readonly<Record<string, unknown>> = {}) => ({
  version: 1,
  rules: [{ match: 'all', conditions, ...rest }],
})
