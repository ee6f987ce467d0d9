import type { World } from '../world/world.ts'
import { aggregate, all, along, attribute, where } from './build.ts'
import type { CorpusCase } from './corpus-case.ts'

const GROUPS = ['membership_group', 'membership_person']
const MEMBERSHIPS = ['membership_person']

/** People and groups with a bridge between them that has no key, a row twice, and nulls at either end. */
const clubs: World = {
  audience: 'people',
  audiences: ['people', 'groups'],
  tables: {
    people: {
      key: 'id',
      columns: { id: 'integer', name: 'string' },
      rows: [
        [1, 'Ann'],
        [2, 'Bob'],
        [3, 'Cy'],
        [10, null],
      ],
    },
    memberships: {
      columns: { person: 'integer', club: 'string', since: 'date' },
      rows: [
        [1, 'g1', '2020-01-01'],
        [1, 'g1', '2020-01-01'],
        [1, 'g3', '2021-01-01'],
        [2, 'g1', '2022-01-01'],
        [2, 'g2', null],
        [3, null, '2023-01-01'],
        [null, 'g2', '2024-01-01'],
      ],
    },
    groups: {
      key: 'id',
      columns: { id: 'string', kind: 'string', size: 'integer' },
      rows: [
        ['g1', 'chess', 10],
        ['g2', 'chess', 10],
        ['g3', 'rowing', 4],
      ],
    },
  },
  relationships: {
    membership_person: { from: 'memberships.person', to: 'people.id' },
    membership_group: { from: 'memberships.club', to: 'groups.id' },
  },
}

/** Many-to-many relationships: over a bridge table, in both directions. */
export const bridgeCases: readonly CorpusCase[] = [
  {
    name: 'a condition at the far side of a bridge',
    world: clubs,
    definition: along(GROUPS, all(attribute('groups.kind', 'is', 'chess'))),
    members: ['1', '2'],
  },
  {
    name: 'the bridge and the far side on one row',
    world: clubs,
    definition: along(
      GROUPS,
      all(attribute('groups.kind', 'is', 'chess'), attribute('memberships.since', 'after', '2021-06-30')),
    ),
    members: ['2'],
  },
  {
    name: 'a bridge row without a far side joins nothing',
    world: clubs,
    definition: along(GROUPS, all()),
    members: ['1', '2'],
  },
  {
    name: 'a bridge row without a far side is a row of the bridge',
    world: clubs,
    definition: along(MEMBERSHIPS, all()),
    members: ['1', '2', '3'],
  },
  {
    name: 'equal rows of a table without a key are two rows',
    world: clubs,
    definition: where(aggregate({ aggregate: 'count', path: MEMBERSHIPS }, 'is', 3)),
    members: ['1'],
  },
  {
    name: 'a far row met twice over the bridge counts once',
    world: clubs,
    definition: where(aggregate({ aggregate: 'count', path: GROUPS }, 'is', 2)),
    members: ['1', '2'],
  },
  {
    name: 'a far row met twice over the bridge is summed once, two equal far rows twice',
    world: clubs,
    definition: where(
      aggregate({ aggregate: 'sum', attribute: 'groups.size', path: GROUPS }, 'in', { values: [14, 20] }),
    ),
    members: ['1', '2'],
  },
  {
    name: 'avg of far rows each once',
    world: clubs,
    definition: where(aggregate({ aggregate: 'avg', attribute: 'groups.size', path: GROUPS }, 'is', 7)),
    members: ['1'],
  },
  {
    name: 'count of bridge rows over the whole path',
    world: clubs,
    definition: where(aggregate({ aggregate: 'count', of: 'memberships', path: GROUPS }, 'gte', 3)),
    members: ['1'],
  },
  {
    name: 'first of the bridge: the row number breaks the tie of equal rows',
    world: clubs,
    definition: where(
      aggregate(
        { aggregate: 'first', attribute: 'memberships.club', orderBy: 'memberships.since', path: MEMBERSHIPS },
        'is',
        'g1',
      ),
    ),
    members: ['1', '2'],
  },
  {
    name: 'a second audience looks over the bridge from the other side',
    world: clubs,
    definition: {
      ...along(['membership_person', 'membership_group'], all(attribute('people.name', 'is', 'Bob'))),
      audience: 'groups',
    },
    members: ['g1', 'g2'],
  },
  {
    name: 'counts from the other side of the bridge',
    world: clubs,
    definition: {
      ...where(aggregate({ aggregate: 'count', path: ['membership_person', 'membership_group'] }, 'is', 2)),
      audience: 'groups',
    },
    members: ['g1'],
  },
  {
    name: 'bridge rows seen from the other side, the one without a person too',
    world: clubs,
    definition: {
      ...where(aggregate({ aggregate: 'count', path: ['membership_group'] }, 'is', 3)),
      audience: 'groups',
    },
    members: ['g1'],
  },
]
