import type { AttributeType, NumberKind } from '@coterie/definition'

/** How a column of a source becomes a column of the engine's table. */
export interface ReadColumn {
  readonly name: string
  /** The column of the relation that is read, e.g. `v3`. */
  readonly raw: string
  readonly type: AttributeType
  readonly number?: NumberKind
  /** Columns computed before `value`, so that it can use them more than once. */
  readonly steps: readonly { readonly alias: string; readonly sql: string }[]
  /** The value, over `raw` and the steps. */
  readonly value: string
  /** True for a value that cannot be read as the type, never null; null where all values are known to be readable. */
  readonly unreadable: string | null
}

/** The DuckDB type numbers of a kind are stored in. */
export function numberSqlType(kind: NumberKind, digits: number): string {
  switch (kind.kind) {
    case 'integer':
      return 'BIGINT'
    case 'float':
      return 'DOUBLE'
    case 'decimal':
      // 18 digits fit 64 bits, which is several times faster than 128.
      return `DECIMAL(${digits <= 18 ? 18 : 38}, ${kind.scale})`
  }
}
