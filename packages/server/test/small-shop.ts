import { chmod, mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A few people with columns of every class, and what they bought. */
export const SHOP = `
version: 1
timeZone: Europe/London
audience: people
tables:
  people:
    source: { path: people.csv }
    key: id
    attributes:
      city: { type: string, class: public }
      email: { type: string, class: personal }
      income: { type: number, class: sensitive }
      note: { type: string }
  orders:
    source: { path: orders.csv }
    key: id
relationships:
  order_person: { from: orders.person, to: people.id, cardinality: many-to-one }
measures:
  spend: { aggregate: sum, attribute: orders.amount, path: [order_person] }
`

export const PEOPLE = [
  'id,city,email,income,note',
  'p1,Rome,p1@example.com,1000.50,=1+1',
  'p2,Oslo,p2@example.com,-5,"a ""quoted"", line"',
  'p3,Rome,,300,""',
  'p4,Bern,p4@example.com,,',
]
const ORDERS = ['id,person,amount', '1,p1,10', '2,p1,20.5', '3,p3,7']

/** A folder with the shop's catalog and data, which a test may change. */
export async function makeShop(): Promise<{
  readonly folder: string
  write(name: string, text: string): Promise<void>
}> {
  const folder = await mkdtemp(join(tmpdir(), 'coterie-shop-'))
  await chmod(folder, 0o711)
  const write = (name: string, text: string) => writeFile(join(folder, name), text)
  await write('catalog.yaml', SHOP)
  await write('people.csv', `${PEOPLE.join('\n')}\n`)
  await write('orders.csv', `${ORDERS.join('\n')}\n`)
  return { folder, write }
}

/** A definition about the people of some cities. */
export const from = (...cities: string[]) => ({
  version: 1,
  rules: [{ match: 'all', conditions: [{ attribute: 'people.city', operator: 'in', values: cities }] }],
})
