import type { World } from '../world/world.ts'
import { aggregate, all, along, attribute, sequence, where } from './build.ts'
import type { CorpusCase } from './corpus-case.ts'
import { LINES, ORDERS, shop } from './shop.ts'

/** Pairs of moments in New York; the key says how they differ. */
const pairs: World = {
  timeZone: 'America/New_York',
  audience: 'p',
  tables: {
    p: {
      key: 'id',
      columns: {
        id: 'string',
        a: 'datetime',
        b: 'datetime',
        c: 'date',
        d: 'date',
        n: 'integer',
        f: 'float',
        m: 'decimal',
      },
      rows: [
        // 23:00 and 01:00 of one UTC day are two local dates; 05:00 and 03:00 of two UTC days are one.
        ['same instant', '2024-06-15T10:00:00Z', '2024-06-15T10:00:00Z', '2024-06-15', '2024-06-15', 2, 2, '2.00'],
        ['same UTC day', '2024-06-15T03:00:00Z', '2024-06-15T05:00:00Z', '2024-06-14', '2024-06-15', 3, 2.5, '2.50'],
        [
          'same local day',
          '2024-06-15T05:00:00Z',
          '2024-06-16T03:00:00Z',
          '2024-06-15',
          '2024-06-14',
          -1,
          0.5,
          '-1.00',
        ],
        ['no a', null, '2024-06-15T10:00:00Z', null, '2024-06-15', null, 1, '1.00'],
        ['nothing', null, null, null, null, null, null, null],
      ],
    },
  },
}

const other = (name: string) => ({ value: { attribute: `p.${name}` } })
const pair = (name: string, members: readonly string[], condition: object): CorpusCase => ({
  name,
  world: pairs,
  definition: where({ ...condition }),
  members,
})

/** Values compared with other attributes, tables without rows to spare, and steps whose time stands on a near table. */
export const comparisonCases: readonly CorpusCase[] = [
  pair(
    'on between two instants is the same local date',
    ['same instant', 'same local day'],
    attribute('p.a', 'on', other('b')),
  ),
  pair('notOn between two instants', ['no a', 'nothing', 'same UTC day'], attribute('p.a', 'notOn', other('b'))),
  pair(
    'before between two instants is about the instants',
    ['same UTC day', 'same local day'],
    attribute('p.a', 'before', other('b')),
  ),
  pair('onOrAfter between two instants', ['same instant'], attribute('p.a', 'onOrAfter', other('b'))),
  pair(
    'between two other instants',
    ['same UTC day', 'same instant', 'same local day'],
    attribute('p.a', 'between', { from: { attribute: 'p.a' }, to: { attribute: 'p.b' } }),
  ),
  pair(
    'between an instant and a local date',
    ['same UTC day', 'same instant', 'same local day'],
    attribute('p.b', 'between', { from: { attribute: 'p.a' }, to: '2024-06-15' }),
  ),
  pair('on between two dates', ['same instant'], attribute('p.c', 'on', other('d'))),
  pair('after between two dates', ['same local day'], attribute('p.c', 'after', other('d'))),
  pair('an integer equals a float', ['same instant'], attribute('p.n', 'is', other('f'))),
  pair('a float below a decimal', [], attribute('p.f', 'lt', other('m'))),
  pair('a decimal equals a float', ['no a', 'same UTC day', 'same instant'], attribute('p.m', 'is', other('f'))),
  pair(
    'an integer between a decimal and a literal',
    ['same UTC day', 'same instant', 'same local day'],
    attribute('p.n', 'between', { from: { attribute: 'p.m' }, to: 3 }),
  ),
  {
    name: 'a count compared with an attribute',
    world: shop,
    definition: where(aggregate({ aggregate: 'count', path: ORDERS }, 'lt', { value: { attribute: 'customers.age' } })),
    members: ['A', 'B', 'D', 'E'],
  },
  {
    name: 'an attribute compared with a measure on a joined row',
    world: shop,
    definition: along(ORDERS, all(attribute('orders.amount', 'is', { value: { attribute: 'measures.total_spend' } }))),
    members: ['C'],
  },
  {
    name: 'an empty list of values holds for nobody',
    world: shop,
    definition: along(LINES, all(attribute('order_lines.product_id', 'in', { values: [] }))),
    members: [],
  },
  {
    name: 'an empty list of values in the condition of an aggregate',
    world: shop,
    definition: where(
      aggregate(
        {
          aggregate: 'last',
          attribute: 'orders.status',
          orderBy: 'orders.amount',
          path: ORDERS,
          where: all(attribute('orders.id', 'in', { values: [] })),
        },
        'isSet',
      ),
    ),
    members: [],
  },
  {
    name: 'notIn an empty list holds for all, nulls too',
    world: shop,
    definition: where(attribute('customers.country', 'notIn', { values: [] })),
    members: ['A', 'B', 'C', 'D', 'E'],
  },
  {
    name: 'a step whose time stands on a near table and whose condition on the far one',
    world: shop,
    definition: where(
      sequence(
        { path: LINES, time: 'orders.ordered_at', where: all(attribute('order_lines.product_id', 'is', 'P2')) },
        { path: LINES, time: 'orders.ordered_at', where: all(attribute('order_lines.product_id', 'is', 'P1')) },
      ),
    ),
    members: ['A'],
  },
  {
    name: 'a step about the audience itself',
    world: shop,
    definition: where(
      sequence(
        { path: [], time: 'customers.joined' },
        { absent: true, path: [], time: 'customers.joined', within: { amount: 1, unit: 'day' } },
      ),
    ),
    members: ['A', 'B', 'D', 'E'],
  },
  {
    name: 'two absent last steps, each with its window',
    world: shop,
    definition: where(
      sequence(
        { path: ORDERS, time: 'orders.ordered_at', where: all(attribute('orders.status', 'is', 'paid')) },
        { absent: true, path: ORDERS, time: 'orders.ordered_at', within: { amount: 1, unit: 'month' } },
        {
          absent: true,
          path: LINES,
          time: 'orders.ordered_at',
          where: all(attribute('order_lines.product_id', 'is', 'P1')),
          within: { amount: 2, unit: 'month' },
        },
      ),
    ),
    members: ['A'],
  },
]
