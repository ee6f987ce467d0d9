import {
  type BatchOptions,
  type BatchSegment,
  compileBatch,
  type DialectName,
  explainBatch,
  type Naming,
  referencesOf,
} from '@coterie/compiler'
import { type Catalog, createClock, describeDefinition, orderByReferences } from '@coterie/definition'
import { readCatalogSource, throwIfRefused } from '../catalog-source.ts'
import { EXIT } from '../exit-code.ts'
import { checkSources, type EngineOptions, withEngine } from '../open-engine.ts'
import { writeOutput } from '../output/standard-output.ts'
import type { Reporter } from '../report/reporter.ts'
import { asOfInstant } from './evaluate-options.ts'
import { resolveWritten } from './resolve-written.ts'
import { readWrittenDefinition, readWrittenDefinitions, type WrittenDefinition } from './written-definitions.ts'

/** What of an explanation to print: the definition in words, the plan after each rule, or the SQL alone. */
export type ExplainStage = 'words' | 'plan' | 'sql'

export interface ExplainOptions extends Omit<EngineOptions, 'engine'> {
  readonly catalog: string
  readonly definition: string
  /** Where the segments it refers to are: as for `evaluate --definitions`. */
  readonly definitions?: string
  readonly asOf?: string
  readonly dialect: DialectName
  /** Absent: words and plan. */
  readonly stage?: ExplainStage
  readonly json: boolean
}

/** In explanations tables and columns are called what the catalog calls them. */
const CATALOG_NAMES: Naming = { table: (table) => [table], column: (_table, column) => column }

/** Prints what a definition means in words, how its plan is rewritten and the SQL it becomes. Evaluates nothing. */
export async function explain(options: ExplainOptions, reporter: Reporter): Promise<number> {
  const source = await readCatalogSource(options.catalog, reporter)
  const asOf = asOfInstant(options.asOf, source.file.timeZone)
  const explained = await readWrittenDefinition(options.definition)
  const others = options.definitions === undefined ? [] : (await readWrittenDefinitions(options.definitions)).written
  // The types of columns are in the sources.
  await withEngine(source, { ...options, engine: 'reference' }, reporter, async (engine) => {
    const { catalog } = engine
    checkSources(engine, source, reporter)
    reporter.progress(null)
    const segments = withReferences(explained, others, catalog, reporter)
    const clock = createClock({ asOf, timeZone: catalog.timeZone, weekStart: catalog.weekStart })
    const batch: BatchOptions = { segments, catalog, clock, dialect: options.dialect, naming: CATALOG_NAMES }
    const words = segments.flatMap(({ definition }, index) =>
      index === 0 ? describeDefinition(definition, catalog) : [],
    )
    await writeOutput(
      options.json
        ? [`${JSON.stringify({ words, ...compileBatch(batch) }, null, 2)}\n`]
        : explanation(words, batch, options.stage),
    )
  })
  return EXIT.ok
}

/** The explained definition and, after it, those it refers to, however indirectly. Throws a `Refusal`. */
function withReferences(
  explained: WrittenDefinition,
  others: readonly WrittenDefinition[],
  catalog: Catalog,
  reporter: Reporter,
): readonly BatchSegment[] {
  const written = new Map(others.map((other) => [other.id, other]))
  const segments = new Map<string, BatchSegment>()
  const waiting = [explained]
  for (const next of waiting) {
    if (segments.has(next.id)) continue
    const definition = resolveWritten(next, catalog, reporter, new Set(written.keys()))
    segments.set(next.id, { id: next.id, definition })
    for (const reference of referencesOf(definition)) waiting.push(...others.filter(({ id }) => id === reference))
  }
  const { refused } = orderByReferences([...segments.values()])
  throwIfRefused(
    [...refused].flatMap(([id, problems]) => problems.map((problem) => ({ ...problem, id }))),
    EXIT.refused,
    reporter,
  )
  return [...segments.values()]
}

function* explanation(
  words: readonly string[],
  batch: BatchOptions,
  stage: ExplainStage | undefined,
): Generator<string> {
  if (stage !== 'plan' && stage !== 'sql') yield* words.map((sentence) => `${sentence}\n`)
  if (stage === undefined) yield '\n'
  if (stage === 'sql') yield* statements(batch)
  if (stage === undefined || stage === 'plan') yield explainBatch(batch)
}

/** The statements that would run, in their order. */
function* statements(batch: BatchOptions): Generator<string> {
  const { shared, segments } = compileBatch(batch)
  for (const { name, description, sql } of shared) yield `-- ${name}: ${description}\n${sql};\n\n`
  for (const { id, sql } of segments) yield `-- segment ${id}\n${sql};\n`
}
