import { childPointer } from '../diagnostics/pointer.ts'
import type { Report } from '../diagnostics/report.ts'
import { MEASURES } from '../resolve/resolve-reference.ts'
import type { Activity, Attribute, AttributeType, NumberKind, Table } from './catalog.ts'
import { ROW_NUMBER_COLUMN } from './catalog.ts'
import type { CatalogFile, CatalogFileTable } from './catalog-file.ts'
import type { SourceColumn, SourceTable } from './source-table.ts'

const ACTIVITY_TIME_TYPES: readonly AttributeType[] = ['date', 'datetime']
const ACTIVITY_VALUE_TYPES: readonly AttributeType[] = ['number']

/** The catalog's tables with the columns of their sources; one whose source was not read is reported and left out. */
export function resolveTables(
  file: CatalogFile,
  sources: readonly SourceTable[],
  report: Report,
): ReadonlyMap<string, Table> {
  const sourceOf = new Map(sources.map((source) => [source.name, source]))
  const tables = new Map<string, Table>()
  for (const [name, table] of Object.entries(file.tables)) {
    const pointer = childPointer('/tables', name)
    if (name === MEASURES || name.startsWith(`${MEASURES}.`)) report('reserved-table-name', pointer, { table: name })
    const source = sourceOf.get(name)
    if (source === undefined) report('table-not-read', pointer, { table: name })
    else tables.set(name, resolveTable(name, table, source, pointer, report))
  }
  checkAudiences(file, report)
  return tables
}

function checkAudiences(file: CatalogFile, report: Report): void {
  for (const audience of file.audiences) {
    const table = Object.hasOwn(file.tables, audience) ? file.tables[audience] : undefined
    if (table === undefined) {
      const pointer = audience === file.audience ? '/audience' : '/audiences'
      report('unknown-table', pointer, { table: audience, nearest: report.nearest(audience, Object.keys(file.tables)) })
    } else if (table.key.length === 0) {
      report('audience-without-key', childPointer('/tables', audience), { audience })
    }
  }
}

function resolveTable(
  name: string,
  written: CatalogFileTable,
  source: SourceTable,
  pointer: string,
  report: Report,
): Table {
  const hasKey = written.key.length > 0
  const attributes = new Map<string, Attribute>()
  for (const column of source.columns) {
    // The engine's own numbering of a table without a key is not the people's.
    if (hasKey || column.name !== ROW_NUMBER_COLUMN) attributes.set(column.name, attributeOf(column, written))
  }
  const columnOf = columnLookup(name, source, report)
  for (const [column, { type }] of Object.entries(written.attributes)) {
    const at = childPointer(childPointer(pointer, 'attributes'), column)
    const found = columnOf(column, at)
    if (found !== null && type !== undefined && found.type !== type) {
      report('type-not-read', childPointer(at, 'type'), { column, declared: type, found: found.type })
    }
  }
  for (const column of written.key) {
    const type = columnOf(column, childPointer(pointer, 'key'))?.type
    if (type === 'list<string>' || type === 'list<number>') {
      report('key-type', childPointer(pointer, 'key'), { column, type })
    }
  }
  if (written.activity !== undefined)
    checkActivity(written.activity, columnOf, childPointer(pointer, 'activity'), report)
  return {
    name,
    label: written.label ?? name,
    source: written.source,
    key: hasKey ? written.key : [ROW_NUMBER_COLUMN],
    attributes,
    ...(written.activity === undefined ? {} : { activity: written.activity }),
  }
}

/** A column as the source has it, with what the catalog says of it beside its type. */
function attributeOf({ name, type, number }: SourceColumn, { attributes }: CatalogFileTable): Attribute {
  const declared = Object.hasOwn(attributes, name) ? attributes[name] : undefined
  const kind = number ?? assumedKind(type)
  return {
    name,
    type,
    ...(kind === null ? {} : { number: kind }),
    ...(declared?.label === undefined ? {} : { label: declared.label }),
    ...(declared?.semantic === undefined ? {} : { semantic: declared.semantic }),
    class: declared?.class ?? 'internal',
  }
}

/** What a number is where its source does not say. */
function assumedKind(type: AttributeType): NumberKind | null {
  return type === 'number' || type === 'list<number>' ? { kind: 'float' } : null
}

type ColumnLookup = (column: string, pointer: string) => SourceColumn | null

/** Looks a column up in the source; one that is absent is reported with the nearest that are there. */
function columnLookup(table: string, { columns }: SourceTable, report: Report): ColumnLookup {
  const byName = new Map(columns.map((column) => [column.name, column]))
  return (column, pointer) => {
    const found = byName.get(column)
    if (found !== undefined) return found
    report('column-not-in-source', pointer, { column, table, nearest: report.nearest(column, byName.keys()) })
    return null
  }
}

function checkActivity({ time, value }: Activity, columnOf: ColumnLookup, pointer: string, report: Report): void {
  const check = (key: string, column: string, types: readonly AttributeType[]) => {
    const at = childPointer(pointer, key)
    const type = columnOf(column, at)?.type
    if (type === undefined || types.includes(type)) return
    report('activity-type', at, { column, type, expected: types.join(' or ') })
  }
  check('time', time, ACTIVITY_TIME_TYPES)
  if (value !== undefined) check('value', value, ACTIVITY_VALUE_TYPES)
}
