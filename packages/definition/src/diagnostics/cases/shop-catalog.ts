import type { Catalog } from '../../catalog/catalog.ts'
import { readCatalog } from '../../catalog/read-catalog.ts'
import { resolveCatalog } from '../../catalog/resolve-catalog.ts'
import type { SourceColumn, SourceTable } from '../../catalog/source-table.ts'

/**
 * A shop with two audiences, three hops, two ways from customers to products, composite keys, a table related to itself,
 * two relationships between the same tables, and names that break careless programs.
 */
export const SHOP_CATALOG = `
version: 1
timeZone: Europe/London
audience: customers
audiences: [customers, accounts]
tables:
  customers:
    source: { path: customers.csv }
    key: customer_id
    label: Customers
    attributes:
      joined_at: { type: datetime, label: joining }
      country: { semantic: country, class: personal }
  accounts: { source: { table: crm.accounts }, key: [region, number], label: Accounts }
  orders:
    source: { path: "orders/*.parquet" }
    key: order_id
    label: Orders
    activity: { type: purchase, time: ordered_at, value: amount }
  order_lines: { source: { path: lines.csv.gz }, key: [order_id, line], label: Order lines }
  products: { source: { path: products.csv }, key: product_id, label: Products }
  returns: { source: { path: returns.csv }, label: Returns }
  addresses: { source: { path: addresses.csv }, key: address_id }
  staff: { source: { path: staff.csv }, key: staff_id }
  island: { source: { path: island.csv } }
  'odd "name"': { source: { path: odd.csv } }
  odd: { source: { path: odd2.csv } }
  odd.dotted: { source: { path: odd3.csv } }
  constructor: { source: { path: constructor.csv } }
  __proto__: { source: { path: proto.csv } }
relationships:
  order_customer: { from: orders.customer_id, to: customers.customer_id, cardinality: many-to-one }
  line_order: { from: order_lines.order_id, to: orders.order_id }
  line_product: { from: order_lines.product_id, to: products.product_id }
  return_customer: { from: returns.customer_id, to: customers.customer_id }
  customer_account: { from: [customers.region, customers.account], to: [accounts.region, accounts.number] }
  home_address: { from: customers.home, to: addresses.address_id, cardinality: one-to-one }
  work_address: { from: customers.work, to: addresses.address_id }
  manager: { from: staff.manager_id, to: staff.staff_id }
  order_staff: { from: orders.staff_id, to: staff.staff_id }
  odd: { from: 'odd "name".customer id', to: customers.customer_id }
  constructor: { from: constructor.customer_id, to: customers.customer_id }
  __proto__: { from: __proto__.customer_id, to: customers.customer_id }
  dotted: { from: odd.dotted.customer_id, to: customers.customer_id }
measures:
  total_spend: { aggregate: sum, attribute: orders.amount, path: [order_customer], default: 0 }
  order_count: { aggregate: count, of: orders }
  last_order_at: { aggregate: max, attribute: orders.ordered_at }
  average_order: { formula: "total_spend / order_count" }
  days_since_last: { daysSince: measures.last_order_at }
  age_in_days: { daysSince: customers.birth_date }
  favourite: { aggregate: last, attribute: orders.channel, orderBy: orders.ordered_at, label: latest channel }
  members: { aggregate: count, of: customers, path: [customer_account] }
`

const column = (name: string, type: SourceColumn['type']): SourceColumn => ({ name, type })
const integer = (name: string): SourceColumn => ({ name, type: 'number', number: { kind: 'integer' } })
const decimal = (name: string): SourceColumn => ({ name, type: 'number', number: { kind: 'decimal', scale: 2 } })
const float = (name: string): SourceColumn => ({ name, type: 'number', number: { kind: 'float' } })
const table = (name: string, ...columns: readonly SourceColumn[]): SourceTable => ({ name, columns, rows: 0 })

export const SHOP_SOURCES: readonly SourceTable[] = [
  table(
    'customers',
    column('customer_id', 'string'),
    column('country', 'string'),
    column('city', 'string'),
    column('birth_date', 'date'),
    column('joined_at', 'datetime'),
    integer('age'),
    float('income'),
    column('vip', 'boolean'),
    column('tags', 'list<string>'),
    { name: 'scores', type: 'list<number>', number: { kind: 'float' } },
    column('photo', 'other'),
    column('region', 'string'),
    integer('account'),
    integer('home'),
    integer('work'),
    column('first.name', 'string'),
    column('measures', 'string'),
    column('__proto__', 'string'),
    column('Größe "x"', 'string'),
  ),
  table('accounts', column('region', 'string'), integer('number'), column('name', 'string')),
  table(
    'orders',
    column('order_id', 'string'),
    column('customer_id', 'string'),
    integer('staff_id'),
    decimal('amount'),
    column('ordered_at', 'datetime'),
    column('due', 'date'),
    column('channel', 'string'),
    column('gift', 'boolean'),
  ),
  table(
    'order_lines',
    column('order_id', 'string'),
    integer('line'),
    column('product_id', 'string'),
    decimal('line_total'),
  ),
  table('products', column('product_id', 'string'), column('category', 'string'), column('launched', 'date')),
  table('returns', column('customer_id', 'string'), column('at', 'datetime'), column('day', 'date'), integer('__row')),
  table('addresses', integer('address_id'), column('city', 'string')),
  table('staff', integer('staff_id'), integer('manager_id'), column('name', 'string')),
  table('island', column('x', 'string')),
  table('odd "name"', column('customer id', 'string'), column('x.y', 'string')),
  table('odd', column('dotted.z', 'string'), column('dotted.customer_id', 'string')),
  table('odd.dotted', column('customer_id', 'string'), column('z', 'string')),
  table('constructor', column('customer_id', 'string'), column('constructor', 'string')),
  table('__proto__', column('customer_id', 'string'), column('__proto__', 'string')),
]

/** The shop's catalog, which has no problem. */
export const SHOP: Catalog = shopCatalog()

function shopCatalog(): Catalog {
  const { file, diagnostics } = readCatalog(SHOP_CATALOG, 'yaml')
  if (file === null) throw new Error(JSON.stringify(diagnostics))
  const resolved = resolveCatalog(file, SHOP_SOURCES)
  if (resolved.catalog === null) throw new Error(JSON.stringify(resolved.diagnostics))
  return resolved.catalog
}
