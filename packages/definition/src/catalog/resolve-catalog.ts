import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import type { Catalog } from './catalog.ts'
import type { CatalogFile } from './catalog-file.ts'
import type { SourceTable } from './source-table.ts'

/** Looks up a catalog's names in the tables an engine found. The catalog is null exactly when a diagnostic is an error. */
export function resolveCatalog(
  _file: CatalogFile,
  _sources: readonly SourceTable[],
): { readonly catalog: Catalog | null; readonly diagnostics: readonly Diagnostic[] } {
  throw new Error('to come')
}
