import type { Catalog } from '../catalog/catalog.ts'
import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import { collectDiagnostics, hasErrors, type Report } from '../diagnostics/report.ts'
import { parseDefinition } from '../tree/parse-definition.ts'
import type { DefinitionNode, RuleNode } from '../tree/tree.ts'
import { namesOf } from './names.ts'
import { resolveGroup } from './resolve-condition.ts'
import { resolveProjections } from './resolve-projections.ts'
import type { Path, ResolvedDefinition, ResolvedRule } from './resolved.ts'
import { rowScope, type Scope } from './scope.ts'
import { addTablesUsed } from './tables-used.ts'

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
export function readDefinition(input: unknown, catalog: Catalog, options: ReadDefinitionOptions = {}): ReadDefinition {
  const { diagnostics, report } = collectDiagnostics()
  const tree = parseDefinition(input, report)
  const definition = tree && resolveDefinition(tree, catalog, options, report)
  return { definition: hasErrors(diagnostics) ? null : definition, diagnostics }
}

function resolveDefinition(
  tree: DefinitionNode,
  catalog: Catalog,
  options: ReadDefinitionOptions,
  report: Report,
): ResolvedDefinition {
  const audience = resolveAudience(tree, catalog, report)
  const scope: Scope = { names: namesOf(catalog), audience, report, segment: segmentLookup(options, report) }
  const resolved = tree.rules.map((rule) => resolveRule(rule, scope))
  const paths = resolved.map(({ path }) => path)
  const project = resolveProjections(tree.project, paths, scope)
  const rules = resolved.flatMap(({ path, ...rule }) => (path === null ? [] : [{ ...rule, path }]))
  return { audience, rules, project }
}

/** The audience; where it is unknown (and reported), the likeliest one, so that the rest is checked all the same. */
function resolveAudience({ audience }: DefinitionNode, catalog: Catalog, report: Report): string {
  if (audience == null || catalog.audiences.includes(audience)) return audience ?? catalog.audience
  report('unknown-audience', '/audience', { audience, audiences: catalog.audiences })
  return report.nearest(audience, catalog.audiences)[0] ?? catalog.audience
}

function resolveRule(
  { name, combine, path, group, pointer }: RuleNode,
  scope: Scope,
): Omit<ResolvedRule, 'path'> & { readonly path: Path | null } {
  const tables = new Set<string>()
  addTablesUsed(group, scope.names, tables)
  const row = rowScope(path, tables, pointer, scope)
  return { ...(name === undefined ? {} : { name }), combine, path: row.path, group: resolveGroup(group, row) }
}

function segmentLookup({ segments, segmentNames = [] }: ReadDefinitionOptions, report: Report): Scope['segment'] {
  return (name, pointer) => {
    const id = segments?.(name) ?? null
    if (id === null) report('unknown-segment', pointer, { segment: name, nearest: report.nearest(name, segmentNames) })
    return id
  }
}
