import type { EngineOptions } from '../open-engine.ts'
import type { Reporter } from '../report/reporter.ts'

export type ExplainStage = 'words' | 'plan' | 'rewritten' | 'sql'

export interface ExplainOptions extends EngineOptions {
  readonly catalog: string
  readonly definition: string
  readonly asOf?: string
  readonly dialect: 'duckdb' | 'trino'
  /** Absent: all of them. */
  readonly stage?: ExplainStage
  readonly json: boolean
}

export async function explain(_options: ExplainOptions, _reporter: Reporter): Promise<number> {
  throw new Error('to come')
}
