import type { World } from '../world/world.ts'
import { aggregate, attribute, where } from './build.ts'
import type { CorpusCase } from './corpus-case.ts'

const MAX = '9223372036854775807'
const MIN = '-9223372036854775808'

/** Numbers where a float would round: 64-bit integers, decimals of 18 digits, and the floats themselves. */
const numbers: World = {
  audience: 'n',
  tables: {
    n: {
      key: 'id',
      columns: { id: 'string', big: 'integer', money: 'decimal', float: 'float' },
      rows: [
        ['max', MAX, '999999999999.999999', 0.1],
        ['max-1', '9223372036854775806', '999999999999.999998', 0.2],
        ['2^53', '9007199254740992', '0.100000', 0.3],
        ['2^53+1', '9007199254740993', '0.100001', 1e300],
        ['min', MIN, '-0.000001', -1e-300],
        ['zero', 0, '0.000000', 0],
        ['null', null, null, null],
      ],
    },
    parts: {
      columns: { n: 'string', big: 'integer', money: 'decimal', float: 'float' },
      rows: [
        ['max', MAX, '0.1', 0.1],
        ['max', MAX, '0.2', 0.2],
        ['min', MIN, '0.1', 1e308],
        ['min', MIN, '-0.1', -1e308],
        ['zero', MAX, '0.1', 0.5],
        ['zero', MIN, '0.1', 0.25],
        ['zero', 1, '0.1', 0.25],
      ],
    },
  },
  relationships: { part_n: { from: 'parts.n', to: 'n.id' } },
  measures: {
    big: { aggregate: 'sum', attribute: 'parts.big', path: ['part_n'] },
    money: { aggregate: 'sum', attribute: 'parts.money', path: ['part_n'], default: 0 },
    parts: { aggregate: 'count', path: ['part_n'] },
    tenth: { formula: 'money * 0.1' },
    less_one: { formula: 'big - 1' },
    third: { formula: 'parts / 3' },
    over_money: { formula: 'parts / money' },
  },
}

/** A condition written as text, so that its numbers keep all their digits. */
const digits = (members: readonly string[], name: string, operator: string, value: string): CorpusCase => ({
  name: `${name} ${operator} ${value}`,
  world: numbers,
  definition: `{"version":1,"rules":[{"match":"all","conditions":[{"attribute":${JSON.stringify(name)},"operator":"${operator}",${value}}]}]}`,
  members,
})

const sum = (attributeName: string, aggregateName = 'sum') => ({
  aggregate: aggregateName,
  attribute: attributeName,
  path: ['part_n'],
})
const total = (
  name: string,
  members: readonly string[],
  value: Record<string, unknown>,
  operator: string,
  operands: unknown,
): CorpusCase => ({
  name,
  world: numbers,
  definition: where(aggregate(value, operator, operands)),
  members,
})

/** Exactness of integers and decimals, and what floats do. */
export const numberCases: readonly CorpusCase[] = [
  digits(['max'], 'n.big', 'is', `"value":${MAX}`),
  digits(['2^53', '2^53+1', 'max-1', 'min', 'null', 'zero'], 'n.big', 'isNot', `"value":${MAX}`),
  digits(['max'], 'n.big', 'gt', '"value":9223372036854775806'),
  digits(['min'], 'n.big', 'lte', `"value":${MIN}`),
  digits(['2^53+1'], 'n.big', 'in', '"values":[9007199254740993]'),
  digits(['2^53+1', 'max', 'max-1'], 'n.big', 'gt', '"value":9007199254740992'),
  digits(['2^53', '2^53+1'], 'n.big', 'between', '"from":9007199254740992,"to":9007199254740993'),
  digits(['2^53', '2^53+1'], 'n.big', 'between', '"from":9007199254740991.5,"to":9007199254740993.5'),
  digits([], 'n.big', 'is', '"value":0.5'),
  digits(['max', 'max-1'], 'n.big', 'gt', '"value":9007199254740993.5'),
  digits([], 'n.big', 'gt', '"value":100000000000000000000'),
  digits(['2^53', '2^53+1', 'max', 'max-1', 'min', 'zero'], 'n.big', 'lt', '"value":1e20'),
  digits(['max'], 'n.money', 'is', '"value":999999999999.999999'),
  digits(['max'], 'n.money', 'gt', '"value":999999999999.999998'),
  digits(['2^53'], 'n.money', 'is', '"value":0.1'),
  digits(['2^53'], 'n.money', 'in', '"values":[0.10, 7]'),
  digits(['2^53+1', 'max', 'max-1'], 'n.money', 'gt', '"value":0.1000000001'),
  digits(['zero'], 'n.money', 'is', '"value":-0'),
  digits(['max'], 'n.float', 'is', '"value":0.1'),
  digits(['2^53'], 'n.float', 'is', '"value":0.3'),
  digits(['2^53'], 'n.float', 'is', '"value":0.29999999999999998889776975'),
  digits(['2^53+1'], 'n.float', 'gte', '"value":1e300'),
  digits(['min'], 'n.float', 'lt', '"value":0'),
  digits(['zero'], 'n.float', 'is', '"value":-0.0'),
  total('a sum of integers does not overflow', ['max'], sum('parts.big'), 'gt', 9.3e18),
  total('a sum of integers that cancel out', ['zero'], sum('parts.big'), 'is', 0),
  total('a sum of decimals that a float would miss', ['max', 'zero'], sum('parts.money'), 'is', 0.3),
  total('a sum of decimals that cancel out', ['min'], sum('parts.money'), 'is', 0),
  total('a sum of floats is a float', [], { ...sum('parts.float') }, 'is', 0.3),
  total('a sum of floats, to the last digit', ['max'], { ...sum('parts.float') }, 'between', {
    from: 0.3,
    to: 0.3000000000000001,
  }),
  total('an average of the greatest integers is a float', ['max'], sum('parts.big', 'avg'), 'is', 2 ** 63),
  total('an average of integers is the exact sum divided', ['zero'], sum('parts.big', 'avg'), 'is', 0),
  total(
    'an average of decimals is the exact sum divided as floats',
    ['zero'],
    sum('parts.money', 'avg'),
    'is',
    0.09999999999999999,
  ),
  total('a median of integers that need 65 bits', ['min'], sum('parts.big', 'median'), 'lt', -9e18),
  total('a median of integers is exact', ['zero'], sum('parts.big', 'median'), 'is', 1),
  total('a maximum of integers', ['max', 'zero'], sum('parts.big', 'max'), 'gt', 9e18),
  digits(['max'], 'measures.big', 'is', '"value":18446744073709551614'),
  digits(['zero'], 'measures.less_one', 'is', '"value":-1'),
  digits(['max'], 'measures.less_one', 'is', '"value":18446744073709551613'),
  digits(['max', 'zero'], 'measures.tenth', 'is', '"value":0.03'),
  digits(['zero'], 'measures.third', 'is', '"value":1'),
  {
    name: 'a division by a decimal that is 0',
    world: numbers,
    definition: where(attribute('measures.over_money', 'isNotSet')),
    members: ['2^53', '2^53+1', 'max-1', 'min', 'null'],
  },
]
