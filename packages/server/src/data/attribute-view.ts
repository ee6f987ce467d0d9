import type { Attribute, Catalog, Diagnostic, ResolvedDefinition, Table } from '@coterie/definition'
import type { ColumnAccess, ColumnTreatment } from '../people/authorise.ts'

/** A column as somebody gets it. */
export interface ViewedColumn {
  readonly attribute: Attribute
  readonly access: Exclude<ColumnAccess, 'hidden'>
}

/** What a masked value looks like; that there is none stays visible. */
export const MASK = '•••'

/** How somebody gets an attribute's values. */
export function accessTo(columns: ColumnTreatment, attribute: Pick<Attribute, 'class'>): ColumnAccess {
  return columns[attribute.class]
}

/** The columns of a table somebody gets, hidden ones left out. */
export function viewedColumns(columns: ColumnTreatment, table: Table): readonly ViewedColumn[] {
  return [...table.attributes.values()].flatMap((attribute) => {
    const access = accessTo(columns, attribute)
    return access === 'hidden' ? [] : [{ attribute, access }]
  })
}

/** A row's values as somebody gets them: the one place where values are masked. */
export function viewedRow(view: readonly ViewedColumn[], row: readonly (string | null)[]): (string | null)[] {
  return view.map(({ access }, at) => {
    const value = row[at] ?? null
    return value === null || access === 'shown' ? value : MASK
  })
}

/** A profile's key as somebody gets it: its columns have classes too. */
export function viewedKey(columns: ColumnTreatment, table: Table, key: string): string {
  const isShown = table.key.every((name) => {
    const attribute = table.attributes.get(name)
    return attribute === undefined || accessTo(columns, attribute) === 'shown'
  })
  return isShown ? key : MASK
}

/** Problems of a definition that uses attributes its author does not get: their values could be read off its counts. */
export function hiddenAttributes(
  definition: ResolvedDefinition,
  catalog: Catalog,
  columns: ColumnTreatment,
): readonly Diagnostic[] {
  const found = new Map<string, Diagnostic>()
  const check = (tableName: string, column: string, pointer: string) => {
    const attribute = catalog.tables.get(tableName)?.attributes.get(column)
    if (attribute === undefined || accessTo(columns, attribute) !== 'hidden') return
    const name = `${tableName}.${column}`
    found.set(`${pointer} ${name}`, {
      code: 'attribute-hidden',
      severity: 'error',
      pointer,
      message: `\`${name}\` is ${attribute.class}, which your role does not see: leave it out.`,
      params: { attribute: name, class: attribute.class },
    })
  }
  const visit = (node: unknown, pointer: string): void => {
    if (Array.isArray(node)) {
      for (const item of node) visit(item, pointer)
    } else if (isPlain(node)) {
      const here = typeof node['pointer'] === 'string' ? node['pointer'] : pointer
      const { kind, table, of, column } = node
      if (kind === 'column' && typeof table === 'string' && typeof column === 'string') check(table, column, here)
      if (kind === 'aggregate' && typeof of === 'string' && typeof column === 'string') check(of, column, here)
      for (const member of Object.values(node)) visit(member, here)
    }
  }
  visit(definition, '')
  return [...found.values()]
}

function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype
}
