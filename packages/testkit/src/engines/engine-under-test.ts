import type { Engine } from '@coterie/engines'
import type { OpenOptions } from '@coterie/engines/duckdb'

/** An engine as conformance tests know it. */
export interface EngineUnderTest {
  readonly name: string
  /** Why it cannot run here; null where it can. */
  readonly notRunBecause: string | null
  open(options: OpenOptions): Promise<Engine>
}
