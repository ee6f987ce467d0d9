import type { Report } from '../diagnostics/report.ts'
import type { PathNode, ReferenceNode } from '../tree/tree.ts'
import { tablesOf, writtenPath } from './find-paths.ts'
import type { Names } from './names.ts'
import { candidatePaths, inferPath, resolvePath } from './resolve-path.ts'
import { resolveColumn, resolveReference } from './resolve-reference.ts'
import type { ColumnSubject, Path, Subject } from './resolved.ts'

/** What the conditions of one definition or measure may name, and where their problems go. */
export interface Scope {
  readonly names: Names
  readonly audience: string
  readonly report: Report
  /** The id of the segment a condition names; null where it may not name it (and reported). */
  segment(name: string, pointer: string): string | null
}

/** The joined row that conditions are about. */
export interface RowScope extends Scope {
  /** Null: the path is wrong (and reported), so which tables are on it is not known. */
  readonly path: Path | null
  /** The tables of the path, the audience included. */
  readonly tables: ReadonlySet<string>
}

/**
 * The row that conditions on a path are about. The path is the one written or, where none is, the one that follows from the
 * tables used (problems with it are reported at `pointer`); a null `path` was written wrongly.
 */
export function rowScope(
  path: PathNode | null | undefined,
  tablesUsed: ReadonlySet<string>,
  pointer: string,
  scope: Scope,
): RowScope {
  const { names, audience, report } = scope
  const resolved =
    path === undefined
      ? inferPath(tablesUsed, names, audience, pointer, report)
      : path && resolvePath(path, names, audience, report)
  return { ...scope, path: resolved, tables: resolved === null ? new Set() : tablesOf(resolved) }
}

/** The attribute of the joined row or the measure a reference names; null where there is none (and reported). */
export function resolveOnRow(reference: ReferenceNode, scope: RowScope): Subject | null {
  const subject = resolveReference(reference, scope.names, scope.audience, scope.report)
  return subject?.kind === 'column' ? onPath(subject, reference, scope) : subject
}

/** The attribute of the joined row a reference names; null where there is none or it names a measure (and reported). */
export function resolveColumnOnRow(reference: ReferenceNode, scope: RowScope): ColumnSubject | null {
  const subject = resolveColumn(reference, scope.names, scope.report)
  return subject && onPath(subject, reference, scope)
}

function onPath(subject: ColumnSubject, { text, pointer }: ReferenceNode, scope: RowScope): ColumnSubject | null {
  const { path, tables, report } = scope
  if (path === null || tables.has(subject.table)) return subject
  report('attribute-off-path', pointer, { attribute: text, ...offPath(subject.table, path, scope) })
  return null
}

/** What the messages about a table that is not on the path say: the path, and those that would reach the table. */
export function offPath(table: string, path: Path, { names, audience }: Scope) {
  const { paths, complete } = candidatePaths(names, audience, new Set([table]))
  return { table, path: writtenPath(path), paths: paths.map(writtenPath), more: !complete }
}
