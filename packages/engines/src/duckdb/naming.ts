import type { Naming } from '@coterie/compiler'
import type { ROW_NUMBER_COLUMN } from '@coterie/definition'
import { EngineError } from '../errors.ts'

/** The schema all tables of a catalog stand in, apart from temporary tables. */
export const DATA_SCHEMA = 'data'

/** Physical names by a table's name. */
export interface PhysicalTable {
  readonly table: string
  readonly columns: ReadonlyMap<string, string>
}

/** The constant of the definition package, which the engine's process does not load: it would double the time it takes to start. */
const ROW_NUMBER: typeof ROW_NUMBER_COLUMN = '__row'
/** DuckDB's own number of a row: its position among the rows inserted, from 0, as long as none is deleted. */
const ROW_POSITION = 'rowid'

/** Gives every table and column a name of its own: DuckDB takes names that differ only in case for the same. */
export function physicalTables(
  tables: readonly { readonly name: string; readonly columns: readonly string[] }[],
): ReadonlyMap<string, PhysicalTable> {
  const names = physicalNames(tables.map(({ name }) => name))
  return new Map(
    tables.map(({ name, columns }, index) => {
      const [, ...physical] = physicalNames([ROW_POSITION, ...columns])
      const pairs = columns.map((column, at) => [column, physical[at] ?? column] as const)
      return [name, { table: names[index] ?? name, columns: new Map([...pairs, [ROW_NUMBER, ROW_POSITION]]) }]
    }),
  )
}

/** Names as they are where that is safe, else with a number after them. */
export function physicalNames(names: readonly string[]): readonly string[] {
  const taken = new Set<string>()
  return names.map((name) => {
    const base = name === '' || name.includes('\0') ? 'column' : name
    let physical = base
    for (let n = 2; taken.has(folded(physical)); n++) physical = `${base}__${n}`
    taken.add(folded(physical))
    return physical
  })
}

/** Wider than DuckDB's own folding, which is enough to keep names apart. */
function folded(name: string): string {
  return name.toLowerCase()
}

/** The names as the compiler asks for them. */
export function namingOf(tables: ReadonlyMap<string, PhysicalTable>): Naming {
  const find = (table: string): PhysicalTable => {
    const found = tables.get(table)
    if (found === undefined) throw new EngineError('table-unknown', { table })
    return found
  }
  return {
    table: (table) => [DATA_SCHEMA, find(table).table],
    column: (table, column) => {
      const physical = find(table).columns.get(column)
      if (physical === undefined) throw new EngineError('column-unknown', { table, column })
      return physical
    },
  }
}
