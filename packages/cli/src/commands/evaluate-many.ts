import { orderByReferences, type ResolvedDefinition, readDefinition } from '@coterie/definition'
import type { Engine, SegmentResult } from '@coterie/engines'
import { readCatalogSource, readNamedFile } from '../catalog-source.ts'
import { EXIT } from '../exit-code.ts'
import { checkSources, withEngine } from '../open-engine.ts'
import { writeOutput } from '../output/standard-output.ts'
import { excerptAt } from '../report/excerpt.ts'
import { type Problem, plainProblem, Refusal, refuses } from '../report/problem.ts'
import type { Reporter } from '../report/reporter.ts'
import { type DefinitionLine, readDefinitionLines } from './definition-lines.ts'
import { asOfInstant, type EvaluateOptions } from './evaluate-options.ts'

interface Segment {
  readonly id: string
  readonly line: number
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
  const { lines, problems } = readDefinitionLines(await readNamedFile(options.definitions ?? '-', 'definitions'))
  let refused = refuses(problems)
  const tell = (problem: Problem) => {
    refused ||= problem.severity === 'error'
    reporter.problem(problem)
  }
  for (const problem of problems) tell(problem)

  await withEngine(source, options, reporter, async (engine) => {
    checkSources(engine, source, reporter)
    const segments = segmentsOf(lines, engine, tell)
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
  lines: readonly DefinitionLine[],
  engine: Engine,
  tell: (problem: Problem) => void,
): readonly Segment[] {
  const ids = new Set(lines.map((line) => line.id))
  const lookUp = { segments: (reference: string) => (ids.has(reference) ? reference : null), segmentNames: ids }
  const segments: Segment[] = []
  for (const { id, line, definition: written } of lines) {
    const { definition, diagnostics } = readDefinition(written, engine.catalog, lookUp)
    for (const diagnostic of diagnostics) {
      const excerpt = excerptAt(written, diagnostic.pointer)
      tell({ ...diagnostic, line, id, ...(excerpt === undefined ? {} : { excerpt }) })
    }
    if (definition !== null) segments.push({ id, line, definition })
  }
  const { ordered, refused } = orderByReferences(segments)
  for (const { id, line } of segments) {
    for (const diagnostic of refused.get(id) ?? []) tell({ ...diagnostic, line, id })
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
