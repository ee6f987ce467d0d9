import type { World } from '../world/world.ts'
import { aggregate, all, along, any, attribute, none, rules, where } from './build.ts'
import type { CorpusCase } from './corpus-case.ts'
import { ORDERS, shop } from './shop.ts'

/** Scores with a tie at the second place and a null; floats that mirror them. */
const scores: World = {
  audience: 'players',
  tables: {
    players: {
      key: 'id',
      columns: { id: 'string', score: 'integer', level: 'float', none: 'integer' },
      rows: [
        ['a', 100, -1.5, null],
        ['b', 90, -0.5, null],
        ['c', 90, -0.5, null],
        ['d', 80, 0, null],
        ['e', null, null, null],
      ],
    },
  },
}

/** A hundred players whose score is their number. */
const hundred: World = {
  audience: 'players',
  tables: {
    players: {
      key: 'id',
      columns: { id: 'integer', score: 'integer' },
      rows: Array.from({ length: 100 }, (_, i) => [i + 1, i + 1]),
    },
  },
}

const rank = (
  members: readonly string[],
  operator: string,
  value: number,
  column = 'score',
  world = scores,
): CorpusCase => ({
  name: `${column} ${operator} ${value} of ${world === scores ? 'five' : 'a hundred'}`,
  world,
  definition: where(attribute(`players.${column}`, operator, value)),
  members,
})

const texts = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => String(from + i)).sort()

/** Rankings among all profiles of the audience that have a value. */
export const rankingCases: readonly CorpusCase[] = [
  rank(['a'], 'inTopCount', 1),
  rank(['a', 'b', 'c'], 'inTopCount', 2),
  rank(['a', 'b', 'c'], 'inTopCount', 3),
  rank(['a', 'b', 'c', 'd'], 'inTopCount', 4),
  rank(['a', 'b', 'c', 'd'], 'inTopCount', 1000),
  rank(['d'], 'inBottomCount', 1),
  rank(['b', 'c', 'd'], 'inBottomCount', 2),
  rank(['a', 'b', 'c', 'd'], 'inBottomCount', 4),
  rank(['a'], 'inTopPercent', 25),
  rank(['a', 'b', 'c'], 'inTopPercent', 25.01),
  rank(['a'], 'inTopPercent', 0.001),
  rank(['a', 'b', 'c'], 'inTopPercent', 75),
  rank(['a', 'b', 'c', 'd'], 'inTopPercent', 100),
  rank(['d'], 'inBottomPercent', 25),
  rank(['b', 'c', 'd'], 'inBottomPercent', 50),
  rank(['d'], 'inTopCount', 1, 'level'),
  rank(['a'], 'inBottomCount', 1, 'level'),
  rank([], 'inTopCount', 1, 'none'),
  rank([], 'inBottomPercent', 100, 'none'),
  // 0.07 times 100 is 7.000000000000001 in floats, and 0.29 times 100 is 28.999999999999996.
  rank(texts(94, 100), 'inTopPercent', 7, 'score', hundred),
  rank(texts(72, 100), 'inTopPercent', 29, 'score', hundred),
  rank(texts(1, 15), 'inBottomPercent', 14.5, 'score', hundred),
  rank(texts(1, 1), 'inBottomPercent', 1, 'score', hundred),
  {
    name: 'none of a ranking holds the nulls',
    world: scores,
    definition: where(none(attribute('players.score', 'inTopCount', 2))),
    members: ['d', 'e'],
  },
  {
    name: 'a ranking is among all profiles, not among those other conditions leave',
    world: scores,
    definition: where(attribute('players.score', 'inTopCount', 1), attribute('players.id', 'isNot', 'a')),
    members: [],
  },
  {
    name: 'the top and the bottom',
    world: scores,
    definition: where(any(attribute('players.score', 'inTopCount', 1), attribute('players.score', 'inBottomCount', 1))),
    members: ['a', 'd'],
  },
  {
    name: 'a ranking of a measure with ties at its default',
    world: shop,
    definition: where(attribute('measures.total_spend', 'inBottomCount', 1)),
    members: ['D', 'E'],
  },
  {
    name: 'a ranking of an aggregate leaves out profiles without one',
    world: shop,
    definition: where(aggregate({ aggregate: 'sum', attribute: 'orders.amount', path: ORDERS }, 'inBottomPercent', 1)),
    members: ['C'],
  },
  {
    name: 'a ranking of a count has no nulls',
    world: shop,
    definition: where(aggregate({ aggregate: 'count', path: ORDERS }, 'inTopPercent', 40)),
    members: ['A', 'B'],
  },
  {
    name: 'a ranking inside a rule with a path belongs to the profile',
    world: shop,
    definition: along(
      ORDERS,
      all(attribute('measures.total_spend', 'inTopCount', 1), attribute('orders.amount', 'lt', 5)),
    ),
    members: ['A'],
  },
  {
    name: 'an attribute ranked inside a rule with a path: the rows of the audience rank, not the joined ones',
    world: shop,
    definition: along(ORDERS, all(attribute('customers.age', 'inTopCount', 2))),
    members: ['A', 'B'],
  },
  {
    name: 'a ranking inside the condition of an aggregate',
    world: shop,
    definition: where(
      aggregate(
        { aggregate: 'count', path: ORDERS, where: all(attribute('customers.age', 'inTopCount', 1)) },
        'gte',
        1,
      ),
    ),
    members: ['B'],
  },
  {
    name: 'rankings of two rules are each among all profiles',
    world: scores,
    definition: rules(all(attribute('players.score', 'inTopCount', 2)), {
      ...all(attribute('players.level', 'inTopCount', 1)),
      combine: 'union',
    }),
    members: ['a', 'b', 'c', 'd'],
  },
]
