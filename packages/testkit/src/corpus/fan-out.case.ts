import { aggregate, all, any, attribute, where } from './build.ts'
import type { CorpusCase } from './corpus-case.ts'
import { LINES, ORDERS, PRODUCTS, shop } from './shop.ts'

const isBike = all(attribute('products.category', 'is', 'Bikes'))
const isCoffee = all(attribute('products.category', 'is', 'coffee'))

/** Each row of the aggregated table counts once, however often a join repeats it. */
export const fanOutCases: readonly CorpusCase[] = [
  {
    name: 'sum of the middle table with a condition on the far one: once a line',
    world: shop,
    definition: where(
      aggregate({ aggregate: 'sum', attribute: 'order_lines.line_total', path: PRODUCTS, where: isBike }, 'is', 950),
    ),
    members: ['A'],
  },
  {
    name: 'sum of the middle table is null without a matching row',
    world: shop,
    definition: where(
      aggregate({ aggregate: 'sum', attribute: 'order_lines.line_total', path: PRODUCTS, where: isBike }, 'isNotSet'),
    ),
    members: ['C', 'D', 'E'],
  },
  {
    name: 'sum of the near table with a condition on the far one: once an order with two such lines',
    world: shop,
    definition: where(
      aggregate({ aggregate: 'sum', attribute: 'orders.amount', path: PRODUCTS, where: isBike }, 'is', 954.5),
    ),
    members: ['A'],
  },
  {
    name: 'sum of the near table without a condition: once an order with three lines',
    world: shop,
    definition: where(aggregate({ aggregate: 'sum', attribute: 'orders.amount', path: PRODUCTS }, 'is', 959)),
    members: ['A'],
  },
  {
    name: 'sum of the far table: once a product on three lines',
    world: shop,
    definition: where(aggregate({ aggregate: 'sum', attribute: 'products.price', path: PRODUCTS }, 'is', 904.5)),
    members: ['A'],
  },
  {
    name: 'sum of the audience: once a profile with two such lines',
    world: shop,
    definition: where(
      aggregate({ aggregate: 'sum', attribute: 'customers.age', path: PRODUCTS, where: isBike }, 'is', 30),
    ),
    members: ['A'],
  },
  {
    name: 'count counts rows of the far table, each once',
    world: shop,
    definition: where(aggregate({ aggregate: 'count', path: PRODUCTS }, 'is', 2)),
    members: ['A', 'B'],
  },
  {
    name: 'count of the near table with a condition on the far one',
    world: shop,
    definition: where(aggregate({ aggregate: 'count', of: 'orders', path: PRODUCTS, where: isCoffee }, 'is', 2)),
    members: ['A'],
  },
  {
    name: 'count of the near table: an order with two such lines is one',
    world: shop,
    definition: where(aggregate({ aggregate: 'count', of: 'orders', path: PRODUCTS, where: isBike }, 'is', 1)),
    members: ['A', 'B'],
  },
  {
    name: 'count of the middle table',
    world: shop,
    definition: where(aggregate({ aggregate: 'count', of: 'order_lines', path: PRODUCTS }, 'is', 4)),
    members: ['A'],
  },
  {
    name: 'a line without a product is no row of the longer path',
    world: shop,
    definition: where(aggregate({ aggregate: 'count', of: 'order_lines', path: PRODUCTS }, 'is', 1)),
    members: ['C'],
  },
  {
    name: 'a line without a product is a row of the shorter path',
    world: shop,
    definition: where(aggregate({ aggregate: 'count', path: LINES }, 'is', 2)),
    members: ['B', 'C'],
  },
  {
    name: 'count of the audience is 1 with a matching row and 0 without',
    world: shop,
    definition: where(aggregate({ aggregate: 'count', of: 'customers', path: PRODUCTS, where: isBike }, 'is', 1)),
    members: ['A', 'B'],
  },
  {
    name: 'avg of the near table is not weighted by lines',
    world: shop,
    definition: where(aggregate({ aggregate: 'avg', attribute: 'orders.amount', path: PRODUCTS }, 'is', 479.5)),
    members: ['A'],
  },
  {
    name: 'avg of the far table is not weighted by lines',
    world: shop,
    definition: where(aggregate({ aggregate: 'avg', attribute: 'products.price', path: PRODUCTS }, 'is', 452.25)),
    members: ['A'],
  },
  {
    name: 'median of the near table is not weighted by lines',
    world: shop,
    definition: where(aggregate({ aggregate: 'median', attribute: 'orders.amount', path: LINES }, 'is', 479.5)),
    members: ['A'],
  },
  {
    name: 'median of the middle table is over lines',
    world: shop,
    definition: where(
      aggregate({ aggregate: 'median', attribute: 'order_lines.line_total', path: PRODUCTS }, 'is', 27.25),
    ),
    members: ['A'],
  },
  {
    name: 'max of the far table',
    world: shop,
    definition: where(aggregate({ aggregate: 'max', attribute: 'products.price', path: PRODUCTS }, 'is', 900)),
    members: ['A', 'B'],
  },
  {
    name: 'min of the far table',
    world: shop,
    definition: where(aggregate({ aggregate: 'min', attribute: 'products.price', path: PRODUCTS }, 'lt', 5)),
    members: ['A', 'C'],
  },
  {
    name: 'first of the near table over the long path',
    world: shop,
    definition: where(
      aggregate(
        { aggregate: 'first', attribute: 'orders.amount', orderBy: 'orders.ordered_at', path: PRODUCTS },
        'lt',
        20,
      ),
    ),
    members: ['B', 'C'],
  },
  {
    name: 'last of the near table over the long path with a condition on the far one',
    world: shop,
    definition: where(
      aggregate(
        {
          aggregate: 'last',
          attribute: 'orders.amount',
          orderBy: 'orders.ordered_at',
          path: PRODUCTS,
          where: isCoffee,
        },
        'is',
        4.5,
      ),
    ),
    members: ['A'],
  },
  {
    name: 'first leaves out rows without an order: no row is left',
    world: shop,
    definition: where(
      aggregate(
        { aggregate: 'first', attribute: 'orders.amount', orderBy: 'orders.ordered_at', path: PRODUCTS, where: isBike },
        'isSet',
      ),
    ),
    members: ['A'],
  },
  {
    name: 'countDistinct of the far table leaves out null',
    world: shop,
    definition: where(
      aggregate({ aggregate: 'countDistinct', attribute: 'products.category', path: PRODUCTS }, 'is', 1),
    ),
    members: ['B', 'C'],
  },
  {
    name: 'countDistinct of a foreign key',
    world: shop,
    definition: where(
      aggregate({ aggregate: 'countDistinct', attribute: 'order_lines.product_id', path: LINES }, 'is', 1),
    ),
    members: ['C'],
  },
  {
    name: 'countDistinct is 0 without a row',
    world: shop,
    definition: where(
      aggregate({ aggregate: 'countDistinct', attribute: 'order_lines.product_id', path: LINES }, 'is', 0),
    ),
    members: ['D', 'E'],
  },
  {
    name: 'a condition of an aggregate about the audience',
    world: shop,
    definition: where(
      aggregate(
        {
          aggregate: 'sum',
          attribute: 'order_lines.line_total',
          path: PRODUCTS,
          where: all(attribute('customers.country', 'is', 'ES')),
        },
        'is',
        959,
      ),
    ),
    members: ['A'],
  },
  {
    name: 'a condition of an aggregate about a measure',
    world: shop,
    definition: where(
      aggregate({ aggregate: 'count', path: ORDERS, where: all(attribute('measures.order_count', 'gte', 2)) }, 'is', 0),
    ),
    members: ['C', 'D', 'E'],
  },
  {
    name: 'a condition of an aggregate about two far rows is about each of them, not both',
    world: shop,
    definition: where(
      aggregate(
        {
          aggregate: 'count',
          of: 'orders',
          path: PRODUCTS,
          where: all(attribute('products.category', 'is', 'Bikes'), attribute('products.category', 'is', 'coffee')),
        },
        'gt',
        0,
      ),
    ),
    members: [],
  },
  {
    name: 'a condition of an aggregate that either of two far rows meets counts the near row once',
    world: shop,
    definition: where(
      aggregate(
        {
          aggregate: 'count',
          of: 'orders',
          path: PRODUCTS,
          where: any(attribute('products.category', 'is', 'Bikes'), attribute('products.category', 'is', 'coffee')),
        },
        'is',
        2,
      ),
    ),
    members: ['A'],
  },
  {
    name: 'an aggregate inside the condition of an aggregate',
    world: shop,
    definition: where(
      aggregate(
        {
          aggregate: 'sum',
          attribute: 'orders.amount',
          path: ORDERS,
          where: all(
            aggregate({ aggregate: 'count', of: 'order_lines', path: PRODUCTS, where: isBike }, 'gte', 1),
            attribute('orders.amount', 'lt', 100),
          ),
        },
        'isSet',
      ),
    ),
    members: ['A', 'B'],
  },
  {
    name: 'never bought is a count of 0',
    world: shop,
    definition: where(aggregate({ aggregate: 'count', path: ORDERS }, 'is', 0)),
    members: ['D', 'E'],
  },
  {
    name: 'an aggregate compared with an attribute of the profile',
    world: shop,
    definition: where(
      aggregate({ aggregate: 'max', attribute: 'orders.amount', path: ORDERS }, 'is', {
        value: { attribute: 'customers.credit' },
      }),
    ),
    members: ['A'],
  },
  {
    name: 'a date aggregate takes date operators',
    world: shop,
    definition: where(
      aggregate({ aggregate: 'max', attribute: 'orders.ordered_at', path: ORDERS }, 'on', '2024-03-31'),
    ),
    members: ['C'],
  },
  {
    name: 'a text aggregate takes text operators',
    world: shop,
    definition: where(
      aggregate(
        { aggregate: 'last', attribute: 'orders.status', orderBy: 'orders.amount', path: ORDERS },
        'startsWith',
        'pa',
      ),
    ),
    members: ['A', 'B'],
  },
]
