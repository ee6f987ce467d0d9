import type { CorpusCase, DefinitionJson } from '../corpus/corpus-case.ts'
import type { World, WorldTable } from '../world/world.ts'

/**
 * The same cases with fewer worlds: opening one costs an engine more than answering a hundred definitions. Worlds of a single
 * table move into one world, as audiences of their own under new names; the others stay as they are.
 */
export function mergeWorlds(cases: readonly CorpusCase[]): readonly CorpusCase[] {
  const tablesByClock = new Map<string, Map<World, { readonly name: string; readonly table: WorldTable }>>()
  for (const { world, definition } of cases) {
    const only = onlyTable(world, definition)
    if (only === null) continue
    const tables = tablesByClock.get(clockOf(world)) ?? new Map()
    tablesByClock.set(clockOf(world), tables)
    if (!tables.has(world)) tables.set(world, { name: `${world.audience} ${tables.size}`, table: only })
  }
  const merged = new Map([...tablesByClock].map(([clock, tables]) => [clock, mergedWorld([...tables])] as const))
  return cases.map((corpusCase) => {
    const { world, definition } = corpusCase
    const moved = tablesByClock.get(clockOf(world))?.get(world)
    const into = merged.get(clockOf(world))
    if (moved === undefined || into === undefined || typeof definition === 'string') return corpusCase
    return { ...corpusCase, world: into, definition: renamed(definition, world.audience, moved.name) }
  })
}

const clockOf = ({ timeZone, weekStart }: World): string => JSON.stringify([timeZone, weekStart])

function onlyTable(world: World, definition: DefinitionJson): WorldTable | null {
  const [table, ...others] = Object.values(world.tables)
  const isAlone = others.length === 0 && world.relationships === undefined && world.measures === undefined
  return table !== undefined && isAlone && typeof definition !== 'string' ? table : null
}

function mergedWorld(
  tables: readonly (readonly [World, { readonly name: string; readonly table: WorldTable }])[],
): World {
  const [first] = tables
  if (first === undefined) throw new Error('No worlds to merge.')
  const [{ timeZone, weekStart }, { name: audience }] = first
  return {
    ...(timeZone !== undefined && { timeZone }),
    ...(weekStart !== undefined && { weekStart }),
    audience,
    audiences: tables.map(([, { name }]) => name),
    tables: Object.fromEntries(tables.map(([, { name, table }]) => [name, table])),
  }
}

/** The definition about the table's new name. Attributes are the only place where such a definition names its table. */
function renamed(definition: Readonly<Record<string, unknown>>, from: string, to: string): DefinitionJson {
  const rename = (key: string, value: unknown) =>
    key === 'attribute' && typeof value === 'string' && value.startsWith(`${from}.`)
      ? `${to}${value.slice(from.length)}`
      : value
  // What was parsed from an object's JSON is an object.
  return { ...(JSON.parse(JSON.stringify(definition, rename)) as Record<string, unknown>), audience: to }
}
