import type { Attribute, Measure, Table } from '../catalog/catalog.ts'
import type { Report } from '../diagnostics/report.ts'
import type { ReferenceNode } from '../tree/tree.ts'
import type { Names, TableNames } from './names.ts'
import type { ColumnSubject, Subject, ValueSubject } from './resolved.ts'

/** References that begin so are measures; no table can have this name. */
export const MEASURES = 'measures'
const MEASURE_PREFIX = `${MEASURES}.`

/** Whether a reference names a measure. */
export function isMeasureReference(reference: string): boolean {
  return reference.startsWith(MEASURE_PREFIX)
}

/** The name of the measure a reference names. */
export function measureNameOf(reference: string): string {
  return reference.slice(MEASURE_PREFIX.length)
}

/** The attribute or measure a reference names; null where there is none (and reported). */
export function resolveReference(
  reference: ReferenceNode,
  names: Names,
  audience: string,
  report: Report,
): Subject | null {
  return isMeasureReference(reference.text)
    ? resolveMeasure(reference, names, audience, report)
    : resolveColumn(reference, names, report)
}

/** The attribute of a table a reference names; null where there is none or it names a measure (and reported). */
export function resolveColumn(
  { text, pointer }: ReferenceNode,
  names: TableNames,
  report: Report,
): ColumnSubject | null {
  const column = findColumn(text, names)
  if (column !== null) return column
  if (isMeasureReference(text)) {
    report('column-needed', pointer, { reference: text })
    return null
  }
  const [table] = tablesNamedBy(text, names)
  if (table !== undefined) {
    const attribute = text.slice(table.name.length + 1)
    const nearest = report.nearest(attribute, table.attributes.keys()).map((name) => `${table.name}.${name}`)
    report('unknown-attribute', pointer, { attribute, table: table.name, nearest })
    return null
  }
  const dot = text.indexOf('.')
  if (dot <= 0 || dot === text.length - 1) {
    report('malformed-reference', pointer, { reference: text })
  } else {
    const name = text.slice(0, dot)
    report('unknown-table', pointer, { table: name, nearest: report.nearest(name, names.tables.keys()) })
  }
  return null
}

/** The attribute of a table a reference names, if there is one. */
export function findColumn(reference: string, names: TableNames): ColumnSubject | null {
  const known = names.columns.get(reference)
  if (known !== undefined) return known
  if (isMeasureReference(reference)) return null
  for (const table of tablesNamedBy(reference, names)) {
    const attribute = table.attributes.get(reference.slice(table.name.length + 1))
    if (attribute === undefined) continue
    const subject = columnSubject(table, attribute)
    names.columns.set(reference, subject)
    return subject
  }
  return null
}

export function columnSubject(table: Table, { name, type, number }: Attribute): ColumnSubject {
  return { kind: 'column', table: table.name, column: name, type, ...(number === undefined ? {} : { number }) }
}

/** The tables whose name stands before one of the reference's dots, the longest name first: both tables and columns may have dots in their names. */
function tablesNamedBy(reference: string, names: TableNames): readonly Table[] {
  const tables: Table[] = []
  for (let dot = reference.lastIndexOf('.'); dot > 0; dot = reference.lastIndexOf('.', dot - 1)) {
    const table = names.tables.get(reference.slice(0, dot))
    if (table !== undefined) tables.push(table)
  }
  return tables
}

function resolveMeasure(
  { text, pointer }: ReferenceNode,
  names: Names,
  audience: string,
  report: Report,
): ValueSubject | null {
  const name = measureNameOf(text)
  const measure = names.measure(name)
  if (measure === 'refused') return null
  if (measure === undefined) {
    const nearest = report.nearest(name, names.measureNames).map((one) => MEASURE_PREFIX + one)
    report('unknown-measure', pointer, { measure: name, nearest })
    return null
  }
  if (measure.audience !== audience) {
    report('measure-of-other-audience', pointer, { measure: name, audience: measure.audience, expected: audience })
    return null
  }
  return measureSubject(measure)
}

/** A measure as the subject of a test. */
export function measureSubject({ value }: Measure): ValueSubject {
  const { type, number } = value
  return { kind: 'value', value, type, ...(number === undefined ? {} : { number }) }
}
