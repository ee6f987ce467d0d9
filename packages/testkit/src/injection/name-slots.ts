import { aggregate, all, attribute, rules } from '../corpus/build.ts'
import type { DefinitionJson } from '../corpus/corpus-case.ts'
import type { World, WorldRelationship, WorldTable } from '../world/world.ts'
import { CANARY_TABLE, PAYLOADS } from './payloads.ts'

/** How many payloads name the parts of one world. */
const PAYLOADS_A_WORLD = 30

export interface NameSlots {
  readonly world: World
  readonly definitions: ReadonlyMap<string, DefinitionJson>
}

/** Worlds in which a table, its columns, its key, its foreign key, a relationship and a measure are named by a payload. */
export function nameSlotWorlds(): readonly NameSlots[] {
  // A name is never empty, and columns are told apart without regard to case by most engines.
  const names = PAYLOADS.filter((payload) => payload !== '' && payload !== CANARY_TABLE)
  return Array.from({ length: Math.ceil(names.length / PAYLOADS_A_WORLD) }, (_, i) =>
    nameSlots(names.slice(i * PAYLOADS_A_WORLD, (i + 1) * PAYLOADS_A_WORLD)),
  )
}

function nameSlots(names: readonly string[]): NameSlots {
  const tables: Record<string, WorldTable> = {
    profiles: { key: 'id', columns: { id: 'integer' }, rows: [[1], [2], [3]] },
    [CANARY_TABLE]: { key: 'id', columns: { id: 'integer' }, rows: [[1], [2], [3]] },
  }
  const relationships: Record<string, WorldRelationship> = {}
  const measures: Record<string, unknown> = {}
  const definitions = new Map<string, DefinitionJson>()
  names.forEach((name, i) => {
    const table = `${name}t`
    define(tables, table, {
      key: [`${name}k`, name],
      columns: { [name]: 'integer', [`${name}k`]: 'string', [`${name}f`]: 'integer', [`${name}v`]: 'string' },
      rows: [
        [1, 'a', 1, name],
        [2, 'a', 1, 'other'],
        [2, 'b', 2, name],
        [3, 'c', null, name],
      ],
    })
    define(relationships, name, { from: `${table}.${name}f`, to: 'profiles.id' })
    define(measures, name, {
      aggregate: 'sum',
      attribute: `${table}.${name}`,
      path: [name],
      where: all(attribute(`${table}.${name}v`, 'is', name)),
    })
    definitions.set(`rule ${i}`, rules({ ...all(attribute(`${table}.${name}v`, 'is', 'other')), path: [name] }))
    definitions.set(`measure ${i}`, rules(all(attribute(`measures.${name}`, 'is', 2))))
    definitions.set(
      `last ${i}`,
      rules(
        all(
          aggregate(
            { aggregate: 'last', attribute: `${table}.${name}v`, orderBy: `${table}.${name}`, path: [name] },
            'is',
            'other',
          ),
        ),
      ),
    )
    definitions.set(`count ${i}`, rules(all(aggregate({ aggregate: 'count', of: table, path: [name] }, 'is', 2))))
    definitions.set(`audience ${i}`, { audience: table, ...rules(all(attribute(`${table}.${name}`, 'gte', 2))) })
  })
  return {
    world: {
      audience: 'profiles',
      audiences: ['profiles', CANARY_TABLE, ...names.map((name) => `${name}t`)],
      tables,
      relationships,
      measures,
    },
    definitions,
  }
}

/** Sets an own property, whatever its name: assigning to `__proto__` would not. */
function define(record: object, name: string, value: unknown): void {
  Object.defineProperty(record, name, { value, enumerable: true, configurable: true, writable: true })
}
