import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Cell, ColumnType, World, WorldTable } from './world.ts'
import { catalogText, sourceFile } from './world-catalog.ts'
import { recordOf } from './world-rows.ts'

export interface WrittenWorld {
  readonly folder: string
  readonly catalogPath: string
  /** Deletes the files. */
  remove(): Promise<void>
}

/** Writes a world's catalog and tables (newline-delimited JSON, or a header) to a new temporary folder. */
export async function writeWorld(world: World): Promise<WrittenWorld> {
  const folder = await mkdtemp(join(tmpdir(), 'coterie-world-'))
  const catalogPath = join(folder, 'catalog.json')
  await writeFile(catalogPath, catalogText(world))
  await Promise.all(
    Object.values(world.tables).map((table, position) =>
      writeFile(join(folder, sourceFile(table, position)), tableText(table)),
    ),
  )
  return { folder, catalogPath, remove: () => rm(folder, { recursive: true, force: true }) }
}

function tableText({ columns, rows }: WorldTable): string {
  const entries = Object.entries(columns)
  if (rows.length === 0) return `${entries.map(([name]) => `"${name.replaceAll('"', '""')}"`).join()}\n`
  const lines = rows.map((row) => {
    const cells = entries.map(([name, type], i) => `${JSON.stringify(name)}:${cellText(row[i] ?? null, type)}`)
    return `{${cells.join()}}\n`
  })
  return lines.join('')
}

function cellText(cell: Cell, type: ColumnType): string {
  if (cell === null) return 'null'
  if (Array.isArray(cell)) return `[${cell.map((item: Cell) => cellText(item, elementOf(type))).join()}]`
  switch (type) {
    case 'integer':
    case 'decimal':
      return String(cell)
    case 'float':
      // An exponent makes a text column of numbers a float one: without it 0.5 would be an exact decimal.
      return Number(cell).toExponential()
    case 'other':
      return JSON.stringify(recordOf(cell))
    default:
      return JSON.stringify(cell)
  }
}

const elementOf = (type: ColumnType): ColumnType => {
  if (type === 'list<integer>') return 'integer'
  if (type === 'list<decimal>') return 'decimal'
  return type === 'list<float>' ? 'float' : 'string'
}
