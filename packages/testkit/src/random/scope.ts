import type { ColumnType, World } from '../world/world.ts'

/** A path as definitions write it, from the far table to the audience, and the tables on it, the audience last. */
export interface RandomPath {
  readonly relationships: readonly string[]
  readonly tables: readonly string[]
}

/** What conditions about one row may name. */
export interface RandomScope {
  readonly world: World
  readonly tables: readonly string[]
  /** Measures that may be used, with their types. */
  readonly measures: readonly { readonly name: string; readonly type: ColumnType }[]
  /** Other segments that may be referred to. */
  readonly segments: readonly string[]
}

/** An attribute as definitions name it. */
export interface RandomAttribute {
  readonly reference: string
  readonly type: ColumnType
}

const MAX_RELATIONSHIPS = 4

/** Every path of a world up to four relationships, the empty one first. */
export function pathsOf({ audience, relationships = {} }: World): readonly RandomPath[] {
  const ends = Object.entries(relationships).map(([name, { from, to }]) => ({
    name,
    tables: [tableIn(from), tableIn(to)] as const,
  }))
  const found: RandomPath[] = [{ relationships: [], tables: [audience] }]
  for (const path of found) {
    if (path.relationships.length === MAX_RELATIONSHIPS) continue
    const far = path.tables[0] ?? audience
    for (const { name, tables } of ends) {
      const [a, b] = tables
      const next = a === far ? b : b === far ? a : null
      if (next === null || path.tables.includes(next)) continue
      found.push({ relationships: [name, ...path.relationships], tables: [next, ...path.tables] })
    }
  }
  return found
}

const tableIn = (end: string | readonly string[]): string => {
  const first = typeof end === 'string' ? end : (end[0] ?? '')
  return first.slice(0, first.lastIndexOf('.'))
}

/** The attributes of the tables of a scope that have one of the types. */
export function attributesOf(
  world: World,
  tables: readonly string[],
  types: (type: ColumnType) => boolean,
): readonly RandomAttribute[] {
  return tables.flatMap((table) =>
    Object.entries(world.tables[table]?.columns ?? {})
      .filter(([, type]) => types(type))
      .map(([column, type]) => ({ reference: `${table}.${column}`, type })),
  )
}

export const isNumber = (type: ColumnType): boolean => type === 'integer' || type === 'decimal' || type === 'float'
export const isOrdered = (type: ColumnType): boolean =>
  isNumber(type) || type === 'string' || type === 'date' || type === 'datetime'
