import type { Catalog } from '../catalog/catalog.ts'
import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import type { ResolvedDefinition } from './resolved.ts'

export interface ReadDefinitionOptions {
  /** The id of the segment a `segment` condition names (by id or name); null if there is none. Absent: no segment is known. */
  readonly segments?: (reference: string) => string | null
  /** Names to suggest where a reference is unknown. */
  readonly segmentNames?: Iterable<string>
}

/** What reading a definition gives. The definition is null exactly when a diagnostic is an error. */
export interface ReadDefinition {
  readonly definition: ResolvedDefinition | null
  readonly diagnostics: readonly Diagnostic[]
}

/** Parses, validates and resolves a definition (a JSON value, best from `parseJson`), with all of its problems at once. */
export function readDefinition(
  _input: unknown,
  _catalog: Catalog,
  _options: ReadDefinitionOptions = {},
): ReadDefinition {
  throw new Error('to come')
}
