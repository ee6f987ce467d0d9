import { type CorpusCase, DEFAULT_AS_OF, type DefinitionJson } from '../corpus/corpus-case.ts'
import type { EngineUnderTest } from '../engines/engine-under-test.ts'
import type { World } from '../world/world.ts'
import { difference } from './difference.ts'
import { mergeWorlds } from './merge-worlds.ts'
import { type OpenWorld, openWorld } from './open-world.ts'

/** Runs cases on an engine, those of one world together. Returns a report for each case that got other members. */
export async function runCases(engine: EngineUnderTest, cases: readonly CorpusCase[]): Promise<readonly string[]> {
  const byWorld = Map.groupBy(mergeWorlds(cases), ({ world }) => world)
  const failures: string[] = []
  for (const [world, casesOfWorld] of byWorld) failures.push(...(await runWorld(engine, world, casesOfWorld)))
  return failures
}

async function runWorld(
  engine: EngineUnderTest,
  world: World,
  cases: readonly CorpusCase[],
): Promise<readonly string[]> {
  const open = await openWorld(engine, world)
  try {
    const failures: string[] = []
    // What an id refers to and what as-of is are one for an evaluation.
    const batches = Map.groupBy(cases, ({ asOf, others }) => JSON.stringify([asOf, others]))
    for (const batch of batches.values()) failures.push(...(await runBatch(open, batch)))
    return failures
  } finally {
    await open.close()
  }
}

async function runBatch(open: OpenWorld, cases: readonly CorpusCase[]): Promise<readonly string[]> {
  const [first] = cases
  const definitions = new Map<string, DefinitionJson>([
    ...cases.map(({ definition }, i) => [`case ${i}`, definition] as const),
    // Those referred to stand last: the engine has to find the order itself.
    ...Object.entries(first?.others ?? {}),
  ])
  const segments = open.read(definitions)
  const results = await open.evaluate(segments, first?.asOf ?? DEFAULT_AS_OF)
  return cases.flatMap(({ name, members }, i) => {
    const [segment, result] = [segments[i], results[i]]
    if (segment === undefined || result?.id !== segment.id) return [`${name}: no result where one was due`]
    const found = difference(segment, members, result, open.catalog)
    return found === null ? [] : [`${name}\n${found}`]
  })
}
