import { aggregate, all, along, any, attribute, none, rules, where } from './build.ts'
import type { CorpusCase } from './corpus-case.ts'
import { LINES, ORDERS, PRODUCTS, shop } from './shop.ts'

const inApril = attribute('orders.ordered_at', 'between', { from: '2024-04-01', to: '2024-04-30' })
const isBike = attribute('products.category', 'is', 'Bikes')
const isCoffee = attribute('products.category', 'is', 'coffee')
const paid = attribute('orders.status', 'is', 'paid')

/** A rule is about one joined row; rules combined are about profiles. */
export const joinedRowCases: readonly CorpusCase[] = [
  {
    name: 'two conditions of one rule mean the same purchase',
    world: shop,
    definition: along(PRODUCTS, all(isCoffee, inApril)),
    members: ['A'],
  },
  {
    name: 'two conditions of one rule are not met by two purchases',
    world: shop,
    definition: along(PRODUCTS, all(isBike, inApril)),
    members: [],
  },
  {
    name: 'two rules may be met by two purchases',
    world: shop,
    definition: rules({ ...all(isBike), path: PRODUCTS }, { ...all(inApril), path: ORDERS, combine: 'intersect' }),
    members: ['A'],
  },
  {
    name: 'an empty all-group with a path asks for one joined row',
    world: shop,
    definition: along(ORDERS, all()),
    members: ['A', 'B', 'C'],
  },
  {
    name: 'an empty none-group with a path asks for one joined row',
    world: shop,
    definition: along(ORDERS, none()),
    members: ['A', 'B', 'C'],
  },
  { name: 'an empty any-group with a path is never met', world: shop, definition: along(ORDERS, any()), members: [] },
  {
    name: 'an empty all-group without a path is everybody',
    world: shop,
    definition: rules(all()),
    members: ['A', 'B', 'C', 'D', 'E'],
  },
  {
    name: 'an empty none-group without a path is everybody',
    world: shop,
    definition: rules(none()),
    members: ['A', 'B', 'C', 'D', 'E'],
  },
  { name: 'an empty any-group without a path is nobody', world: shop, definition: rules(any()), members: [] },
  {
    name: 'a negative operator asks for one row that is different, not for none that is equal',
    world: shop,
    definition: along(PRODUCTS, all(attribute('products.category', 'isNot', 'Bikes'))),
    members: ['A', 'B', 'C'],
  },
  {
    name: 'a none-group in a rule is about one row too',
    world: shop,
    definition: along(PRODUCTS, none(isBike)),
    members: ['A', 'B', 'C'],
  },
  {
    name: 'except takes away profiles with any such row',
    world: shop,
    definition: rules(all(), { ...all(isBike), path: PRODUCTS, combine: 'except' }),
    members: ['C', 'D', 'E'],
  },
  {
    name: 'a negative operator and its positive twin on one row are never both met',
    world: shop,
    definition: along(PRODUCTS, all(isBike, attribute('products.category', 'isNot', 'Bikes'))),
    members: [],
  },
  {
    name: 'attributes of the audience stand on every joined row',
    world: shop,
    definition: along(ORDERS, all(attribute('customers.country', 'is', 'ES'), paid)),
    members: ['A'],
  },
  {
    name: 'sub-rules look at the same row',
    world: shop,
    definition: along(PRODUCTS, all(any(isCoffee, isBike), any(attribute('orders.amount', 'gt', 100)))),
    members: ['A', 'B'],
  },
  {
    name: 'conditions on three tables of one joined row',
    world: shop,
    definition: along(PRODUCTS, all(isCoffee, attribute('orders.amount', 'gt', 900))),
    members: ['A'],
  },
  {
    name: 'conditions on the middle and the far table of one joined row',
    world: shop,
    definition: along(PRODUCTS, all(isBike, attribute('order_lines.quantity', 'is', 2))),
    members: ['B'],
  },
  {
    name: 'a null foreign key joins nothing',
    world: shop,
    definition: along(ORDERS, all(attribute('orders.amount', 'is', 99.99))),
    members: [],
  },
  {
    name: 'a foreign key that points at no profile joins nothing',
    world: shop,
    definition: along(ORDERS, all(attribute('orders.amount', 'is', 77.77))),
    members: [],
  },
  {
    name: 'a null in the middle of a path ends the row there',
    world: shop,
    definition: along(PRODUCTS, all(attribute('order_lines.line_no', 'is', 2), attribute('orders.id', 'is', 'O5'))),
    members: [],
  },
  {
    name: 'a row whose far table is missing still stands on the shorter path',
    world: shop,
    definition: along(LINES, all(attribute('order_lines.line_no', 'is', 2), attribute('orders.id', 'is', 'O5'))),
    members: ['C'],
  },
  {
    name: 'the one path to a table of one hop is filled in',
    world: shop,
    definition: where(attribute('orders.status', 'is', 'returned')),
    members: ['B'],
  },
  {
    name: 'the one path to a table of three hops is filled in and starts there',
    world: shop,
    definition: where(isCoffee),
    members: ['A', 'C'],
  },
  {
    name: 'a filled-in path starts at the farthest table used',
    world: shop,
    definition: where(paid, attribute('order_lines.line_total', 'lte', 10)),
    members: ['A'],
  },
  {
    name: 'a null attribute of a joined row satisfies a negative operator',
    world: shop,
    definition: along(ORDERS, all(attribute('orders.status', 'isNot', 'paid'))),
    members: ['B', 'C'],
  },
  {
    name: 'a null attribute of a joined row satisfies notBetween',
    world: shop,
    definition: along(
      ORDERS,
      all(attribute('orders.ordered_at', 'notBetween', { from: '2024-01-01', to: '2024-12-31' })),
    ),
    members: ['B'],
  },
  {
    name: 'an attribute compared with one of another table on the same row',
    world: shop,
    definition: along(ORDERS, all(attribute('orders.amount', 'is', { value: { attribute: 'customers.credit' } }))),
    members: ['A', 'B'],
  },
  {
    name: 'an attribute compared with one of another table: the negative is met by another row and by nulls',
    world: shop,
    definition: along(ORDERS, all(attribute('orders.amount', 'isNot', { value: { attribute: 'customers.credit' } }))),
    members: ['A', 'B', 'C'],
  },
  {
    name: 'a price compared with the line it was bought on',
    world: shop,
    definition: along(
      PRODUCTS,
      all(attribute('products.price', 'gt', { value: { attribute: 'order_lines.line_total' } })),
    ),
    members: ['A'],
  },
  {
    name: 'a date is not before itself',
    world: shop,
    definition: where(attribute('customers.joined', 'before', { value: { attribute: 'customers.joined' } })),
    members: [],
  },
  {
    name: 'an aggregate inside a rule with a path belongs to the profile, not to the row',
    world: shop,
    definition: along(ORDERS, all(aggregate({ aggregate: 'count', path: ORDERS }, 'is', 2), inApril)),
    members: ['A'],
  },
  {
    name: 'an aggregate inside a rule with a path does not look at the row the rule found',
    world: shop,
    definition: along(
      ORDERS,
      all(
        attribute('orders.status', 'is', 'returned'),
        aggregate({ aggregate: 'sum', attribute: 'orders.amount', path: ORDERS }, 'is', 910),
      ),
    ),
    members: ['B'],
  },
  {
    name: 'a measure inside a rule with a path',
    world: shop,
    definition: along(PRODUCTS, all(isCoffee, attribute('measures.order_count', 'is', 1))),
    members: ['C'],
  },
  {
    name: 'a profile with several matching rows is a member once',
    world: shop,
    definition: along(LINES, all(attribute('order_lines.line_total', 'gt', 0))),
    members: ['A', 'B', 'C'],
  },
]
