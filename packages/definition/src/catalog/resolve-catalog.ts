import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import { collectDiagnostics, hasErrors } from '../diagnostics/report.ts'
import { tableNames } from '../resolve/names.ts'
import type { Catalog } from './catalog.ts'
import type { CatalogFile } from './catalog-file.ts'
import { resolveMeasures } from './resolve-measures.ts'
import { resolveRelationships } from './resolve-relationships.ts'
import { resolveTables } from './resolve-tables.ts'
import type { SourceTable } from './source-table.ts'

/** What resolving a catalog gives. The catalog is null exactly when a diagnostic is an error. */
export interface ResolvedCatalog {
  readonly catalog: Catalog | null
  readonly diagnostics: readonly Diagnostic[]
}

/** Looks up a catalog's names in the tables an engine found, with all problems at once. */
export function resolveCatalog(file: CatalogFile, sources: readonly SourceTable[]): ResolvedCatalog {
  const { diagnostics, report } = collectDiagnostics()
  const { timeZone, weekStart, audience, audiences } = file
  const tables = resolveTables(file, sources, report)
  const relationships = resolveRelationships(file, tables, report)
  const names = { timeZone, audience, audiences, ...tableNames(tables, relationships) }
  const measures = resolveMeasures(file, names, report)
  const catalog: Catalog = { timeZone, weekStart, audience, audiences, tables, relationships, measures }
  return { catalog: hasErrors(diagnostics) ? null : catalog, diagnostics }
}
