import type { CorpusCase, DefinitionJson } from '../corpus/corpus-case.ts'
import type { World, WorldRelationship } from '../world/world.ts'

/**
 * The same cases with fewer worlds: opening one costs an engine more than answering a hundred definitions. Worlds of one clock
 * without measures become one world in which each has tables, relationships and audiences of its own, under new names.
 */
export function mergeWorlds(cases: readonly CorpusCase[]): readonly CorpusCase[] {
  const movable = cases.filter(({ world, others }) => world.measures === undefined && others === undefined)
  const merged = new Map<string, World>()
  const suffixes = new Map<World, string>()
  for (const [clock, ofClock] of Map.groupBy(movable, ({ world }) => clockOf(world))) {
    const worlds = [...new Set(ofClock.map(({ world }) => world))]
    for (const world of worlds) suffixes.set(world, ` ${suffixes.size}`)
    merged.set(
      clock,
      mergedWorld(worlds, (world) => suffixes.get(world) ?? ''),
    )
  }
  return cases.map((corpusCase) => {
    const { world, definition } = corpusCase
    const suffix = suffixes.get(world)
    const into = merged.get(clockOf(world))
    if (suffix === undefined || into === undefined || !movable.includes(corpusCase)) return corpusCase
    return { ...corpusCase, world: into, definition: renamedDefinition(definition, world, suffix) }
  })
}

const clockOf = ({ timeZone, weekStart }: World): string => JSON.stringify([timeZone, weekStart])

function mergedWorld(worlds: readonly World[], suffixOf: (world: World) => string): World {
  const [first] = worlds
  if (first === undefined) throw new Error('No worlds to merge.')
  const { timeZone, weekStart } = first
  return {
    ...(timeZone !== undefined && { timeZone }),
    ...(weekStart !== undefined && { weekStart }),
    audience: first.audience + suffixOf(first),
    audiences: worlds.flatMap((world) =>
      (world.audiences ?? [world.audience]).map((audience) => audience + suffixOf(world)),
    ),
    tables: Object.fromEntries(
      worlds.flatMap((world) =>
        Object.entries(world.tables).map(([name, table]) => [name + suffixOf(world), table] as const),
      ),
    ),
    relationships: Object.fromEntries(
      worlds.flatMap((world) =>
        Object.entries(world.relationships ?? {}).map(
          ([name, relationship]) => [name + suffixOf(world), renamedEnds(relationship, suffixOf(world))] as const,
        ),
      ),
    ),
  }
}

function renamedEnds(relationship: WorldRelationship, suffix: string): WorldRelationship {
  const renamed = (end: string | readonly string[]) =>
    (typeof end === 'string' ? [end] : end).map((reference) => renamedReference(reference, suffix))
  return { ...relationship, from: renamed(relationship.from), to: renamed(relationship.to) }
}

/** `table.column` with the table's new name. */
function renamedReference(reference: string, suffix: string): string {
  const dot = reference.indexOf('.')
  return `${reference.slice(0, dot)}${suffix}${reference.slice(dot)}`
}

/** The keys of definitions under which names stand, and what kind of name. */
const NAMING_KEYS: Readonly<Record<string, (name: string, suffix: string) => string>> = {
  attribute: renamedReference,
  orderBy: renamedReference,
  time: renamedReference,
  of: (name, suffix) => name + suffix,
  audience: (name, suffix) => name + suffix,
}

function renamedDefinition(definition: DefinitionJson, world: World, suffix: string): DefinitionJson {
  const renamed = (key: string, value: unknown): unknown => {
    if (key === 'path' && Array.isArray(value)) return value.map((name) => String(name) + suffix)
    const rename = NAMING_KEYS[key]
    return rename !== undefined && typeof value === 'string' ? rename(value, suffix) : value
  }
  if (typeof definition === 'string') {
    // Its numbers have more digits than parsing would keep; attributes are the only names in it.
    const text = definition.replaceAll(
      /"attribute":"([^"]*)"/g,
      (_, name: string) => `"attribute":"${renamedReference(name, suffix)}"`,
    )
    return text.replace('{', `{"audience":${JSON.stringify(world.audience + suffix)},`)
  }
  const withAudience = { audience: world.audience, ...definition }
  // What was parsed from an object's JSON is an object.
  return JSON.parse(JSON.stringify(withAudience, renamed)) as Record<string, unknown>
}
