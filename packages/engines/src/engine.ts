import type { Catalog, Diagnostic, ResolvedDefinition } from '@coterie/definition'
import type { TableReport } from './table-report.ts'

/**
 * Runs resolved definitions over a catalog's tables. Engines differ in speed and size of data, never in meaning: a
 * capability that is missing is an explicit refusal.
 */
export interface Engine {
  readonly name: EngineName
  /** The catalog with the types and row counts found in the sources. */
  readonly catalog: Catalog
  /** What reading the sources found: rows read and rejected, broken keys, orphaned foreign keys. */
  readonly tables: readonly TableReport[]
  readonly diagnostics: readonly Diagnostic[]
  /** Evaluates definitions together, each once, referenced segments before those that refer to them. Results come in the order of `requests.segments`. */
  evaluate(request: EvaluationRequest): AsyncIterable<SegmentResult>
  /** Ends the engine and deletes what it wrote. Safe to call twice. */
  close(): Promise<void>
}

export type EngineName = 'duckdb' | 'reference' | 'trino'

export interface EvaluationRequest {
  /** Definitions by id; conditions about segments name ids of this same list. */
  readonly segments: readonly { readonly id: string; readonly definition: ResolvedDefinition }[]
  /** The instant of the evaluation, in microseconds since 1970. */
  readonly asOf: bigint
  /** What each result carries beside the count. */
  readonly want: 'count' | 'digest' | 'ids' | 'rows'
  /** Also count each rule, group and condition on its own and the combined set after each rule. */
  readonly inspect?: boolean
  /** Stops the evaluation within a second. */
  readonly signal?: AbortSignal
}

/** The members of one segment. Keys are printed as text: a single key as it is stored, a composite key as a JSON array. */
export interface SegmentResult {
  readonly id: string
  readonly count: number
  /** SHA-256 (hex) of the members' keys in ascending code-point order joined by a line feed; with `want` of `digest` and `ids`. */
  readonly sha256?: string
  /** The members' keys in ascending code-point order; with `want: 'ids'`. */
  readonly ids?: readonly string[]
  /** Column names and rows of the output table in the order of the keys; with `want: 'rows'`. Cells are text or null; lists are JSON arrays. */
  readonly rows?: { readonly columns: readonly string[]; readonly rows: readonly (readonly (string | null)[])[] }
  readonly inspection?: Inspection
  readonly elapsedMs: number
  /** The statement that was run, for engines that run one. */
  readonly sql?: string
}

/** How many profiles satisfy each part of a definition on its own, by JSON pointer, and the combined set after each rule. */
export interface Inspection {
  readonly parts: readonly { readonly pointer: string; readonly count: number }[]
  readonly afterRule: readonly number[]
}
