import type { JsonValue } from '../json/json-value.ts'
import type { AttributeType, ColumnClass, TableSource } from './catalog.ts'

/** A catalog as written, with the right shape; its names have not been looked up yet. Records have no prototype. */
export interface CatalogFile {
  readonly timeZone: string
  readonly weekStart: 'monday' | 'sunday'
  readonly audience: string
  readonly audiences: readonly string[]
  readonly tables: Readonly<Record<string, CatalogFileTable>>
  readonly relationships: Readonly<Record<string, CatalogFileRelationship>>
  readonly measures: Readonly<Record<string, JsonValue>>
}

export interface CatalogFileTable {
  readonly source: TableSource
  /** Empty: the catalog names no key. */
  readonly key: readonly string[]
  readonly label?: string
  readonly attributes: Readonly<Record<string, CatalogFileAttribute>>
  readonly activity?: { readonly type: string; readonly time: string; readonly value?: string }
}

export interface CatalogFileAttribute {
  readonly type?: Exclude<AttributeType, 'other'>
  readonly label?: string
  readonly semantic?: string
  readonly class?: ColumnClass
}

export interface CatalogFileRelationship {
  readonly from: readonly string[]
  readonly to: readonly string[]
  readonly cardinality: 'many-to-one' | 'one-to-one'
}
