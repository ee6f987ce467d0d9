import {
  type AttributeType,
  type Catalog,
  type Diagnostic,
  type NumberKind,
  readCatalog,
  resolveCatalog,
  type SourceColumn,
  type SourceTable,
} from '@coterie/definition'
import type { Cell, ColumnType, World, WorldTable } from './world.ts'

/** The catalog file of a world as JSON; its tables are read from the files `sourceFile` names, beside it. */
export function catalogText(world: World): string {
  const { timeZone = 'UTC', weekStart = 'monday', audience, audiences, relationships = {}, measures } = world
  return JSON.stringify({
    version: 1,
    timeZone,
    weekStart,
    audience,
    ...(audiences && { audiences }),
    tables: Object.fromEntries(
      Object.entries(world.tables).map(([name, table], position) => [
        name,
        {
          source: { path: sourceFile(table, position) },
          ...(table.key !== undefined && { key: table.key }),
          attributes: Object.fromEntries(
            Object.entries(table.columns)
              // Sources alone can have an attribute of another type.
              .filter(([, type]) => type !== 'other')
              .map(([column, type]) => [column, { type: attributeTypeOf(type) }]),
          ),
        },
      ]),
    ),
    relationships: Object.fromEntries(
      Object.entries(relationships).map(([name, relationship]) => [
        name,
        { cardinality: 'many-to-one', ...relationship },
      ]),
    ),
    ...(measures && { measures }),
  })
}

/**
 * The file of the table at a position: names of tables may hold anything, names of files may not. A table without rows is a
 * header alone, which only delimited files have.
 */
export const sourceFile = ({ rows }: WorldTable, position: number): string =>
  `${position}.${rows.length === 0 ? 'csv' : 'ndjson'}`

/** The catalog of a world, resolved against its own rows. Throws with the problems if it has any. */
export function worldCatalog(world: World): Catalog {
  const { file, diagnostics } = readCatalog(catalogText(world), 'json')
  if (file === null) throw new Error(`The catalog is refused: ${messages(diagnostics)}`)
  const resolved = resolveCatalog(file, worldSources(world))
  if (resolved.catalog === null) throw new Error(`The catalog is refused: ${messages(resolved.diagnostics)}`)
  return resolved.catalog
}

const messages = (diagnostics: readonly Diagnostic[]): string =>
  diagnostics.map(({ code, pointer, message }) => `${code} at ${pointer}: ${message}`).join('; ')

function worldSources(world: World): SourceTable[] {
  return Object.entries(world.tables).map(([name, { columns, rows }]) => ({
    name,
    rows: rows.length,
    columns: Object.entries(columns).map(([column, type], i): SourceColumn => {
      const number = numberKind(
        type,
        rows.map((row) => row[i] ?? null),
      )
      return { name: column, type: attributeTypeOf(type), ...(number && { number }) }
    }),
  }))
}

/** The type an attribute has that is a column of a type. */
export function attributeTypeOf(type: ColumnType): AttributeType {
  switch (type) {
    case 'integer':
    case 'decimal':
    case 'float':
      return 'number'
    case 'list<integer>':
    case 'list<decimal>':
    case 'list<float>':
      return 'list<number>'
    default:
      return type
  }
}

function numberKind(type: ColumnType, cells: readonly Cell[]): NumberKind | undefined {
  switch (type) {
    case 'integer':
    case 'list<integer>':
      return { kind: 'integer' }
    case 'float':
    case 'list<float>':
      return { kind: 'float' }
    case 'decimal':
    case 'list<decimal>': {
      const scale = Math.max(0, ...cells.flat().map((cell) => String(cell ?? '').split('.')[1]?.length ?? 0))
      return scale === 0 ? { kind: 'integer' } : { kind: 'decimal', scale }
    }
    default:
      return undefined
  }
}
