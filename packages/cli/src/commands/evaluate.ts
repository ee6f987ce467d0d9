import type { JsonValue } from '@coterie/definition'
import type { Engine, Inspection, SegmentResult } from '@coterie/engines'
import { readCatalogSource } from '../catalog-source.ts'
import { EXIT } from '../exit-code.ts'
import { checkSources, withEngine } from '../open-engine.ts'
import { csvRecord } from '../output/csv-text.ts'
import { resultJson } from '../output/result-json.ts'
import { writeOutput } from '../output/standard-output.ts'
import { textTable } from '../output/text-table.ts'
import { excerptAt } from '../report/excerpt.ts'
import type { Reporter } from '../report/reporter.ts'
import { evaluateMany } from './evaluate-many.ts'
import { asOfInstant, type EvaluateOptions, type Output } from './evaluate-options.ts'
import { resolveWritten } from './resolve-written.ts'
import { readWrittenDefinition } from './written-definitions.ts'

/** Evaluates one definition and prints its members, or a file of many and prints a line for each. */
export async function evaluate(options: EvaluateOptions, reporter: Reporter): Promise<number> {
  const { definition: path } = options
  if (path === undefined) return evaluateMany(options, reporter)

  const source = await readCatalogSource(options.catalog, reporter)
  const asOf = asOfInstant(options.asOf, source.file.timeZone)
  const written = await readWrittenDefinition(path)
  await withEngine(source, options, reporter, async (engine) => {
    checkSources(engine, source, reporter)
    const definition = resolveWritten(written, engine.catalog, reporter)
    reporter.progress('evaluating …')
    const result = await onlyResult(
      engine.evaluate({
        segments: [{ id: written.id, definition }],
        asOf,
        want: WANT[options.output],
        inspect: options.inspect || options.output === 'json',
        signal: options.signal,
      }),
    )
    reporter.progress(null)
    if (options.inspect && options.output !== 'json' && result.inspection !== undefined) {
      reporter.remark(inspectionText(result.inspection, written.definition).join('\n'))
    }
    await writeOutput(printed(result, options.output, engine, asOf))
  })
  return EXIT.ok
}

const WANT = { ids: 'ids', count: 'count', json: 'ids', csv: 'rows' } as const satisfies Record<Output, string>

async function onlyResult(results: AsyncIterable<SegmentResult>): Promise<SegmentResult> {
  for await (const result of results) return result
  throw new Error('the engine gave no result')
}

function printed(result: SegmentResult, output: Output, engine: Engine, asOf: bigint): Iterable<string> {
  switch (output) {
    case 'ids':
      return lines(result.ids ?? [])
    case 'count':
      return [`${result.count}\n`]
    case 'json':
      return resultJson(result, engine, asOf)
    case 'csv':
      return csvRecords(result)
  }
}

function* lines(texts: Iterable<string>): Generator<string> {
  for (const text of texts) yield `${text}\n`
}

function* csvRecords({ rows }: SegmentResult): Generator<string> {
  if (rows === undefined) return
  yield csvRecord(rows.columns)
  for (const row of rows.rows) yield csvRecord(row)
}

function inspectionText(inspection: Inspection, written: JsonValue): string[] {
  return [
    ...textTable(
      [{ title: 'profiles', align: 'right' }, { title: 'part' }, { title: '' }],
      inspection.parts.map(({ pointer, count }) => [String(count), pointer, excerptAt(written, pointer) ?? '']),
    ),
    ...inspection.afterRule.map((count, index) => `after rule ${index + 1}: ${count}`),
  ]
}
