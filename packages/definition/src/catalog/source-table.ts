import type { AttributeType, NumberKind } from './catalog.ts'

/** A table as an engine found it in its source, with the types it read the columns as. */
export interface SourceTable {
  readonly name: string
  readonly columns: readonly SourceColumn[]
  readonly rows: number
}

export interface SourceColumn {
  readonly name: string
  readonly type: AttributeType
  readonly number?: NumberKind
}
