import type { World } from '../world/world.ts'
import { attribute, where } from './build.ts'
import type { CorpusCase } from './corpus-case.ts'

/** One profile with a value of each type, one that has nothing, one with empty values where a type has them. */
const types: World = {
  audience: 'profiles',
  tables: {
    profiles: {
      key: 'id',
      columns: {
        id: 'string',
        text: 'string',
        int: 'integer',
        float: 'float',
        flag: 'boolean',
        day: 'date',
        at: 'datetime',
        tags: 'list<string>',
        scores: 'list<integer>',
      },
      rows: [
        ['full', 'Abc', 5, 0.5, true, '2024-06-10', '2024-06-10T12:00:00Z', ['x', 'y'], [1, 2]],
        ['none', null, null, null, null, null, null, null, null],
        ['void', '', 0, 0, false, '1970-01-01', '1970-01-01T00:00:00Z', [], []],
      ],
    },
  },
}

const one = (members: readonly string[], name: string, operator: string, operands: unknown = {}): CorpusCase => ({
  name: `${name} ${operator} ${JSON.stringify(operands)}`,
  world: types,
  definition: where(attribute(`profiles.${name}`, operator, operands)),
  members,
})

const [FULL, NULL, EMPTY] = ['full', 'none', 'void']

/** What null and emptiness mean for operators of every type. */
export const nullCases: readonly CorpusCase[] = [
  one([FULL, EMPTY], 'text', 'isSet'),
  one([NULL], 'text', 'isNotSet'),
  one([NULL, EMPTY], 'text', 'isEmpty'),
  one([FULL], 'text', 'isNotEmpty'),
  one([NULL], 'tags', 'isNotSet'),
  one([FULL, EMPTY], 'tags', 'isSet'),
  one([NULL, EMPTY], 'text', 'isNot', 'Abc'),
  one([FULL, NULL], 'text', 'isNot', ''),
  one([EMPTY], 'text', 'is', ''),
  one([NULL, EMPTY], 'text', 'notContains', 'b'),
  one([FULL, EMPTY], 'text', 'contains', ''),
  one([NULL], 'text', 'notContains', ''),
  one([NULL], 'text', 'notStartsWith', ''),
  one([NULL], 'text', 'notEndsWith', ''),
  one([NULL, EMPTY], 'text', 'notMatches', { value: 'b' }),
  one([FULL, EMPTY], 'text', 'matches', { value: '' }),
  one([FULL, NULL, EMPTY], 'text', 'notContains', { values: ['d', 'e'] }),
  one([FULL], 'text', 'contains', { values: ['d', 'b'] }),
  one([FULL], 'text', 'is', { value: 'aBC', ignoreCase: true }),
  one([NULL, EMPTY], 'text', 'notIn', { values: ['ABC'], ignoreCase: true }),
  one([FULL, NULL, EMPTY], 'text', 'notIn', { values: ['ABC'] }),
  one([FULL, NULL], 'int', 'isNot', 0),
  one([FULL, NULL], 'float', 'notBetween', { from: -1, to: 0.25 }),
  one([EMPTY], 'float', 'lte', 0),
  one([FULL], 'flag', 'isTrue'),
  one([EMPTY], 'flag', 'isFalse'),
  one([NULL, EMPTY], 'day', 'notOn', '2024-06-10'),
  one([FULL, NULL], 'at', 'notBetween', { from: '1970-01-01', to: '1970-01-01' }),
  one([NULL, EMPTY], 'at', 'notWithinLast', { amount: 1, unit: 'month' }),
  one([FULL, NULL, EMPTY], 'day', 'notWithinNext', { amount: 1, unit: 'year' }),
  one([NULL, EMPTY], 'day', 'notInPeriod', { period: 'this', unit: 'year' }),
  one([EMPTY], 'at', 'moreThanAgo', { amount: 10, unit: 'year' }),
  one([], 'at', 'moreThanAhead', { amount: 1, unit: 'minute' }),
  one([FULL, NULL], 'day', 'monthNotIn', { values: [1] }),
  one([NULL, EMPTY], 'at', 'hourNotIn', { values: [12] }),
  one([FULL], 'tags', 'hasAny', { values: ['y', 'z'] }),
  one([NULL, EMPTY], 'tags', 'hasNone', { values: ['y', 'z'] }),
  one([FULL], 'tags', 'hasAll', { values: ['y', 'x'] }),
  one([FULL, NULL, EMPTY], 'tags', 'hasNotAll', { values: ['y', 'z'] }),
  one([EMPTY], 'tags', 'hasCount', { compare: 'is', value: 0 }),
  one([FULL, EMPTY], 'scores', 'hasCount', { compare: 'lte', value: 2 }),
  one([FULL], 'scores', 'hasAny', { values: [2, 3] }),
]
