import type { Engine, EngineError, EngineName } from '@coterie/engines'
import { type CatalogSource, throwIfRefused } from './catalog-source.ts'
import { EXIT } from './exit-code.ts'
import { plainProblem, Refusal } from './report/problem.ts'
import type { Reporter } from './report/reporter.ts'

/** What every command that reads data can be told about the engine. */
export interface EngineOptions {
  readonly engine: EngineName
  /** Memory the engine may use, e.g. `4GB`; the engine's own default when absent. */
  readonly memoryLimit?: string
  readonly threads?: number
  /** How many rejected rows of a table are kept as examples; the engine's own default when absent. */
  readonly maxRejectedExamples?: number
  readonly signal: AbortSignal
}

/** Reads a catalog's sources, hands the engine to `use` and closes it whatever happens. Does not look at what was found. */
export async function withEngine<T>(
  source: CatalogSource,
  options: EngineOptions,
  reporter: Reporter,
  use: (engine: Engine) => Promise<T>,
): Promise<T> {
  reporter.progress('reading tables …')
  const engine = await openEngine(source, options, reporter).catch((error: unknown) => {
    throw refusedCatalog(error, source) ?? error
  })
  try {
    return await use(engine)
  } finally {
    reporter.progress('closing …')
    await engine.close()
    reporter.progress(null)
  }
}

// An engine's driver is loaded only when it is asked for: `--help` must not wait for DuckDB.
async function openEngine(source: CatalogSource, options: EngineOptions, reporter: Reporter): Promise<Engine> {
  const { engine, memoryLimit, threads, maxRejectedExamples, signal } = options
  const request = {
    file: source.file,
    baseDir: source.baseDir,
    signal,
    ...(memoryLimit !== undefined && { memoryLimit }),
    ...(threads !== undefined && { threads }),
    ...(maxRejectedExamples !== undefined && { maxRejectedExamples }),
    onProgress: (progress: { readonly text: string }) => reporter.progress(progress.text),
  }
  switch (engine) {
    case 'duckdb': {
      const { openDuckDbEngine } = await import('@coterie/engines/duckdb')
      return openDuckDbEngine(request)
    }
    case 'reference': {
      const { openReferenceEngine } = await import('@coterie/engines/reference')
      return openReferenceEngine(request)
    }
    case 'trino':
      throw new Refusal(EXIT.usage, [
        plainProblem(
          'engine-unavailable',
          'The engine `trino` is not available yet: use `--engine duckdb` or `--engine reference`.',
          {
            engine,
          },
        ),
      ])
  }
}

/** An engine's error that the catalog does not fit its sources, as a `Refusal` with all of the problems; null for any other. */
function refusedCatalog(error: unknown, { path }: CatalogSource): Refusal | null {
  if (!(error instanceof Error) || !('code' in error) || error.code !== 'catalog-refused') return null
  const { diagnostics } = (error as EngineError<'catalog-refused'>).params
  return new Refusal(
    EXIT.engine,
    diagnostics.map((diagnostic) => ({ ...diagnostic, file: path })),
  )
}

/** Throws a `Refusal` if the catalog or the data in its sources do not allow an evaluation; tells of what is only odd. */
export function checkSources(engine: Engine, source: CatalogSource, reporter: Reporter): void {
  throwIfRefused(
    engine.diagnostics.map((diagnostic) => ({ ...diagnostic, file: source.path })),
    EXIT.engine,
    reporter,
  )
  for (const { table, rejected } of engine.tables) {
    if (rejected.count === 0) continue
    reporter.problem({
      code: 'rows-rejected',
      severity: 'warning',
      message: `Table \`${table}\`: ${rejected.count} ${rejected.count === 1 ? 'row' : 'rows'} could not be read and ${rejected.count === 1 ? 'is' : 'are'} left out; see "coterie catalog check --rejects 20".`,
      params: { table, rejected: rejected.count },
    })
  }
}
