import type { World } from '../world/world.ts'
import { aggregate, all, along, attribute, where } from './build.ts'
import type { CorpusCase } from './corpus-case.ts'

const lists: World = {
  audience: 'p',
  tables: {
    p: {
      key: 'id',
      columns: {
        id: 'string',
        tags: 'list<string>',
        ints: 'list<integer>',
        floats: 'list<float>',
        decimals: 'list<decimal>',
      },
      rows: [
        ['two', ['red', 'blue'], [1, 2], [0.5, 1], ['0.1', '0.25']],
        ['twice', ['red', 'red'], [2, 2], [1, 1], ['0.1', '0.1']],
        ['gap', ['red', null], [null, 1], [null, 0.5], [null, '0.1']],
        ['only', [null], [null], [null], [null]],
        ['empty', [], [], [], []],
        ['null', null, null, null, null],
        ['odd', ['', 'Red', "r'd"], ['9223372036854775807'], [1e300], ['7']],
      ],
    },
    visits: {
      columns: { p: 'string', pages: 'list<string>' },
      rows: [
        ['two', ['home', 'cart']],
        ['two', ['cart']],
        ['gap', ['home']],
        ['only', null],
      ],
    },
  },
  relationships: { visit_p: { from: 'visits.p', to: 'p.id' } },
}

const list = (members: readonly string[], name: string, operator: string, operands: unknown = {}): CorpusCase => ({
  name: `${name} ${operator} ${JSON.stringify(operands)}`,
  world: lists,
  definition: where(attribute(`p.${name}`, operator, operands)),
  members,
})

/** Attributes that hold several values. */
export const listCases: readonly CorpusCase[] = [
  list(['gap', 'twice', 'two'], 'tags', 'hasAny', { values: ['red', 'green'] }),
  list(['empty', 'null', 'odd', 'only'], 'tags', 'hasNone', { values: ['red', 'green'] }),
  list(['two'], 'tags', 'hasAll', { values: ['red', 'blue'] }),
  list(['empty', 'gap', 'null', 'odd', 'only', 'twice'], 'tags', 'hasNotAll', { values: ['red', 'blue'] }),
  list(['gap', 'twice', 'two'], 'tags', 'hasAll', { values: ['red'] }),
  list(['odd'], 'tags', 'hasAny', { values: [''] }),
  list(['odd'], 'tags', 'hasAny', { values: ["r'd", 'x'] }),
  list(['gap', 'twice', 'two'], 'tags', 'hasCount', { compare: 'is', value: 2 }),
  list(['empty'], 'tags', 'hasCount', { compare: 'lt', value: 1 }),
  list(['odd'], 'tags', 'hasCount', { compare: 'gt', value: 2 }),
  list(['gap', 'twice', 'two'], 'ints', 'hasCount', { compare: 'gte', value: 2 }),
  list(['empty', 'odd', 'only'], 'ints', 'hasCount', { compare: 'lte', value: 1 }),
  list(['gap', 'two'], 'ints', 'hasAny', { values: [1, 7] }),
  list(['two'], 'ints', 'hasAll', { values: [1, 2] }),
  list(['gap', 'two'], 'floats', 'hasAny', { values: [0.5] }),
  list(['twice', 'two'], 'floats', 'hasAny', { values: [1] }),
  list(['odd'], 'floats', 'hasAny', { values: [1e300] }),
  list(['gap', 'twice', 'two'], 'decimals', 'hasAny', { values: [0.1] }),
  list(['two'], 'decimals', 'hasAll', { values: [0.25, 0.1] }),
  list(['empty', 'null', 'only'], 'decimals', 'hasNone', { values: [0.1, 7] }),
  list(['null'], 'tags', 'isNotSet'),
  {
    name: 'the greatest integer in a list',
    world: lists,
    definition:
      '{"version":1,"rules":[{"match":"all","conditions":[{"attribute":"p.ints","operator":"hasAny","values":[9223372036854775807]}]}]}',
    members: ['odd'],
  },
  {
    name: 'a list of a related row',
    world: lists,
    definition: along(['visit_p'], all(attribute('visits.pages', 'hasAll', { values: ['home', 'cart'] }))),
    members: ['two'],
  },
  {
    name: 'a list in the condition of an aggregate',
    world: lists,
    definition: where(
      aggregate(
        {
          aggregate: 'count',
          path: ['visit_p'],
          where: all(attribute('visits.pages', 'hasNone', { values: ['home'] })),
        },
        'is',
        1,
      ),
    ),
    members: ['only', 'two'],
  },
]
