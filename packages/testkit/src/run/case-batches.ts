import type { CorpusCase, DefinitionJson } from '../corpus/corpus-case.ts'
import { DEFAULT_AS_OF } from '../corpus/corpus-case.ts'
import type { World } from '../world/world.ts'

/** Cases an engine can answer in one evaluation: one world, one as-of, and no two meanings of one segment's name. */
export interface CaseBatch {
  readonly world: World
  readonly asOf: string
  readonly cases: ReadonlyMap<string, CorpusCase>
  /** The cases' definitions by their id, and those they refer to by name. */
  readonly definitions: ReadonlyMap<string, DefinitionJson>
}

/** Groups cases so that each world is read as few times as possible. Cases keep their order; their ids are `case <position>`. */
export function caseBatches(cases: readonly CorpusCase[]): readonly CaseBatch[] {
  const batches = new Map<string, { world: World; asOf: string; cases: Map<string, CorpusCase> }>()
  const worlds = new Map<World, number>()
  cases.forEach((corpusCase, position) => {
    const { world, asOf = DEFAULT_AS_OF, others = {} } = corpusCase
    worlds.set(world, worlds.get(world) ?? worlds.size)
    const key = JSON.stringify([worlds.get(world), asOf, others])
    const batch = batches.get(key) ?? { world, asOf, cases: new Map<string, CorpusCase>() }
    batch.cases.set(`case ${position}`, corpusCase)
    batches.set(key, batch)
  })
  return [...batches.values()].map((batch) => ({
    ...batch,
    definitions: new Map([
      ...[...batch.cases].map(([id, { definition }]) => [id, definition] as const),
      // Those referred to stand last: an engine has to find the order itself.
      ...Object.entries([...batch.cases.values()][0]?.others ?? {}),
    ]),
  }))
}
