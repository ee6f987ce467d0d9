import { orderByReferences, type ResolvedDefinition, readDefinition } from '@coterie/definition'
import type { Engine, SegmentResult } from '@coterie/engines'
import { readCatalogSource } from '../catalog-source.ts'
import { EXIT } from '../exit-code.ts'
import { checkSources, withEngine } from '../open-engine.ts'
import { writeOutput } from '../output/standard-output.ts'
import { problemIn } from '../report/excerpt.ts'
import { type Problem, plainProblem, Refusal, refuses } from '../report/problem.ts'
import type { Reporter } from '../report/reporter.ts'
import { asOfInstant, type EvaluateOptions } from './evaluate-options.ts'
import { type Place, readWrittenDefinitions, type WrittenDefinition } from './written-definitions.ts'

interface Segment {
  readonly id: string
  readonly place: Place
  readonly definition: ResolvedDefinition
}

/**
 * Evaluates a file of many definitions, planned together: one line `{"id","count","sha256"}` for each that is not refused,
 * in the order of the file. A refused one does not stop the others.
 */
export async function evaluateMany(options: EvaluateOptions, reporter: Reporter): Promise<number> {
  if (options.output === 'csv') {
    throw new Refusal(EXIT.usage, [
      plainProblem('output-of-many', '`--output csv` is one table: use it with `--definition`, one segment at a time.'),
    ])
  }
  const source = await readCatalogSource(options.catalog, reporter)
  const asOf = asOfInstant(options.asOf, source.file.timeZone)
  const { written, problems } = await readWrittenDefinitions(options.definitions ?? '-')
  let refused = refuses(problems)
  const tell = (problem: Problem) => {
    refused ||= problem.severity === 'error'
    reporter.problem(problem)
  }
  for (const problem of problems) tell(problem)

  await withEngine(source, options, reporter, async (engine) => {
    checkSources(engine, source, reporter)
    const segments = segmentsOf(written, engine, tell)
    reporter.progress(`evaluating ${segments.length} segments …`)
    let done = 0
    const results = engine.evaluate({
      segments: segments.map(({ id, definition }) => ({ id, definition })),
      asOf,
      want: options.output === 'json' ? 'ids' : 'digest',
      inspect: options.inspect,
      signal: options.signal,
    })
    for await (const result of results) {
      done += 1
      reporter.progress(null)
      await writeOutput([`${JSON.stringify(resultLine(result, options))}\n`])
      reporter.progress(`evaluated ${done} of ${segments.length} segments …`)
    }
    reporter.progress(null)
  })
  return refused ? EXIT.refused : EXIT.ok
}

/** The definitions that can be evaluated, in the order of the file. */
function segmentsOf(
  all: readonly WrittenDefinition[],
  engine: Engine,
  tell: (problem: Problem) => void,
): readonly Segment[] {
  const ids = new Set(all.map((written) => written.id))
  const lookUp = { segments: (reference: string) => (ids.has(reference) ? reference : null), segmentNames: ids }
  const segments: Segment[] = []
  for (const { id, place, definition: written } of all) {
    const { definition, diagnostics } = readDefinition(written, engine.catalog, lookUp)
    for (const diagnostic of diagnostics) tell({ ...problemIn(written, diagnostic), ...place, id })
    if (definition !== null) segments.push({ id, place, definition })
  }
  const { ordered, refused } = orderByReferences(segments)
  for (const { id, place } of segments) {
    for (const diagnostic of refused.get(id) ?? []) tell({ ...diagnostic, ...place, id })
  }
  const evaluable = new Set(ordered.map((segment) => segment.id))
  return segments.filter((segment) => evaluable.has(segment.id))
}

function resultLine(result: SegmentResult, { output, inspect }: EvaluateOptions): object {
  const { id, count, sha256 } = result
  return {
    id,
    count,
    sha256,
    ...(output === 'json' ? { ids: result.ids, elapsedMs: Math.round(result.elapsedMs), sql: result.sql } : {}),
    ...(inspect ? { inspection: result.inspection } : {}),
  }
}
