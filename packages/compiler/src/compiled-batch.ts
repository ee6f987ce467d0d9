/**
 * SQL for a batch of definitions, in the order it has to run: `shared` statements first, then `segments` in the order
 * given (a segment stands after those it refers to). Each `sql` is one statement in one dialect without a trailing semicolon.
 */
export interface CompiledBatch {
  /** Relations several segments use: the engine creates a temporary table `name` from `sql` before the segments that list it. */
  readonly shared: readonly SharedRelation[]
  readonly segments: readonly CompiledSegment[]
}

export interface SharedRelation {
  readonly name: string
  readonly sql: string
  /** In words, for `explain`: e.g. "count of orders where …, used by 12 conditions". */
  readonly description: string
}

export interface CompiledSegment {
  readonly id: string
  /** Selects the audience's key columns of the members, each member once, in no order. */
  readonly sql: string
  /** Names of the shared relations the segment's statements read, and of those these read, in the order of `shared`. */
  readonly uses: readonly string[]
  /** Ids of the segments whose members its statements read, from tables named by `membersTable`. */
  readonly references: readonly string[]
  /** The temporary table other segments read this one's members from; null if none does. It has the audience's key columns. */
  readonly membersTable: string | null
  /** With inspection: statements of one row and one column, the number of profiles. */
  readonly inspections: readonly {
    readonly part: { readonly pointer: string } | { readonly afterRule: number }
    readonly sql: string
  }[]
  /** Where asked for: the members' output table, in no order. `columns` names the statement's columns from left to right. */
  readonly output: { readonly columns: readonly string[]; readonly sql: string } | null
}
