import type { World } from '../world/world.ts'
import { aggregate, all, along, attribute, rules, where } from './build.ts'
import type { CorpusCase } from './corpus-case.ts'

/** Orders as an audience with a composite key, and their lines. */
const composite: World = {
  audience: 'orders',
  tables: {
    orders: {
      key: ['region', 'no'],
      columns: { region: 'string', no: 'integer', total: 'decimal' },
      rows: [
        ['north', 1, '10.00'],
        ['north', 2, '20.00'],
        ['north', 10, '30.00'],
        ['south', 1, '40.00'],
        ['a"b\\c,\u00e9', -3, '50.00'],
        ['north,1', 2, '60.00'],
      ],
    },
    lines: {
      key: 'id',
      columns: { id: 'integer', region: 'string', no: 'integer', sku: 'string' },
      rows: [
        [1, 'north', 1, 'x'],
        [2, 'north', 1, 'y'],
        [3, 'south', 1, 'x'],
        [4, 'north', null, 'x'],
        [5, null, 1, 'x'],
        [6, 'north,1', 2, 'z'],
        [7, 'north', 12, 'x'],
      ],
    },
  },
  relationships: {
    line_order: { from: ['lines.region', 'lines.no'], to: ['orders.region', 'orders.no'] },
  },
}

const ODD_IDS = [
  '00123',
  '123',
  '1e5',
  '100000',
  'NaN',
  'null',
  'NULL',
  'true',
  '2026-01-01',
  ' lead',
  'trail ',
  'A',
  'a',
  'B',
  '\u00e9',
  'e\u0301',
  '\u{1F600}',
  '\uFFFD',
  '\u200bzero',
  '\u202ertl',
  "o'brien",
  'semi;colon',
  '--',
  '%',
  '_',
  '\\',
  '"',
  'tab\there',
  'line\nfeed',
  '\u043e',
  'o',
  '',
  '\ufeffbom',
]

/** A profile for each odd text, and a row that points at each. */
const odd: World = {
  audience: 'people',
  tables: {
    people: { key: 'id', columns: { id: 'string', n: 'integer' }, rows: ODD_IDS.map((id, i) => [id, i]) },
    notes: { key: 'no', columns: { no: 'integer', person: 'string' }, rows: ODD_IDS.map((id, i) => [i, id]) },
  },
  relationships: { note_person: { from: 'notes.person', to: 'people.id' } },
}

/** UTF-8 bytes order texts by code point. */
const byCodePoint = (texts: readonly string[]) =>
  [...texts].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)))

/** Keys of every kind: how they join, count once and print. */
export const keyCases: readonly CorpusCase[] = [
  {
    name: 'composite keys print as JSON arrays in the order of their text',
    world: composite,
    definition: rules(all()),
    members: ['["a\\"b\\\\c,\u00e9",-3]', '["north",10]', '["north",1]', '["north",2]', '["north,1",2]', '["south",1]'],
  },
  {
    name: 'composite keys join where every column is equal',
    world: composite,
    definition: along(['line_order'], all(attribute('lines.sku', 'is', 'x'))),
    members: ['["north",1]', '["south",1]'],
  },
  {
    name: 'a composite foreign key that is null in part joins nothing',
    world: composite,
    definition: where(aggregate({ aggregate: 'count', path: ['line_order'] }, 'is', 0)),
    members: ['["a\\"b\\\\c,\u00e9",-3]', '["north",10]', '["north",2]'],
  },
  {
    name: 'the columns of composite keys do not run together',
    world: composite,
    definition: along(['line_order'], all(attribute('lines.sku', 'is', 'z'))),
    members: ['["north,1",2]'],
  },
  {
    name: 'set operators compare the whole composite key',
    world: composite,
    definition: rules(all(attribute('orders.region', 'is', 'north')), {
      ...all(attribute('orders.no', 'is', 1)),
      combine: 'except',
    }),
    members: ['["north",10]', '["north",2]'],
  },
  { name: 'odd texts are distinct keys', world: odd, definition: rules(all()), members: byCodePoint(ODD_IDS) },
  {
    name: 'odd texts join themselves alone',
    world: odd,
    definition: where(aggregate({ aggregate: 'count', path: ['note_person'] }, 'is', 1)),
    members: byCodePoint(ODD_IDS),
  },
  {
    name: 'odd texts in a list',
    world: odd,
    definition: where(attribute('people.id', 'in', { values: ODD_IDS.slice(0, 9) })),
    members: byCodePoint(ODD_IDS.slice(0, 9)),
  },
  {
    name: 'a text that looks like a number is a text',
    world: odd,
    definition: where(attribute('people.id', 'is', '00123')),
    members: ['00123'],
  },
  {
    name: 'a letter and an accent are not the letter with the accent',
    world: odd,
    definition: where(attribute('people.id', 'is', 'e\u0301')),
    members: ['e\u0301'],
  },
  {
    name: 'integer keys print as digits and sort as text',
    world: {
      audience: 'n',
      tables: { n: { key: 'id', columns: { id: 'integer' }, rows: [[9], [10], [-1], ['9223372036854775807'], [0]] } },
    },
    definition: rules(all()),
    members: ['-1', '0', '10', '9', '9223372036854775807'],
  },
]
