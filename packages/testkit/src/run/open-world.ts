import { type Catalog, parseInstant, readCatalog } from '@coterie/definition'
import type { Engine, EvaluationRequest, SegmentResult } from '@coterie/engines'
import type { DefinitionJson } from '../corpus/corpus-case.ts'
import type { EngineUnderTest } from '../engines/engine-under-test.ts'
import type { World } from '../world/world.ts'
import { catalogText } from '../world/world-catalog.ts'
import { writeWorld } from '../world/write-world.ts'
import { type ReadSegment, readDefinitions } from './read-definitions.ts'

/** An engine that has read a world. */
export interface OpenWorld {
  readonly catalog: Catalog
  read(definitions: ReadonlyMap<string, DefinitionJson>): readonly ReadSegment[]
  /** The results of definitions evaluated together, in their order; the members' keys unless something else is wanted. */
  evaluate(
    segments: readonly ReadSegment[],
    asOf: string,
    options?: Pick<EvaluationRequest, 'inspect'> & Partial<Pick<EvaluationRequest, 'want'>>,
  ): Promise<readonly SegmentResult[]>
  close(): Promise<void>
}

/** Writes a world to files and opens an engine on them. Throws if reading them rejects rows or finds errors. */
export async function openWorld(engineUnderTest: EngineUnderTest, world: World): Promise<OpenWorld> {
  const { file } = readCatalog(catalogText(world), 'json')
  if (file === null) throw new Error('The catalog is refused.')
  const written = await writeWorld(world)
  const engine = await engineUnderTest.open({ file, baseDir: written.folder }).catch(async (error: unknown) => {
    await written.remove()
    throw error
  })
  await written.remove()
  const problems = readingProblems(engine)
  if (problems.length > 0) {
    await engine.close()
    throw new Error(problems.join('\n'))
  }
  return {
    catalog: engine.catalog,
    read: (definitions) => readDefinitions(definitions, engine.catalog),
    async evaluate(segments, asOf, options = {}) {
      const results: SegmentResult[] = []
      const request: EvaluationRequest = { segments, asOf: instantOf(asOf), want: 'ids', ...options }
      for await (const result of engine.evaluate(request)) results.push(result)
      return results
    },
    close: () => engine.close(),
  }
}

function readingProblems({ diagnostics, tables }: Engine): readonly string[] {
  return [
    ...diagnostics.filter(({ severity }) => severity === 'error').map(({ message }) => message),
    ...tables
      .filter(({ rejected }) => rejected.count > 0)
      .map(({ table, rejected }) => `${table}: rejected ${JSON.stringify(rejected)}`),
  ]
}

/** An instant of an ISO text. Throws on any other text. */
export function instantOf(text: string): bigint {
  const instant = parseInstant(text, 'UTC')
  if (instant === null) throw new Error(`${text} is no instant.`)
  return instant
}
