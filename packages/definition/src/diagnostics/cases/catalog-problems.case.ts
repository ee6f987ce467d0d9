import type { SourceTable } from '../../catalog/source-table.ts'
import { LIMITS } from '../limits.ts'
import { SHOP_SOURCES } from './shop-catalog.ts'

/** Catalogs as JSON with what is wrong in them: every code and the pointer to its place, in the order reported. */
export interface CatalogProblemCase {
  readonly name: string
  readonly catalog: unknown
  readonly sources: readonly SourceTable[]
  readonly problems: readonly (readonly [code: string, pointer: string])[]
}

type Json = Readonly<Record<string, unknown>>
type Problems = CatalogProblemCase['problems']

const TABLES: Json = {
  customers: { source: { path: 'c.csv' }, key: 'customer_id' },
  accounts: { source: { table: 'crm.accounts' }, key: ['region', 'number'] },
  orders: { source: { path: 'o.csv' }, key: 'order_id' },
  order_lines: { source: { path: 'l.csv' }, key: ['order_id', 'line'] },
}
const RELATIONSHIPS: Json = {
  order_customer: { from: 'orders.customer_id', to: 'customers.customer_id' },
  customer_account: { from: ['customers.region', 'customers.account'], to: ['accounts.region', 'accounts.number'] },
}
const BASE: Json = {
  version: 1,
  audience: 'customers',
  audiences: ['customers', 'accounts'],
  tables: TABLES,
  relationships: RELATIONSHIPS,
}

const catalog = (name: string, more: Json, ...problems: Problems): CatalogProblemCase => ({
  name,
  catalog: { ...BASE, ...more },
  sources: SHOP_SOURCES,
  problems,
})
/** A pointer that begins with `@` starts at the part the case is about. */
const at = (place: string, problems: Problems): Problems =>
  problems.map(([code, pointer]) => [code, pointer.replace('@', place)])
const table = (name: string, more: unknown, ...problems: Problems): CatalogProblemCase =>
  catalog(
    name,
    { tables: { ...TABLES, orders: typeof more === 'object' ? { source: { path: 'o.csv' }, ...more } : more } },
    ...at('/tables/orders', problems),
  )
const relationship = (name: string, json: unknown, ...problems: Problems): CatalogProblemCase =>
  catalog(name, { relationships: { ...RELATIONSHIPS, r: json } }, ...at('/relationships/r', problems))
const measures = (name: string, json: unknown, ...problems: Problems): CatalogProblemCase =>
  catalog(name, { measures: json }, ...problems)
const measure = (name: string, json: unknown, ...problems: Problems): CatalogProblemCase =>
  measures(name, { n: { aggregate: 'count', of: 'orders' }, m: json }, ...at('/measures/m', problems))
const formula = (name: string, text: string, ...problems: Problems): CatalogProblemCase =>
  measure(name, { formula: text }, ...problems)

const FRAME: readonly CatalogProblemCase[] = [
  { name: 'not an object', catalog: [], sources: [], problems: [['wrong-type', '']] },
  {
    name: 'empty',
    catalog: {},
    sources: [],
    problems: [
      ['missing-key', ''],
      ['missing-key', ''],
      ['missing-key', ''],
    ],
  },
  catalog('version', { version: 3 }, ['unsupported-version', '/version']),
  catalog('misspelled key', { timezone: 'UTC' }, ['unknown-key', '/timezone']),
  catalog('unknown zone', { timeZone: 'Europe/Atlantis' }, ['unknown-time-zone', '/timeZone']),
  catalog('offset as zone', { timeZone: '+01:00' }, ['unknown-time-zone', '/timeZone']),
  catalog('week start', { weekStart: 'Monday' }, ['unknown-choice', '/weekStart']),
  catalog('audience not listed', { audience: 'orders' }, ['audience-not-listed', '/audience']),
  catalog('unknown audience', { audience: 'customer', audiences: ['customer'] }, ['unknown-table', '/audience']),
  catalog('tables not an object', { tables: [] }, ['wrong-type', '/tables']),
  catalog('audiences not a list', { audiences: 'customers' }, ['wrong-type', '/audiences']),
  catalog('half a character', { tables: { ...TABLES, '\ud800': {} } }, ['lone-surrogate', '/tables/\ud800']),
  {
    ...catalog('a table without source', { tables: { ...TABLES, nowhere: { source: { path: 'x' } } } }),
    problems: [['table-not-read', '/tables/nowhere']],
  },
  {
    name: 'names that measures need',
    catalog: {
      ...BASE,
      tables: { ...TABLES, measures: { source: { path: 'x' } }, 'measures.x': { source: { path: 'x' } } },
    },
    sources: [
      ...SHOP_SOURCES,
      { name: 'measures', columns: [], rows: 0 },
      { name: 'measures.x', columns: [], rows: 0 },
    ],
    problems: [
      ['reserved-table-name', '/tables/measures'],
      ['reserved-table-name', '/tables/measures.x'],
    ],
  },
]

const TABLE_CASES: readonly CatalogProblemCase[] = [
  table('not an object', 'o.csv', ['wrong-type', '@']),
  table('no source', { source: undefined }, ['missing-key', '@']),
  table('two sources', { source: { path: 'x', table: 'y' } }, ['wrong-type', '@/source']),
  table('empty source', { source: {} }, ['missing-key', '@/source']),
  table(
    'source of another kind',
    { source: { file: 'x' } },
    ['unknown-key', '@/source/file'],
    ['missing-key', '@/source'],
  ),
  table('key not in the source', { key: 'order_idd' }, ['column-not-in-source', '@/key']),
  table('key twice', { key: ['order_id', 'order_id'] }, ['wrong-type', '@/key']),
  table('empty key', { key: [] }, ['wrong-type', '@/key']),
  table('attribute not in the source', { attributes: { amout: { type: 'number' } } }, [
    'column-not-in-source',
    '@/attributes/amout',
  ]),
  table('type of the source', { attributes: { amount: { type: 'date' } } }, [
    'type-not-read',
    '@/attributes/amount/type',
  ]),
  table('unknown type', { attributes: { amount: { type: 'int' } } }, ['unknown-choice', '@/attributes/amount/type']),
  table('unknown class', { attributes: { amount: { class: 'secret' } } }, [
    'unknown-choice',
    '@/attributes/amount/class',
  ]),
  table('attribute as text', { attributes: { amount: 'number' } }, ['wrong-type', '@/attributes/amount']),
  table('activity without time', { activity: { type: 'purchase' } }, ['missing-key', '@/activity']),
  table(
    'activity with wrong types',
    { activity: { type: 'purchase', time: 'amount', value: 'channel' } },
    ['activity-type', '@/activity/time'],
    ['activity-type', '@/activity/value'],
  ),
  table('activity of no column', { activity: { type: 'purchase', time: 'when' } }, [
    'column-not-in-source',
    '@/activity/time',
  ]),
  catalog('audience without key', { tables: { ...TABLES, customers: { source: { path: 'x' } } } }, [
    'audience-without-key',
    '/tables/customers',
  ]),
  catalog('list as key', { tables: { ...TABLES, customers: { source: { path: 'x' }, key: 'tags' } } }, [
    'key-type',
    '/tables/customers/key',
  ]),
]

const RELATIONSHIP_CASES: readonly CatalogProblemCase[] = [
  relationship('not an object', 'x', ['wrong-type', '@']),
  relationship('no end', { from: 'orders.customer_id' }, ['missing-key', '@']),
  relationship(
    'unknown cardinality',
    { from: 'orders.customer_id', to: 'customers.customer_id', cardinality: 'one-to-many' },
    ['unknown-choice', '@/cardinality'],
  ),
  relationship('unknown table', { from: 'order.customer_id', to: 'customers.customer_id' }, [
    'unknown-table',
    '@/from',
  ]),
  relationship('unknown column', { from: 'orders.customer', to: 'customers.customer_id' }, [
    'unknown-attribute',
    '@/from',
  ]),
  relationship('no column', { from: 'orders', to: 'customers.customer_id' }, ['malformed-reference', '@/from']),
  relationship(
    'two tables in an end',
    { from: ['orders.order_id', 'customers.account'], to: ['order_lines.order_id', 'order_lines.line'] },
    ['relationship-two-tables', '@/from'],
  ),
  relationship(
    'ends of different length',
    { from: ['orders.order_id'], to: ['order_lines.order_id', 'order_lines.line'] },
    ['relationship-column-count', '@'],
  ),
  relationship('ends of different types', { from: 'orders.amount', to: 'customers.customer_id' }, [
    'relationship-types',
    '@',
  ]),
]

const chain = (length: number): Json =>
  Object.fromEntries(
    Array.from({ length }, (_, i) => [
      `m${i}`,
      i === 0 ? { aggregate: 'count', of: 'orders' } : { formula: `m${i - 1} + 1` },
    ]),
  )
const doubling = (length: number): Json =>
  Object.fromEntries(
    Array.from({ length }, (_, i) => [
      `m${i}`,
      i === 0 ? { aggregate: 'count', of: 'orders' } : { formula: `m${i - 1} + m${i - 1}` },
    ]),
  )
const reversed = (record: Json): Json => Object.fromEntries(Object.entries(record).reverse())

const MEASURE_CASES: readonly CatalogProblemCase[] = [
  measure('not an object', 5, ['wrong-type', '@']),
  measure('no kind', { sum: 'orders.amount' }, ['unknown-measure-kind', '@']),
  measure('misspelled key', { aggregate: 'count', of: 'orders', defaults: 0 }, ['unknown-key', '@/defaults']),
  measure('unknown aggregate', { aggregate: 'mean', attribute: 'orders.amount' }, ['unknown-choice', '@/aggregate']),
  measure('wrong path', { aggregate: 'sum', attribute: 'orders.amount', path: ['customer_account'] }, [
    'attribute-off-path',
    '@/attribute',
  ]),
  measure(
    'path that ends at no audience',
    { aggregate: 'sum', attribute: 'orders.amount', path: ['order_customer', 'customer_account', 'order_customer'] },
    ['path-broken', '@/path/1'],
  ),
  measure(
    'segment in where',
    { aggregate: 'count', of: 'orders', where: { match: 'all', conditions: [{ segment: 's1', operator: 'in' }] } },
    ['segment-in-measure', '@/where/conditions/0/segment'],
  ),
  measure('default of another type', { aggregate: 'sum', attribute: 'orders.amount', default: 'none' }, [
    'default-type',
    '@/default',
  ]),
  measure('default that is no date', { aggregate: 'max', attribute: 'orders.due', default: 'today' }, [
    'default-type',
    '@/default',
  ]),
  measure('default of a boolean', { aggregate: 'first', attribute: 'orders.gift', orderBy: 'orders.due', default: 0 }, [
    'default-type',
    '@/default',
  ]),
  measure('days since a number', { daysSince: 'measures.n' }, ['days-since-type', '@/daysSince']),
  measure('days since a related attribute', { daysSince: 'orders.due' }, [
    'days-since-related-attribute',
    '@/daysSince',
  ]),
  measure('days since nothing', { daysSince: 'measures.last' }, ['unknown-measure', '@/daysSince']),
  formula('formula of texts', 'text + 1', ['unknown-measure', '@/formula']),
  measures(
    'formula of a text measure',
    { t: { aggregate: 'max', attribute: 'orders.channel' }, m: { formula: 't + 1' } },
    ['formula-of-type', '/measures/m/formula'],
  ),
  measures(
    'measures of two audiences',
    {
      a: { aggregate: 'count', of: 'orders' },
      b: { aggregate: 'count', of: 'customers', path: ['customer_account'] },
      m: { formula: 'a / b' },
    },
    ['measures-of-two-audiences', '/measures/m/formula'],
  ),
  formula('empty formula', '', ['formula-syntax', '@/formula']),
  formula('formula that ends early', 'n + ', ['formula-syntax', '@/formula']),
  formula('unclosed', '(n + 1', ['formula-syntax', '@/formula']),
  formula('two in a row', 'n n', ['formula-syntax', '@/formula']),
  formula('unknown sign', 'n ^ 2', ['formula-syntax', '@/formula']),
  formula('plus sign', '+n', ['formula-syntax', '@/formula']),
  formula('too deep', '('.repeat(100_000), ['formula-syntax', '@/formula']),
  formula('too many signs', '-'.repeat(900), ['formula-syntax', '@/formula']),
  formula('too long', Array.from({ length: 1_000 }, () => 'n').join('+'), ['formula-syntax', '@/formula']),
  formula('endless number', 'n + 1e400', ['number-out-of-range', '@/formula']),
  measures('itself', { m: { formula: 'm + 1' } }, ['measure-circle', '/measures/m']),
  measures(
    'a circle of three, through where',
    {
      a: { formula: 'b + 1' },
      b: {
        aggregate: 'count',
        of: 'orders',
        where: { match: 'all', conditions: [{ attribute: 'measures.c', operator: 'isSet' }] },
      },
      c: { daysSince: 'measures.d' },
      d: {
        aggregate: 'max',
        attribute: 'orders.due',
        where: {
          match: 'all',
          conditions: [{ attribute: 'orders.amount', operator: 'gt', value: { attribute: 'measures.a' } }],
        },
      },
      e: { formula: 'a + 1' },
    },
    ['measure-circle', '/measures/a'],
    ['measure-circle', '/measures/b'],
    ['measure-circle', '/measures/c'],
    ['measure-circle', '/measures/d'],
  ),
  measures('too deep', chain(LIMITS.references + 1), ['measure-too-deep', `/measures/m${LIMITS.references}`]),
  measures('too deep, written the other way', reversed(chain(LIMITS.references + 1)), [
    'measure-too-deep',
    `/measures/m${LIMITS.references}`,
  ]),
  measures('too large', doubling(14), ['measure-too-large', '/measures/m12']),
]

/** Forty tables that are all related to one another, and two that only one of them leads to: no path holds both. */
const crossing = Array.from({ length: 40 }, (_, i) => `t${i}`)
const related = (from: string, to: string): readonly [string, Json] => [
  `${from}_${to}`,
  { from: `${from}.id`, to: `${to}.id` },
]
const DENSE: CatalogProblemCase = {
  name: 'too many paths to search',
  catalog: {
    version: 1,
    audience: 't0',
    tables: Object.fromEntries(
      [...crossing, 'left', 'right'].map((name) => [name, { source: { path: 'x' }, key: 'id' }]),
    ),
    relationships: {
      ...Object.fromEntries(crossing.flatMap((from, i) => crossing.slice(i + 1).map((to) => related(from, to)))),
      ...Object.fromEntries([related('left', 't39'), related('right', 't39')]),
    },
    measures: {
      m: {
        aggregate: 'count',
        of: 'left',
        where: { match: 'all', conditions: [{ attribute: 'right.id', operator: 'isSet' }] },
      },
    },
  },
  sources: [...crossing, 'left', 'right'].map((name) => ({
    name,
    columns: [{ name: 'id', type: 'number', number: { kind: 'integer' } }],
    rows: 0,
  })),
  problems: [['path-not-found', '/measures/m']],
}

export const CATALOG_PROBLEMS: readonly CatalogProblemCase[] = [
  ...FRAME,
  ...TABLE_CASES,
  ...RELATIONSHIP_CASES,
  ...MEASURE_CASES,
  DENSE,
]
