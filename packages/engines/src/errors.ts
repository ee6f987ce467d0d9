import type { Diagnostic } from '@coterie/definition'

/** Who has to act: the caller, the operator of the service, nobody (this engine cannot), the database's owner, …, us. */
export type ErrorKind = 'input' | 'config' | 'unsupported' | 'engine' | 'conflict' | 'unavailable' | 'bug'

interface ErrorParams {
  'source-missing': { readonly table: string; readonly path: string }
  'source-unreadable': { readonly table: string; readonly path: string; readonly reason: string }
  'source-format-unknown': { readonly table: string; readonly path: string }
  'source-unsupported': { readonly table: string; readonly reason: string }
  'catalog-refused': { readonly diagnostics: readonly Diagnostic[] }
  'folder-unusable': { readonly folder: string }
  'table-unknown': { readonly table: string }
  'column-unknown': { readonly table: string; readonly column: string }
  'segment-unknown': { readonly segment: string }
  cancelled: Readonly<Record<string, never>>
  'engine-closed': Readonly<Record<string, never>>
  'engine-died': { readonly exitCode: number | null; readonly signal: string | null }
  'out-of-memory': { readonly memoryLimit: string }
  'query-failed': { readonly segment: string | null }
  'not-supported': { readonly feature: string }
}

/** Stable names of everything an engine can fail with; never renamed or reused. */
export type EngineErrorCode = keyof ErrorParams

type Catalogue = {
  readonly [Code in EngineErrorCode]: {
    readonly kind: ErrorKind
    readonly message: (params: ErrorParams[Code]) => string
  }
}

const CATALOGUE: Catalogue = {
  'source-missing': {
    kind: 'config',
    message: ({ table, path }) =>
      `Table \`${table}\`: no file matches \`${path}\`. Paths are relative to the catalog file; correct the path or add the file.`,
  },
  'source-unreadable': {
    kind: 'config',
    message: ({ table, path, reason }) =>
      `Table \`${table}\`: \`${path}\` cannot be read: ${reason}. Repair or replace the file, or correct the path.`,
  },
  'source-format-unknown': {
    kind: 'config',
    message: ({ table, path }) =>
      `Table \`${table}\`: the format of \`${path}\` is not known. Use a file that ends in .csv, .csv.gz, .tsv, .tsv.gz, .parquet, .json, .ndjson, .jsonl or the latter three with .gz.`,
  },
  'source-unsupported': {
    kind: 'unsupported',
    message: ({ table, reason }) => `Table \`${table}\`: ${reason}.`,
  },
  'catalog-refused': {
    kind: 'input',
    message: ({ diagnostics }) =>
      `The catalog does not fit its sources: ${diagnostics.map(({ message }) => message).join(' ')}`,
  },
  'folder-unusable': {
    kind: 'config',
    message: ({ folder }) =>
      `The engine cannot write to the folder for temporary files, \`${folder}\`. Name another one or allow it.`,
  },
  'table-unknown': {
    kind: 'bug',
    message: ({ table }) => `No table \`${table}\` has been read.`,
  },
  'column-unknown': {
    kind: 'bug',
    message: ({ table, column }) => `The table \`${table}\` that was read has no column \`${column}\`.`,
  },
  'segment-unknown': {
    kind: 'bug',
    message: ({ segment }) => `The compiler made a segment \`${segment}\` that nobody asked for.`,
  },
  cancelled: { kind: 'input', message: () => 'The evaluation was cancelled.' },
  'engine-closed': { kind: 'bug', message: () => 'The engine is closed; open a new one.' },
  'engine-died': {
    kind: 'engine',
    message: ({ exitCode, signal }) =>
      `The engine's process ended unexpectedly (${signal === null ? `exit code ${exitCode}` : `signal ${signal}`}). Open the engine again; if it happens again, give it less memory or fewer threads.`,
  },
  'out-of-memory': {
    kind: 'engine',
    message: ({ memoryLimit }) =>
      `The engine needs more memory than its limit of ${memoryLimit}. Raise the limit or split the evaluation.`,
  },
  'query-failed': {
    kind: 'engine',
    message: ({ segment }) =>
      segment === null
        ? 'The engine could not run a statement.'
        : `The engine could not run a statement of segment \`${segment}\`.`,
  },
  'not-supported': { kind: 'unsupported', message: ({ feature }) => `This engine does not support ${feature}.` },
}

/** Everything engines throw. `kind` decides exit codes and retries; tests and programs look at `code` and `params`, never at the text. */
export class EngineError<Code extends EngineErrorCode = EngineErrorCode> extends Error {
  override readonly name = 'EngineError'
  readonly code: Code
  readonly params: ErrorParams[Code]

  constructor(code: Code, params: ErrorParams[Code], cause?: unknown) {
    super(CATALOGUE[code].message(params), cause === undefined ? undefined : { cause })
    this.code = code
    this.params = params
  }

  /** An error that came from another process, whose parameters were checked there. */
  static revive(code: EngineErrorCode, params: unknown, cause?: unknown): EngineError {
    return new EngineError(code, params as ErrorParams[EngineErrorCode], cause)
  }

  get kind(): ErrorKind {
    return CATALOGUE[this.code].kind
  }
}
