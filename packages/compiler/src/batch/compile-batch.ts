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
  return {
    shared: shared.map((each) => compileShared(each, options, names)),
    segments: plans.map((plan) => compileSegment(plan, options, names)),
  }
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

function compileShared(shared: SharedNode, options: BatchOptions, names: Names): SharedRelation {
  const { lowering } = loweringFor(options, names)
  const { node } = shared
  return {
    name: names.shared.get(node) ?? '',
    sql: printSql(sharedQuery(), dialects[options.dialect]),
    description: describeShared(shared),
  }

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
