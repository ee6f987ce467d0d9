import type { catalogRoutes, RouteReply, Routes } from '@coterie/contract'
import type { Catalog, Table } from '@coterie/definition'
import { currentCatalog, saveCatalog, transact } from '@coterie/store'
import { AppError } from '../app-error.ts'
import { accessTo } from '../data/attribute-view.ts'
import {
  type CatalogSource,
  parseCatalogSource,
  printCatalogSource,
  readCatalogSource,
} from '../data/catalog-source.ts'
import { openWorkspaceData, type WorkspaceData } from '../data/workspace-data.ts'
import type { ColumnTreatment } from '../people/authorise.ts'
import { moment } from './replies.ts'
import type { Call, HandlersOf, Services } from './services.ts'

export const catalogHandlers: HandlersOf<keyof typeof catalogRoutes> = {
  readCatalog: ({ services }) => services.data.use((data) => Promise.resolve({ body: catalogReply(data) })),

  importCatalog: async ({ services, body, change }) => {
    const source = await readCatalogSource(body.path, services.dataOptions.allowedFolder)
    return { body: catalogReply(await takeOver(services, source, change, body.path)) }
  },

  reloadCatalog: async ({ services, change }) => {
    const kept = await currentCatalog(services.db)
    if (kept === undefined) throw new AppError('catalog-absent')
    return { body: catalogReply(await takeOver(services, parseCatalogSource(kept.catalog), change, kept.note)) }
  },

  listTables: ({ services, columns }) =>
    services.data.use((data) =>
      Promise.resolve({
        body: { items: [...data.catalog.tables.values()].map((table) => tableReply(data, table, columns)) },
      }),
    ),

  readTable: ({ services, params, columns }) =>
    services.data.use((data) =>
      Promise.resolve({ body: tableReply(data, findTable(data.catalog, params.table), columns) }),
    ),

  suggestValues: ({ services, params, query, columns, signal }) =>
    services.data.use(async (data) => {
      const table = findTable(data.catalog, params.table)
      const attribute = table.attributes.get(params.attribute)
      if (attribute === undefined || accessTo(columns, attribute) === 'hidden') {
        // A hidden attribute is as if it were not there.
        throw new AppError('attribute-missing', {
          message: `Table \`${table.name}\` has no attribute \`${params.attribute}\`.`,
        })
      }
      if (accessTo(columns, attribute) !== 'shown') {
        throw new AppError('column-not-shown', {
          message: `\`${table.name}.${attribute.name}\` is ${attribute.class}; your role does not see its values.`,
        })
      }
      const found = await data.reader.values(table.name, attribute.name, {
        limit: query.limit,
        signal,
        ...(query.search === undefined ? {} : { search: query.search }),
      })
      return { body: { ...found, items: [...found.items] } }
    }),

  listRelationships: ({ services }) =>
    services.data.use((data) =>
      Promise.resolve({
        body: {
          items: [...data.catalog.relationships.values()].map(({ name, from, to, cardinality }) => ({
            name,
            from: { table: from.table, columns: [...from.columns] },
            to: { table: to.table, columns: [...to.columns] },
            cardinality,
          })),
        },
      }),
    ),

  listMeasures: ({ services }) =>
    services.data.use((data) =>
      Promise.resolve({
        body: {
          items: [...data.catalog.measures.values()].map(({ name, label, audience, value }) => ({
            name,
            label: label ?? null,
            audience,
            type: value.type,
          })),
        },
      }),
    ),
}

/** Reads a catalog's sources and makes it the current one; when that fails nothing changes. */
export async function takeOver(
  services: Services,
  source: CatalogSource,
  change: Call['change'],
  note: string,
): Promise<WorkspaceData> {
  const kept = printCatalogSource(source)
  // Read first under no version: only what could be read is kept.
  const opened = await openWorkspaceData(source, { catalogVersion: 0, importedAt: change.at }, services.dataOptions)
  try {
    const version = await transact(services.db, change, async (work) => {
      const saved = await saveCatalog(work, kept, note)
      work.audit({ action: 'catalog.read', subject: { kind: 'catalog', id: String(saved) }, after: { note } })
      return saved
    })
    const data: WorkspaceData = {
      ...opened,
      catalogVersion: version,
      dataVersion: opened.dataVersion.replace(/^0-/, `${version}-`),
    }
    services.data.replace(data)
    return data
  } catch (error) {
    await opened.close()
    throw error
  }
}

function findTable(catalog: Catalog, name: string): Table {
  const table = catalog.tables.get(name)
  if (table === undefined) {
    throw new AppError('table-missing', { message: `The catalog has no table \`${name}\`.` })
  }
  return table
}

function catalogReply(data: WorkspaceData): RouteReply<Routes['readCatalog']> {
  const { timeZone, weekStart, audience, audiences } = data.catalog
  return {
    version: data.catalogVersion,
    dataVersion: data.dataVersion,
    importedAt: moment(data.importedAt),
    timeZone,
    weekStart,
    audience,
    audiences: [...audiences],
    // Examples of broken rows hold values, which have classes.
    diagnostics: data.diagnostics.map((one) => ({ ...one, params: {} })),
    tables: data.reports.map(({ table, rows, rejected, orphans, elapsedMs }) => ({
      name: table,
      rows,
      rejected: rejected.count,
      orphans: orphans.reduce((sum, { count }) => sum + count, 0),
      elapsedMs,
    })),
  }
}

function tableReply(data: WorkspaceData, table: Table, columns: ColumnTreatment): RouteReply<Routes['readTable']> {
  const { activity } = table
  return {
    name: table.name,
    label: table.label,
    key: table.key.filter((name) => table.attributes.has(name)),
    isAudience: data.catalog.audiences.includes(table.name),
    rows: data.reports.find((report) => report.table === table.name)?.rows ?? 0,
    activity:
      activity === undefined ? null : { type: activity.type, time: activity.time, value: activity.value ?? null },
    attributes: [...table.attributes.values()].map((attribute) => ({
      name: attribute.name,
      label: attribute.label ?? null,
      type: attribute.type,
      semantic: attribute.semantic ?? null,
      class: attribute.class,
      access: accessTo(columns, attribute),
    })),
  }
}
