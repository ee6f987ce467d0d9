import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { formatDate, formatInstant, isExact, readCatalog, type Value } from '@coterie/definition'
import { onTestFinished } from 'vitest'
import type { OpenOptions } from '../open-options.ts'
import { type DuckDbTables, openDuckDbTables } from '../tables.ts'

/** A folder that is deleted when the test ends, with some files. */
export function folderOf(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'coterie-test-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  for (const [name, content] of Object.entries(files)) {
    const path = join(folder, name)
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, content)
  }
  return folder
}

/** Options to open a catalog written as an object, its paths relative to `folder`. */
export function optionsOf(folder: string, catalog: object, more: Partial<OpenOptions> = {}): OpenOptions {
  const { file, diagnostics } = readCatalog(JSON.stringify({ version: 1, ...catalog }), 'json')
  if (file === null) throw new Error(JSON.stringify(diagnostics, null, 2))
  return { file, baseDir: folder, tempDir: folder, ...more }
}

/** Opens a catalog; closed when the test ends. */
export async function openTables(
  folder: string,
  catalog: object,
  more: Partial<OpenOptions> = {},
): Promise<DuckDbTables> {
  const tables = await openDuckDbTables(optionsOf(folder, catalog, more))
  onTestFinished(() => tables.close())
  return tables
}

/** Reads one file as the table `t` with the key `id`. */
export function openOne(
  name: string,
  content: string | Uint8Array,
  table: object = {},
  catalog: object = {},
): Promise<DuckDbTables> {
  return openTables(folderOf({ [name]: content }), {
    timeZone: 'UTC',
    audience: 't',
    tables: { t: { source: { path: name }, key: 'id', ...table } },
    ...catalog,
  })
}

/** The types found, e.g. `{ id: 'number integer' }`. */
export function typesOf(tables: DuckDbTables, table = 't'): Record<string, string> {
  const source = tables.sources.find(({ name }) => name === table)
  return Object.fromEntries(
    (source?.columns ?? []).map(({ name, type, number }) => [
      name,
      [type, number?.kind, number?.kind === 'decimal' ? number.scale : undefined]
        .filter((part) => part !== undefined)
        .join(' '),
    ]),
  )
}

/** Values by column; most tests have the columns `id` and `v`. */
interface Columns {
  [column: string]: unknown[]
  id: unknown[]
  v: unknown[]
}

/** All rows of a table by column, exact numbers, dates and instants as texts with a mark in front. */
export async function columnsOf(tables: DuckDbTables, table = 't'): Promise<Columns> {
  const source = tables.sources.find(({ name }) => name === table)
  const rows = await tables.rows(table)
  const columns = (source?.columns ?? []).map(
    ({ name, type }, index) => [name, rows.map((row) => shown(row[index] ?? null, type))] as const,
  )
  // What is not there is seen in the comparison with what was expected.
  return Object.fromEntries(columns) as Partial<Columns> as Columns
}

function shown(value: Value, type: string): unknown {
  if (isExact(value)) return `#${value.toFixed()}`
  if (typeof value === 'bigint') return formatInstant(value)
  if (typeof value === 'number' && type === 'date') return formatDate(value)
  return Array.isArray(value) ? value.map((item) => shown(item, type)) : value
}
