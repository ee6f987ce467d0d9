import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import type { CatalogFile } from './catalog-file.ts'

/** Reads a catalog's text and checks its shape. The file is null exactly when a diagnostic is an error. */
export function readCatalog(
  _text: string,
  _format: 'yaml' | 'json',
): { readonly file: CatalogFile | null; readonly diagnostics: readonly Diagnostic[] } {
  throw new Error('to come')
}
