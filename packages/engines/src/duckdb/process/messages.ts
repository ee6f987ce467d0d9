import type { SourceRequest, SourceTable } from '@coterie/definition'
import type { EngineErrorCode } from '../../errors.ts'
import type { RejectedRow, TableReport } from '../../table-report.ts'
import type { ZoneTable } from '../sql/zone-sql.ts'
import type { PlainCell } from './plain-cell.ts'

/** What the engine's process can be asked to do. */
export type Command =
  | {
      readonly kind: 'read'
      readonly folder: string
      readonly memoryLimit: string
      readonly threads: number | null
      readonly baseDir: string
      /** The workspace's zone, in which times without an offset are read. */
      readonly zone: ZoneTable
      readonly maxRejectedExamples: number
      readonly tables: readonly SourceRequest[]
    }
  /** Checks keys and relationships and locks the database; statements run only after it. */
  | { readonly kind: 'check'; readonly keys: readonly KeyCheck[]; readonly relationships: readonly RelationshipCheck[] }
  /** Runs a statement that returns nothing. */
  | { readonly kind: 'statement'; readonly session: number; readonly sql: string }
  /** Runs a query of one number. */
  | { readonly kind: 'count'; readonly session: number; readonly sql: string }
  /** Runs a query of one column of BLOBs, texts in UTF-8 in ascending order, and hashes them; with `send` they come in `texts` messages. */
  | { readonly kind: 'texts'; readonly session: number; readonly sql: string; readonly send: boolean }
  /** Runs a query of any columns; the rows come in `rows` messages. */
  | { readonly kind: 'rows'; readonly session: number; readonly sql: string }
  /** Ends a session: its temporary tables are gone. */
  | { readonly kind: 'end'; readonly session: number }

/** A table with its qualified physical name. */
export interface KeyCheck {
  readonly table: string
  readonly physical: readonly string[]
  readonly columns: readonly string[]
  /** SQL of a row's key as people see it. */
  readonly text: string
}

export interface RelationshipCheck {
  readonly relationship: string
  readonly from: KeyCheck
  readonly to: KeyCheck
  readonly oneToOne: boolean
}

/** What a command gives when it is done. */
export interface Results {
  readonly read: readonly ReadResult[]
  readonly check: CheckResult
  readonly statement: null
  readonly count: number
  readonly texts: { readonly count: number; readonly sha256: string }
  readonly rows: null
  readonly end: null
}

export interface ReadResult {
  readonly source: SourceTable
  readonly physical: string
  /** Whether the rows are numbered because the table has no key. */
  readonly numbered: boolean
  /** Physical column names by column. */
  readonly columns: ReadonlyMap<string, string>
  readonly rejected: { readonly count: number; readonly examples: readonly RejectedRow[] }
  readonly elapsedMs: number
}

export interface CheckResult {
  readonly keys: readonly ({ readonly table: string } & TableReport['key'])[]
  readonly relationships: readonly RelationshipResult[]
}

export interface RelationshipResult {
  readonly relationship: string
  readonly orphans: number
  readonly orphanExamples: readonly string[]
  /** Values of the `to` end that several rows have. */
  readonly repeatedTargets: number
  readonly repeatedTargetExamples: readonly string[]
  /** Values of the `from` end that several rows have, where the relationship is one-to-one. */
  readonly repeatedSources: number
  readonly repeatedSourceExamples: readonly string[]
}

/** How far reading has come. */
export interface ReadProgress {
  readonly stage: 'reading' | 'read' | 'checking'
  readonly table: string | null
  readonly rows: number | null
}

export type ToChild =
  | { readonly kind: 'command'; readonly id: number; readonly command: Command }
  | { readonly kind: 'interrupt'; readonly id: number }

export type FromChild =
  | { readonly kind: 'done'; readonly id: number; readonly result: Results[keyof Results] }
  | { readonly kind: 'failed'; readonly id: number; readonly error: PlainError }
  | { readonly kind: 'progress'; readonly id: number; readonly progress: ReadProgress }
  | { readonly kind: 'texts'; readonly id: number; readonly texts: readonly string[] }
  | { readonly kind: 'rows'; readonly id: number; readonly rows: readonly (readonly PlainCell[])[] }

/** An `EngineError` on its way between processes. */
export interface PlainError {
  readonly code: EngineErrorCode
  readonly params: unknown
  /** What the database said. */
  readonly cause: string | null
}
