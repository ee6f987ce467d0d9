import type { ProfileValue } from '../resolve/resolved.ts'

/** The types an attribute can have. `other` is a source column of any other type: it can be shown, and tested for null only. */
export type AttributeType =
  | 'string'
  | 'number'
  | 'boolean'
  | 'date'
  | 'datetime'
  | 'list<string>'
  | 'list<number>'
  | 'other'

/**
 * How exact a number is. `integer` fits 64 bits, `decimal` has at most 38 digits of which `scale` are fractional
 * (an integer wider than 64 bits is a decimal of scale 0), `float` is a 64-bit float.
 */
export type NumberKind =
  | { readonly kind: 'integer' }
  | { readonly kind: 'decimal'; readonly scale: number }
  | { readonly kind: 'float' }

/** How carefully a column is handled: who may see, filter and export it. */
export type ColumnClass = 'public' | 'internal' | 'personal' | 'sensitive'

/** A column of a table, as definitions see it. */
export interface Attribute {
  readonly name: string
  readonly type: AttributeType
  /** Present for `number` and `list<number>`. */
  readonly number?: NumberKind
  readonly label?: string
  readonly semantic?: string
  readonly class: ColumnClass
}

/** Where a table's rows come from: files (a path or glob, relative to the catalog file) or a table the engine knows. */
export type TableSource = { readonly path: string } | { readonly table: string }

/** What makes a table an activity table: what its rows are, when each happened, and what it was worth. */
export interface Activity {
  readonly type: string
  readonly time: string
  readonly value?: string
}

/** A table, its key and its attributes in the source's column order. */
export interface Table {
  readonly name: string
  readonly label: string
  readonly source: TableSource
  /** The columns that identify a row. Where the catalog names no key, the engine numbers the rows in `ROW_NUMBER_COLUMN`. */
  readonly key: readonly string[]
  readonly attributes: ReadonlyMap<string, Attribute>
  readonly activity?: Activity
}

/** The column an engine adds to a table without a key: the row's position in the source, from 0. Not an attribute people can use. */
export const ROW_NUMBER_COLUMN = '__row'

/** One end of a relationship: columns of a table, as many on the one end as on the other. */
export interface RelationshipEnd {
  readonly table: string
  readonly columns: readonly string[]
}

/** A foreign key: rows of `from` point at the row of `to` with equal columns. */
export interface Relationship {
  readonly name: string
  readonly from: RelationshipEnd
  readonly to: RelationshipEnd
  readonly cardinality: 'many-to-one' | 'one-to-one'
}

/** A named value per profile, usable in conditions as `measures.<name>`. */
export interface Measure {
  readonly name: string
  readonly label?: string
  /** The profile table it belongs to. */
  readonly audience: string
  readonly value: ProfileValue
}

/** Everything a definition may talk about, with every name resolved and every type known. */
export interface Catalog {
  /** IANA zone in which relative windows and calendar parts are counted. */
  readonly timeZone: string
  readonly weekStart: 'monday' | 'sunday'
  /** The default audience. */
  readonly audience: string
  readonly audiences: readonly string[]
  readonly tables: ReadonlyMap<string, Table>
  readonly relationships: ReadonlyMap<string, Relationship>
  readonly measures: ReadonlyMap<string, Measure>
}
