import type { JsonValue } from '../json/json-value.ts'
import type { AggregateSpecNode, ReferenceNode } from '../tree/tree.ts'
import type { Activity, AttributeType, ColumnClass, Relationship, TableSource } from './catalog.ts'

/** A catalog as written, with the right shape; its names have not been looked up yet. Records have no prototype, so any name is safe. */
export interface CatalogFile {
  readonly timeZone: string
  readonly weekStart: 'monday' | 'sunday'
  readonly audience: string
  readonly audiences: readonly string[]
  readonly tables: Readonly<Record<string, CatalogFileTable>>
  readonly relationships: Readonly<Record<string, CatalogFileRelationship>>
  readonly measures: Readonly<Record<string, CatalogFileMeasure>>
}

export interface CatalogFileTable {
  readonly source: TableSource
  /** Empty: the catalog names no key. */
  readonly key: readonly string[]
  readonly label?: string
  readonly attributes: Readonly<Record<string, CatalogFileAttribute>>
  readonly activity?: Activity
}

export interface CatalogFileAttribute {
  readonly type?: Exclude<AttributeType, 'other'>
  readonly label?: string
  readonly semantic?: string
  readonly class?: ColumnClass
}

/** The ends are columns, each `table.column`. */
export interface CatalogFileRelationship {
  readonly from: readonly string[]
  readonly to: readonly string[]
  readonly cardinality: Relationship['cardinality']
}

export type CatalogFileMeasure = { readonly label?: string; readonly pointer: string } & (
  | { readonly kind: 'aggregate'; readonly aggregate: AggregateSpecNode; readonly default?: JsonValue }
  | { readonly kind: 'formula'; readonly formula: string }
  | { readonly kind: 'daysSince'; readonly of: ReferenceNode }
)
