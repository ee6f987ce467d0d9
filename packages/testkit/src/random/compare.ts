import { evaluateInMemory } from '@coterie/engines/reference'
import type { DefinitionJson } from '../corpus/corpus-case.ts'
import type { EngineUnderTest } from '../engines/engine-under-test.ts'
import { difference } from '../run/difference.ts'
import { instantOf, type OpenWorld, openWorld } from '../run/open-world.ts'
import { readDefinitions } from '../run/read-definitions.ts'
import type { World } from '../world/world.ts'
import { worldCatalog } from '../world/world-catalog.ts'
import { worldRows } from '../world/world-rows.ts'
import { minimize } from './minimize.ts'

/** Definitions over a world, evaluated together at one instant. */
export interface Experiment {
  readonly world: World
  readonly asOf: string
  readonly definitions: ReadonlyMap<string, DefinitionJson>
}

/** Definitions evaluated together at one instant. */
export type Batch = Pick<Experiment, 'asOf' | 'definitions'>

/** Reports of the definitions an engine answers otherwise than the reference evaluator, each as small as can be. */
export async function compareWithReference(
  engine: EngineUnderTest,
  { world, asOf, definitions }: Experiment,
): Promise<readonly string[]> {
  return compareBatches(engine, world, [{ asOf, definitions }])
}

/** The same for several batches over one world, which the engine reads once. */
export async function compareBatches(
  engine: EngineUnderTest,
  world: World,
  batches: readonly Batch[],
): Promise<readonly string[]> {
  const open = await openWorld(engine, world)
  try {
    const reports: string[] = []
    for (const batch of batches) reports.push(...(await compareBatch(open, { world, ...batch })))
    return reports
  } finally {
    await open.close()
  }
}

/** The first few differences say enough, and each takes many evaluations to make small. */
const MAX_REPORTS = 3

async function compareBatch(open: OpenWorld, experiment: Experiment): Promise<readonly string[]> {
  const wrong = await differences(open, experiment)
  const reports: string[] = []
  for (const [id, whole] of [...wrong].slice(0, MAX_REPORTS)) {
    const small = await minimize(id, experiment, async (candidate) => (await differences(open, candidate)).has(id))
    const report = (await differences(open, small)).get(id) ?? whole
    reports.push(`${report}\nas of ${small.asOf}\nworld: ${JSON.stringify(small.world).slice(0, MAX_WORLD_LENGTH)}`)
  }
  if (wrong.size > MAX_REPORTS)
    reports.push(`and ${wrong.size - MAX_REPORTS} more: ${[...wrong.keys()].join(', ').slice(0, 1000)}`)
  return reports
}

const MAX_WORLD_LENGTH = 20_000

/** Differences by segment. Reads the definitions twice: with the types the engine found and with those the world was made of. */
async function differences(open: OpenWorld, { world, asOf, definitions }: Experiment): Promise<Map<string, string>> {
  const catalog = worldCatalog(world)
  const segments = readDefinitions(definitions, catalog)
  const expected = evaluateInMemory(catalog, worldRows(world), { segments, asOf: instantOf(asOf), want: 'ids' })
  const found = new Map<string, string>()
  const failed = await open.evaluate(open.read(definitions), asOf).then(
    (results) => ({ results }),
    (error: unknown) => ({ error }),
  )
  if ('error' in failed) return failure(open, { world, asOf, definitions }, failed.error)
  let position = 0
  for (const { id, ids = [] } of expected) {
    const [segment, result] = [segments[position], failed.results[position]]
    position++
    const report = segment === undefined || result?.id !== id ? 'no result' : difference(segment, ids, result, catalog)
    if (report !== null) found.set(id, report)
  }
  return found
}

/** An engine that fails on a batch: which of its definitions it fails on alone. */
async function failure(open: OpenWorld, experiment: Experiment, error: unknown): Promise<Map<string, string>> {
  const ids = [...experiment.definitions.keys()]
  const found = new Map<string, string>()
  for (const id of ids) {
    const definitions = closure(id, experiment.definitions)
    const alone = await open.evaluate(open.read(definitions), experiment.asOf).then(
      () => null,
      (reason: unknown) => reason,
    )
    if (alone !== null) found.set(id, `${id} fails: ${errorText(alone)}\n${JSON.stringify(definitions.get(id))}`)
  }
  if (found.size === 0) found.set(ids[0] ?? '', `only together they fail: ${errorText(error)}`)
  return found
}

function errorText(error: unknown): string {
  if (!(error instanceof Error)) return 'something that is no error was thrown'
  return error.cause === undefined ? error.message : `${error.message} (${errorText(error.cause)})`
}

/** A definition and those it refers to, directly or not. */
export function closure(
  id: string,
  definitions: ReadonlyMap<string, DefinitionJson>,
): ReadonlyMap<string, DefinitionJson> {
  const found = new Map<string, DefinitionJson>()
  const add = (each: string) => {
    const definition = definitions.get(each)
    if (definition === undefined || found.has(each)) return
    found.set(each, definition)
    const text = typeof definition === 'string' ? definition : JSON.stringify(definition)
    for (const other of definitions.keys()) if (text.includes(`"segment":${JSON.stringify(other)}`)) add(other)
  }
  add(id)
  return found
}
