import type { Catalog, Clock } from '@coterie/definition'
import type { CompiledBatch, CompiledSegment, SharedRelation } from '../compiled-batch.ts'
import type { DialectName } from '../dialects/dialect.ts'
import { dialects } from '../dialects/index.ts'
import { createLowering } from '../lower/create-lowering.ts'
import type { SharableNode } from '../lower/lowering.ts'
import type { Naming } from '../naming.ts'
import type { ObserveRule } from '../rules/apply-rules.ts'
import { printSql } from '../sql/print-sql.ts'
import type { SqlQuery } from '../sql/sql-query.ts'
import { chooseShared, type SharedNode } from './choose-shared.ts'
import { describeShared } from './describe-shared.ts'
import { type BatchSegment, orderSegments, referencesOf } from './order-segments.ts'
import { conditionsOf, planBatch, type SegmentPlan } from './plan-batch.ts'
import { countQuery, membersQuery, outputQuery } from './segment-queries.ts'

export interface BatchOptions {
  /** Definitions by id; conditions about segments name ids of this same list. */
  readonly segments: readonly BatchSegment[]
  readonly catalog: Catalog
  readonly clock: Clock
  readonly dialect: DialectName
  readonly naming: Naming
  /** Also compile the counts of every rule, group and condition and of the rules combined so far. */
  readonly inspect?: boolean
  /** Also compile each segment's output table: the profile's attributes and the projected lists. */
  readonly output?: boolean
}

/**
 * The SQL that finds the members of resolved definitions, planned together: equal values, rankings and sequences of
 * several segments are computed once. Throws `unsupported-function` where the dialect cannot express a condition.
 */
export function compileBatch(options: BatchOptions, observe?: ObserveRule): CompiledBatch {
  const segments = orderSegments(options.segments)
  const plans = planBatch(
    segments,
    options.clock,
    { inspect: options.inspect ?? false, project: options.output ?? false },
    observe,
  )
  const shared = chooseShared(plans.map(conditionsOf))
  const names = createNames(shared, segments)
  const relations = shared.map((each) => compileShared(each, options, names))
  const segmentsInOrder = plans.map((plan) => compileSegment(plan, options, names))
  return {
    shared: relations.map(({ relation }) => relation),
    segments: segmentsInOrder.map((segment) => ({ ...segment, uses: withInner(segment.uses, relations) })),
  }
}

interface CompiledRelation {
  readonly relation: SharedRelation
  /** Names of the shared relations it reads, which all stand before it. */
  readonly uses: ReadonlySet<string>
}

/** Names of shared relations and of those they read, in the order in which they are made. */
function withInner(uses: readonly string[], relations: readonly CompiledRelation[]): readonly string[] {
  const needed = new Set(uses)
  for (const { relation, uses: inner } of relations.toReversed()) {
    if (needed.has(relation.name)) for (const name of inner) needed.add(name)
  }
  return relations.flatMap(({ relation: { name } }) => (needed.has(name) ? [name] : []))
}

interface Names {
  readonly shared: ReadonlyMap<SharableNode, string>
  /** The tables of the members of segments that others refer to. */
  readonly members: ReadonlyMap<string, string>
}

function createNames(shared: readonly SharedNode[], segments: readonly BatchSegment[]): Names {
  const referenced = new Set(segments.flatMap(({ definition }) => [...referencesOf(definition)]))
  const inOrder = segments.filter(({ id }) => referenced.has(id))
  return {
    shared: new Map(shared.map(({ node }, position) => [node, `coterie_shared_${position + 1}`])),
    members: new Map(inOrder.map(({ id }, position) => [id, `coterie_members_${position + 1}`])),
  }
}

function loweringFor({ catalog, clock, dialect, naming }: BatchOptions, names: Names) {
  return createLowering({
    catalog,
    clock,
    naming,
    dialect: dialects[dialect],
    sharedName: (node) => names.shared.get(node) ?? null,
    membersName: (segment) => names.members.get(segment) ?? '',
  })
}

function compileShared(shared: SharedNode, options: BatchOptions, names: Names): CompiledRelation {
  const { lowering, uses } = loweringFor(options, names)
  const { node } = shared
  const sql = printSql(sharedQuery(), dialects[options.dialect])
  return { relation: { name: names.shared.get(node) ?? '', sql, description: describeShared(shared) }, uses }

  function sharedQuery(): SqlQuery {
    switch (node.kind) {
      case 'aggregate':
        return lowering.aggregateValues(node)
      case 'ranking':
        return lowering.rankingKeys(node)
      case 'sequence':
        return lowering.sequenceKeys(node)
    }
  }
}

function compileSegment(plan: SegmentPlan, options: BatchOptions, names: Names): CompiledSegment {
  const { lowering, uses, references } = loweringFor(options, names)
  const print = (query: SqlQuery): string => printSql(query, dialects[options.dialect])
  const sql = print(membersQuery(plan, lowering))
  const inspections = plan.parts.map(({ part, condition }) => ({
    part,
    sql: print(countQuery(plan.audience, condition, lowering)),
  }))
  const output = options.output === true ? outputQuery(plan, lowering) : null
  return {
    id: plan.id,
    sql,
    inspections,
    output: output === null ? null : { columns: output.columns, sql: print(output.query) },
    uses: [...uses],
    references: [...references],
    membersTable: names.members.get(plan.id) ?? null,
  }
}
