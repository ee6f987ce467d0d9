import type { Catalog, Table } from '@coterie/definition'
import type { Engine, RejectedRow, TableReport } from '@coterie/engines'
import { readCatalogSource } from '../catalog-source.ts'
import { EXIT } from '../exit-code.ts'
import { type EngineOptions, withEngine } from '../open-engine.ts'
import { writeOutput } from '../output/standard-output.ts'
import { textTable } from '../output/text-table.ts'
import { Refusal, refuses } from '../report/problem.ts'
import type { Reporter } from '../report/reporter.ts'

export interface CatalogCheckOptions extends EngineOptions {
  readonly catalog: string
  /** How many rejected rows of each table to list. */
  readonly rejects: number
  readonly json: boolean
}

/** Reads a catalog and all of its sources and prints what was found in them. Refuses what an evaluation would refuse. */
export async function catalogCheck(options: CatalogCheckOptions, reporter: Reporter): Promise<number> {
  try {
    return await check(options, reporter)
  } catch (error) {
    // Elsewhere a refused catalog stops an evaluation; here it is what was asked for.
    if (error instanceof Refusal && error.exitCode === EXIT.engine) throw new Refusal(EXIT.refused, error.problems)
    throw error
  }
}

async function check(options: CatalogCheckOptions, reporter: Reporter): Promise<number> {
  const source = await readCatalogSource(options.catalog, reporter)
  const engineOptions = { ...options, maxRejectedExamples: options.rejects }
  return withEngine(source, engineOptions, reporter, async (engine) => {
    reporter.progress(null)
    await writeOutput(
      options.json ? [checkJson(engine, options)] : checkText(engine, options).map((line) => `${line}\n`),
    )
    for (const diagnostic of engine.diagnostics) reporter.problem({ ...diagnostic, file: options.catalog })
    return refuses(engine.diagnostics) ? EXIT.refused : EXIT.ok
  })
}

function checkJson({ catalog, tables }: Engine, { rejects }: CatalogCheckOptions): string {
  const found = tables.map((report) => ({
    ...report,
    elapsedMs: Math.round(report.elapsedMs),
    rejected: { ...report.rejected, examples: report.rejected.examples.slice(0, rejects) },
    columns: columnsOf(catalog, report).map(([name, type]) => ({ name, type })),
  }))
  return `${JSON.stringify({ timeZone: catalog.timeZone, tables: found }, null, 2)}\n`
}

function checkText({ catalog, tables }: Engine, { rejects }: CatalogCheckOptions): string[] {
  return tables.flatMap((report) => {
    const table = catalog.tables.get(report.table)
    const rejected = report.rejected.count === 0 ? '' : `, ${report.rejected.count} rejected`
    return [
      `${report.table}: ${report.rows} rows${rejected}, ${keyText(table, report)}`,
      ...columnsOf(catalog, report).map(([name, type]) => `  ${name}: ${type}`),
      ...report.orphans
        .filter((orphans) => orphans.count > 0)
        .map(
          (orphans) =>
            `  ${orphans.relationship}: ${orphans.count} ${orphans.count === 1 ? 'row points' : 'rows point'} at nothing, e.g. ${orphans.examples.join(', ')}`,
        ),
      ...rejectedText(report.rejected.examples.slice(0, rejects)).map((line) => `  ${line}`),
      '',
    ]
  })
}

function keyText(table: Table | undefined, { key }: TableReport): string {
  if (table === undefined) return 'no key'
  const name = `key ${table.key.join(' + ')}`
  if (key.nulls === 0 && key.duplicates === 0) return name
  const examples = key.examples.length === 0 ? '' : `, e.g. ${key.examples.join(', ')}`
  return `${name}: ${key.nulls} null, ${key.duplicates} repeated${examples}`
}

function columnsOf(catalog: Catalog, { table }: TableReport): readonly (readonly [name: string, type: string])[] {
  const attributes = catalog.tables.get(table)?.attributes.values() ?? []
  return [...attributes].map(({ name, type, number }) => {
    if (number === undefined) return [name, type]
    return [name, `${type} (${number.kind === 'decimal' ? `decimal, ${number.scale} fractional digits` : number.kind})`]
  })
}

function rejectedText(rows: readonly RejectedRow[]): string[] {
  if (rows.length === 0) return []
  return textTable(
    [
      { title: 'file' },
      { title: 'line', align: 'right' },
      { title: 'column' },
      { title: 'value' },
      { title: 'reason' },
    ],
    rows.map(({ file, line, column, value, reason }) => [
      file,
      line === null ? '' : String(line),
      column ?? '',
      value === null ? '' : JSON.stringify(value),
      reason,
    ]),
  )
}
