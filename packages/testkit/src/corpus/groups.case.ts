import type { World } from '../world/world.ts'
import { all, any, attribute, none, where } from './build.ts'
import type { CorpusCase } from './corpus-case.ts'

/** Two numbers per profile, each 1, 2 or null: the key says which. */
const pairs: World = {
  audience: 'profiles',
  tables: {
    profiles: {
      key: 'id',
      columns: { id: 'string', p: 'integer', q: 'integer' },
      rows: [
        ['11', 1, 1],
        ['12', 1, 2],
        ['1n', 1, null],
        ['21', 2, 1],
        ['22', 2, 2],
        ['2n', 2, null],
        ['n1', null, 1],
        ['nn', null, null],
      ],
    },
  },
}

const p = attribute('profiles.p', 'is', 1)
const q = attribute('profiles.q', 'is', 1)
const notP = attribute('profiles.p', 'isNot', 1)
const notQ = attribute('profiles.q', 'isNot', 1)

const group = (name: string, definition: CorpusCase['definition'], members: readonly string[]): CorpusCase => ({
  name,
  world: pairs,
  definition,
  members,
})

const EVERYBODY = ['11', '12', '1n', '21', '22', '2n', 'n1', 'nn']
const NEITHER = ['22', '2n', 'nn']
const NOT_BOTH = ['12', '1n', '21', '22', '2n', 'n1', 'nn']

/** Two-valued logic: nulls make no third truth value anywhere. */
export const groupCases: readonly CorpusCase[] = [
  group('all', where(p, q), ['11']),
  group('any', where(any(p, q)), ['11', '12', '1n', '21', 'n1']),
  group('none is the complement of any', where(none(p, q)), NEITHER),
  group('De Morgan: none of two is all of their negatives', where(notP, notQ), NEITHER),
  group('De Morgan: not all is any of the negatives', where(any(notP, notQ)), NOT_BOTH),
  group('none of an all-group is the complement of all', where(none(all(p, q))), NOT_BOTH),
  group('none of none is any', where(none(none(p, q))), ['11', '12', '1n', '21', 'n1']),
  group('none of one negative is the positive', where(none(notP)), ['11', '12', '1n']),
  group('a condition and its negative are never both true', where(p, notP), []),
  group('a condition or its negative is always true', where(any(p, notP)), EVERYBODY),
  group('none of a condition and its negative is nobody', where(none(p, notP)), []),
  group('an empty any-group makes all false', where(p, any()), []),
  group('an empty any-group adds nothing to any', where(any(q, any())), ['11', '21', 'n1']),
  group('an empty all-group makes any true', where(any(p, all())), EVERYBODY),
  group('an empty all-group takes nothing from all', where(q, all()), ['11', '21', 'n1']),
  group('an empty none-group is true', where(q, none()), ['11', '21', 'n1']),
  group('none of an empty all-group is nobody', where(none(all())), []),
  group('none of an empty any-group is everybody', where(none(any())), EVERYBODY),
  group('none of an empty none-group is nobody', where(none(none())), []),
  group('groups four deep', where(any(all(p, none(q)), none(any(all(q), all(p))))), ['12', '1n', '22', '2n', 'nn']),
  group(
    'a comparison is false on null and so is its opposite',
    where(none(attribute('profiles.p', 'gt', 1), attribute('profiles.p', 'lte', 1))),
    ['n1', 'nn'],
  ),
  group('two nulls are not equal', where(attribute('profiles.p', 'is', { value: { attribute: 'profiles.q' } })), [
    '11',
    '22',
  ]),
  group('two nulls differ', where(attribute('profiles.p', 'isNot', { value: { attribute: 'profiles.q' } })), [
    '12',
    '1n',
    '21',
    '2n',
    'n1',
    'nn',
  ]),
  group(
    'a bound that is null makes between false',
    where(attribute('profiles.p', 'between', { from: 1, to: { attribute: 'profiles.q' } })),
    ['11', '12', '22'],
  ),
  group(
    'a bound that is null makes notBetween true',
    where(attribute('profiles.p', 'notBetween', { from: 1, to: { attribute: 'profiles.q' } })),
    ['1n', '21', '2n', 'n1', 'nn'],
  ),
  group('isSet and its twin', where(attribute('profiles.p', 'isSet'), attribute('profiles.q', 'isNotSet')), [
    '1n',
    '2n',
  ]),
  group('notIn holds null', where(attribute('profiles.q', 'notIn', { values: [1, 3] })), [
    '12',
    '1n',
    '22',
    '2n',
    'nn',
  ]),
]
