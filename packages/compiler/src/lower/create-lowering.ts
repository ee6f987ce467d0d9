import type { Catalog, Clock } from '@coterie/definition'
import type { Dialect } from '../dialects/dialect.ts'
import type { Naming } from '../naming.ts'
import type { SqlTable } from '../sql/sql-query.ts'
import { aggregateKeys, aggregateValues } from './aggregate-query.ts'
import { lowerCondition } from './lower-condition.ts'
import { lowerTerm } from './lower-term.ts'
import { lowerValue } from './lower-value.ts'
import type { Lowering, SharableNode } from './lowering.ts'
import { rankingKeys } from './ranking-query.ts'
import { sequenceKeys } from './sequence-query.ts'

export interface LoweringOptions {
  readonly catalog: Catalog
  readonly clock: Clock
  readonly dialect: Dialect
  readonly naming: Naming
  /** The name of the shared relation of a node; null where it has none. */
  readonly sharedName: (node: SharableNode) => string | null
  /** The name of the table of a segment's members. */
  readonly membersName: (segment: string) => string
}

/** Puts the parts of lowering together. `uses` and `references` grow with what is lowered. */
export function createLowering(options: LoweringOptions): {
  readonly lowering: Lowering
  readonly uses: Set<string>
  readonly references: Set<string>
} {
  const { catalog, clock, dialect, naming, sharedName, membersName } = options
  const uses = new Set<string>()
  const references = new Set<string>()

  const temporaryTable = (name: string, alias: string): SqlTable => ({
    kind: 'table',
    name: naming.temporaryTable?.(name) ?? [name],
    alias,
  })

  const lowering: Lowering = {
    catalog,
    clock,
    dialect,
    naming,
    sharedTable(node, alias) {
      const name = sharedName(node)
      if (name === null) return null
      uses.add(name)
      return temporaryTable(name, alias)
    },
    membersTable(segment, alias) {
      references.add(segment)
      return temporaryTable(membersName(segment), alias)
    },
    condition: (condition, scope, negated) => lowerCondition(condition, scope, negated, lowering),
    term: (term, scope) => lowerTerm(term, scope, lowering),
    value: (value, scope) => lowerValue(value, scope, lowering),
    aggregateValues: (aggregate) => aggregateValues(aggregate, lowering),
    aggregateKeys: (aggregate, condition, negated) => aggregateKeys(aggregate, condition, negated, lowering),
    rankingKeys: (ranking) => rankingKeys(ranking, lowering),
    sequenceKeys: (sequence) => sequenceKeys(sequence, lowering),
  }
  return { lowering, uses, references }
}
