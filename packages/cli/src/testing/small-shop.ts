import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A folder with a catalog and the tables of a very small shop: five customers, one of them without orders. */
export interface SmallShop {
  readonly folder: string
  readonly catalog: string
  /** Writes a file into the folder and gives its path. */
  write(name: string, content: string | object): string
}

const CATALOG = `
version: 1
timeZone: Europe/Madrid
weekStart: monday
audience: customers
audiences: [customers, lines]
tables:
  customers:
    source: { path: customers.csv }
    key: customer_id
  orders:
    source: { path: orders.csv }
    key: order_id
  lines:
    source: { path: lines.csv }
    key: [order_id, line]
relationships:
  order_customer: { from: orders.customer_id, to: customers.customer_id, cardinality: many-to-one }
  line_order: { from: lines.order_id, to: orders.order_id, cardinality: many-to-one }
measures:
  total_spend: { aggregate: sum, attribute: orders.amount, path: [order_customer], default: 0 }
`

const CUSTOMERS = `customer_id,name,country,born
C1,Ana,ES,1980-05-01
C2,"Bo ""the"" Smith, Jr",GB,1990-01-31
C10,Cy,ES,
C3,,,2000-02-29
C4,"",FR,1999-12-31
`

const ORDERS = `order_id,customer_id,ordered_on,amount
1,C1,2024-06-01,10.50
2,C1,2024-06-29,20.00
3,C2,2024-01-15,5.25
4,C10,2024-06-30,100.00
`

const LINES = `order_id,line,product
1,1,tea
1,2,cup
2,1,tea
4,1,pot
`

/** Writes the shop into a new temporary folder. */
export function createSmallShop(): SmallShop {
  const folder = mkdtempSync(join(tmpdir(), 'coterie-shop-'))
  const write = (name: string, content: string | object) => {
    const path = join(folder, name)
    writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content))
    return path
  }
  write('customers.csv', CUSTOMERS)
  write('orders.csv', ORDERS)
  write('lines.csv', LINES)
  return { folder, catalog: write('catalog.yaml', CATALOG), write }
}

/** A definition of one rule with the given conditions, all of which have to hold. */
export function definitionOf(...conditions: readonly object[]): object {
  return { version: 1, rules: [{ match: 'all', conditions }] }
}

export const inSpain = definitionOf({ attribute: 'customers.country', operator: 'is', value: 'ES' })
