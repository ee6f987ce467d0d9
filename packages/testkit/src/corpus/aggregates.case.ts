import type { World } from '../world/world.ts'
import { aggregate, all, attribute, none, where } from './build.ts'
import type { CorpusCase } from './corpus-case.ts'
import { ORDERS, shop } from './shop.ts'

const P = ['of_owner']

/** Owners of events: `a` several with ties and nulls, `b` one that is all null, `c` two, `d` none, `e` one in the future. */
const events: World = {
  timeZone: 'Europe/London',
  audience: 'owners',
  tables: {
    owners: {
      key: 'id',
      columns: { id: 'string', score: 'float' },
      rows: [
        ['a', 1.5],
        ['b', null],
        ['c', 2.5],
        ['d', 0],
        ['e', -1],
      ],
    },
    events: {
      key: ['batch', 'no'],
      columns: {
        batch: 'string',
        no: 'integer',
        owner: 'string',
        at: 'datetime',
        day: 'date',
        kind: 'string',
        points: 'integer',
        cost: 'decimal',
        weight: 'float',
        ok: 'boolean',
      },
      rows: [
        ['y', 10, 'a', '2024-01-01T00:00:00Z', '2024-01-01', 'late key', 1, '0.10', 0.5, true],
        ['y', 9, 'a', '2024-01-01T00:00:00Z', '2024-01-01', 'early key', 2, '0.20', 0.25, false],
        ['x', 50, 'a', '2024-02-01T00:00:00Z', '2024-02-01', null, 3, '0.30', 0.25, true],
        ['z', 1, 'a', null, null, 'never', 40, null, null, null],
        ['x', 1, 'b', null, null, null, null, null, null, null],
        ['x', 2, 'c', '2024-03-30T23:30:00Z', '2024-03-30', 'B', 7, '1.05', 8, true],
        ['x', 3, 'c', '2024-03-31T23:30:00Z', '2024-03-31', 'b', 8, '2.10', 4, true],
        ['x', 4, 'e', '2024-12-25T12:00:00Z', '2024-12-25', 'x', 9, '9.99', 1, false],
      ],
    },
  },
  relationships: { of_owner: { from: 'events.owner', to: 'owners.id' } },
  measures: {
    points: { aggregate: 'sum', attribute: 'events.points', path: P, default: 0 },
    points_or_null: { aggregate: 'sum', attribute: 'events.points', path: P },
    events: { aggregate: 'count', path: P },
    events_or_minus_1: { aggregate: 'count', path: P, default: -1 },
    kinds: { aggregate: 'countDistinct', attribute: 'events.kind', path: P },
    good: { aggregate: 'count', path: P, where: all(attribute('events.ok', 'isTrue')) },
    cost: { aggregate: 'sum', attribute: 'events.cost', path: P, default: 0 },
    last_at: { aggregate: 'max', attribute: 'events.at', path: P },
    last_day: { aggregate: 'max', attribute: 'events.day', path: P },
    since: { daysSince: 'measures.last_at' },
    since_day: { daysSince: 'measures.last_day' },
    per_event: { formula: 'points / events' },
    mixed: { formula: '(points - 1) * 2 + events / 2' },
    by_good: { formula: 'events / good' },
    share: { formula: 'good / events' },
    twice_cost: { formula: 'cost * 2.5' },
    nothing: { formula: 'points_or_null - points_or_null' },
    kind: { aggregate: 'first', attribute: 'events.kind', orderBy: 'events.at', path: P, default: 'no events' },
  },
}

const is = (
  name: string,
  members: readonly string[],
  value: object,
  operator: string,
  operands: unknown = {},
): CorpusCase => ({
  name,
  world: events,
  definition: where(aggregate({ path: P, ...value }, operator, operands)),
  members,
})

const measure = (
  name: string,
  members: readonly string[],
  measureName: string,
  operator: string,
  operands: unknown = {},
  asOf?: string,
): CorpusCase => ({
  name,
  world: events,
  definition: where(attribute(`measures.${measureName}`, operator, operands)),
  members,
  ...(asOf !== undefined && { asOf }),
})

const EVERYBODY = ['a', 'b', 'c', 'd', 'e']
const first = { aggregate: 'first', attribute: 'events.kind', orderBy: 'events.at' }
const last = { aggregate: 'last', attribute: 'events.kind', orderBy: 'events.at' }

const ofOneTable: readonly CorpusCase[] = [
  is('first takes the smallest key among ties, by number within the key', ['a'], first, 'is', 'early key'),
  is(
    'last among ties takes the greatest key',
    ['a'],
    { ...last, where: all(attribute('events.day', 'before', '2024-01-15')) },
    'is',
    'late key',
  ),
  is('the attribute of the last row may be null', ['a', 'b', 'd'], last, 'isNotSet'),
  is('last does not look for the last value that is set', ['c', 'e'], last, 'isSet'),
  is(
    'rows without an order are left out of first',
    ['c', 'e'],
    { ...first, where: none(attribute('events.batch', 'is', 'y')) },
    'isSet',
  ),
  is(
    'first ordered by a text: upper case before lower',
    ['c'],
    { aggregate: 'first', attribute: 'events.points', orderBy: 'events.kind' },
    'is',
    7,
  ),
  is(
    'last ordered by a number where the composite key breaks the tie',
    ['a'],
    {
      aggregate: 'last',
      attribute: 'events.points',
      orderBy: 'events.weight',
      where: all(attribute('events.weight', 'is', 0.25)),
    },
    'is',
    2,
  ),
  is(
    'sum of rows that are all null is null, not the default of no rows',
    ['b', 'd'],
    { aggregate: 'sum', attribute: 'events.points' },
    'isNotSet',
  ),
  is('count counts rows that are all null', ['b', 'e'], { aggregate: 'count' }, 'is', 1),
  is(
    'countDistinct of rows that are all null is 0',
    ['b', 'd'],
    { aggregate: 'countDistinct', attribute: 'events.kind' },
    'is',
    0,
  ),
  is('countDistinct is about exact texts', ['c'], { aggregate: 'countDistinct', attribute: 'events.kind' }, 'is', 2),
  is('countDistinct of days', ['a', 'c'], { aggregate: 'countDistinct', attribute: 'events.at', part: 'day' }, 'is', 2),
  is(
    'countDistinct of months is local: two days of March in UTC are two months in London',
    ['a', 'c'],
    { aggregate: 'countDistinct', attribute: 'events.at', part: 'month' },
    'is',
    2,
  ),
  is(
    'countDistinct of weeks',
    ['c'],
    {
      aggregate: 'countDistinct',
      attribute: 'events.at',
      part: 'week',
      where: all(attribute('events.owner', 'is', 'c')),
    },
    'is',
    2,
  ),
  is(
    'countDistinct of the weeks of dates',
    ['c', 'e'],
    { aggregate: 'countDistinct', attribute: 'events.day', part: 'week' },
    'is',
    1,
  ),
  is(
    'countDistinct of years',
    ['a', 'c', 'e'],
    { aggregate: 'countDistinct', attribute: 'events.at', part: 'year' },
    'is',
    1,
  ),
  is('countDistinct of instants', ['a', 'c'], { aggregate: 'countDistinct', attribute: 'events.at' }, 'is', 2),
  is('countDistinct of a boolean', ['a'], { aggregate: 'countDistinct', attribute: 'events.ok' }, 'is', 2),
  is('avg leaves nulls out of the divisor', ['a'], { aggregate: 'avg', attribute: 'events.cost' }, 'between', {
    from: 0.1999,
    to: 0.2001,
  }),
  is('avg of integers', ['a'], { aggregate: 'avg', attribute: 'events.points' }, 'is', 11.5),
  is('median of an even number of integers', ['a'], { aggregate: 'median', attribute: 'events.points' }, 'is', 2.5),
  is('median of an odd number of decimals', ['a'], { aggregate: 'median', attribute: 'events.cost' }, 'is', 0.2),
  is(
    'median of an even number of decimals is exact',
    ['c'],
    { aggregate: 'median', attribute: 'events.cost' },
    'is',
    1.575,
  ),
  is('median of floats', ['c'], { aggregate: 'median', attribute: 'events.weight' }, 'is', 6),
  is('sum of decimals is exact: 0.1 + 0.2 + 0.3', ['a'], { aggregate: 'sum', attribute: 'events.cost' }, 'is', 0.6),
  is('sum of floats', ['a', 'e'], { aggregate: 'sum', attribute: 'events.weight' }, 'is', 1),
  is('min of texts', ['c'], { aggregate: 'min', attribute: 'events.kind' }, 'is', 'B'),
  is('max of texts', ['c'], { aggregate: 'max', attribute: 'events.kind' }, 'is', 'b'),
  is('min of instants in a window', ['a'], { aggregate: 'min', attribute: 'events.at' }, 'onOrBefore', '2024-02-01'),
  is('max of dates, the future too', ['e'], { aggregate: 'max', attribute: 'events.day' }, 'after', 'today'),
  is(
    'a negative operator holds for an aggregate that is null',
    ['a', 'b', 'd', 'e'],
    { aggregate: 'max', attribute: 'events.kind' },
    'isNot',
    'b',
  ),
  is(
    'an empty any-group in a where matches no row',
    EVERYBODY,
    { aggregate: 'count', where: { match: 'any', conditions: [] } },
    'is',
    0,
  ),
  is(
    'a none-group in a where is about each row',
    ['c'],
    { aggregate: 'count', where: none(attribute('events.points', 'lt', 5), attribute('events.kind', 'isNotSet')) },
    'is',
    2,
  ),
]

const ofMeasures: readonly CorpusCase[] = [
  measure('a default is for profiles without rows, not for rows that are all null', ['d'], 'points', 'is', 0),
  measure('a measure is null where all rows are', ['b'], 'points', 'isNotSet'),
  measure('without a default a sum of no rows is null', ['b', 'd'], 'points_or_null', 'isNotSet'),
  measure('without a default a count of no rows is 0', ['d'], 'events', 'is', 0),
  measure('a count may have another default', ['d'], 'events_or_minus_1', 'is', -1),
  measure('a countDistinct of no rows is 0', ['b', 'd'], 'kinds', 'is', 0),
  measure('a text default', ['b', 'd'], 'kind', 'is', 'no events'),
  measure('a formula divides', ['a'], 'per_event', 'is', 11.5),
  measure('a division by 0 is null, as is a null part', ['b', 'd'], 'per_event', 'isNotSet'),
  measure('precedence and parentheses', ['d'], 'mixed', 'is', -2),
  measure('precedence: division before addition', ['c'], 'mixed', 'is', 29),
  measure('a division by a measure that is 0', ['b', 'd', 'e'], 'by_good', 'isNotSet'),
  measure('a division of counts is no integer division', ['a'], 'share', 'is', 0.5),
  measure('exact numbers in a formula stay exact', ['a'], 'twice_cost', 'is', 1.5),
  measure('null minus null is null', ['b', 'd'], 'nothing', 'isNotSet'),
  measure('a negative operator on a null formula', ['b', 'd'], 'nothing', 'isNot', 0),
  measure(
    'days since an instant count local dates over the change of clocks',
    ['c'],
    'since',
    'is',
    1,
    '2024-04-01T23:30:00Z',
  ),
  measure('days since an instant: not yet midnight', ['c'], 'since', 'is', 0, '2024-04-01T22:30:00Z'),
  measure('days since a date', ['c'], 'since_day', 'is', 2, '2024-04-01T23:30:00Z'),
  measure('days since the future are negative', ['e'], 'since_day', 'lt', 0),
  measure('days since are a whole number', ['e'], 'since', 'is', -193),
  measure('days since null are null', ['b', 'd'], 'since', 'isNotSet'),
  measure('a measure compared with an attribute', ['a', 'd', 'e'], 'good', 'gte', {
    value: { attribute: 'owners.score' },
  }),
  {
    name: 'a measure compared with a measure',
    world: shop,
    definition: where(attribute('measures.first_order', 'lt', { value: { attribute: 'measures.total_spend' } })),
    members: ['A', 'B'],
  },
  {
    name: 'a measure over three hops with its own condition',
    world: shop,
    definition: where(attribute('measures.bike_quantity', 'is', 2)),
    members: ['A', 'B'],
  },
  {
    name: 'a measure of a measure in the condition of an aggregate',
    world: shop,
    definition: where(
      aggregate(
        {
          aggregate: 'count',
          path: ORDERS,
          where: all(attribute('orders.amount', 'gt', { value: { attribute: 'measures.average_order' } })),
        },
        'is',
        1,
      ),
    ),
    members: ['A', 'B'],
  },
  {
    name: 'days since the last order',
    world: shop,
    definition: where(attribute('measures.days_since_last', 'is', 66)),
    members: ['A'],
  },
]

export const aggregateCases: readonly CorpusCase[] = [...ofOneTable, ...ofMeasures]
