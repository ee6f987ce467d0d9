import type { Comparison } from '@coterie/definition'
import type {
  CompareTest,
  Condition,
  DecideCondition,
  ExistsCondition,
  InListTest,
  ValueTestCondition,
} from '../plan/condition.ts'
import { numberKindOfTerm, typeOfTerm } from '../plan/term.ts'
import { termsOf, touchedBy } from '../plan/touched.ts'
import {
  aliasColumn,
  allOf,
  anyOf,
  call,
  column,
  compareSql,
  type SqlExpression,
  type SqlInQuery,
  type SqlLiteral,
  truth,
} from '../sql/sql-expression.ts'
import { type SqlQuery, select, selected, unionAll } from '../sql/sql-query.ts'
import { evaluateAtDefault } from './evaluate-at-default.ts'
import { keyOf } from './key-of.ts'
import { isNeverNull } from './lower-term.ts'
import type { Lowering, SharableNode } from './lowering.ts'
import { asFloat } from './number-conversion.ts'
import { conjuncts, createPathScope, keyAlias, type Scope } from './scope.ts'

/**
 * A condition on the rows of a scope, or its complement: TRUE exactly where it holds. Elsewhere it may be null, which AND,
 * OR and WHERE treat as FALSE; no NOT is put around anything that can be null.
 */
export function lowerCondition(
  condition: Condition,
  scope: Scope,
  negated: boolean,
  lowering: Lowering,
): SqlExpression {
  switch (condition.kind) {
    case 'constant':
      return truth(condition.value !== negated)
    case 'not':
      return lowerCondition(condition.operand, scope, !negated, lowering)
    case 'and':
    case 'or': {
      const isAnd = (condition.kind === 'and') !== negated
      const operands = condition.operands.map((operand) => lowerCondition(operand, scope, negated, lowering))
      return isAnd ? allOf(mergeInQueries(operands, scope, true)) : anyOf(mergeInQueries(operands, scope, false))
    }
    case 'decide':
      return lowerDecide(condition, scope, negated, lowering)
    case 'exists':
      return lowerExists(condition, scope, negated, lowering)
    case 'valueTest':
      return lowerValueTest(condition, scope, negated, lowering)
    case 'ranking':
      return inKeys(scope, sharedKeys(condition, lowering) ?? lowering.rankingKeys(condition), negated)
    case 'sequence':
      return inKeys(scope, sharedKeys(condition, lowering) ?? lowering.sequenceKeys(condition), negated)
    case 'membership':
      return inKeys(scope, memberKeys(condition.segment, scope, lowering), negated)
    case 'compare':
      return lowerComparison(condition, scope, negated, lowering)
    case 'inList':
      return lowerInList(condition, scope, negated, lowering)
    case 'isNull':
      return { kind: 'isNull', operand: lowering.term(condition.term, scope), negated }
    case 'textMatch':
    case 'regexMatch':
    case 'truth':
    case 'listHas': {
      const positive = lowerTest(condition, scope, lowering)
      return negated ? complement(positive, isNeverUnknown(condition, lowering)) : positive
    }
  }
}

function lowerTest(
  test: Extract<Condition, { kind: 'textMatch' | 'regexMatch' | 'truth' | 'listHas' }>,
  scope: Scope,
  lowering: Lowering,
): SqlExpression {
  switch (test.kind) {
    case 'textMatch':
      return call(test.mode, lowering.term(test.text, scope), lowering.term(test.pattern, scope))
    case 'regexMatch': {
      const { text, pattern, ignoreCase } = test
      return { kind: 'regexMatch', text: lowering.term(text, scope), pattern, ignoreCase }
    }
    case 'truth':
      return lowering.term(test.term, scope)
    case 'listHas': {
      const literals = test.literals.map((each) => lowering.term(each, scope))
      return call(test.quantity === 'any' ? 'listHasAny' : 'listHasAll', lowering.term(test.list, scope), ...literals)
    }
  }
}

const isNeverUnknown = (test: Condition, lowering: Lowering): boolean =>
  test.kind !== 'listHas' && termsOf(test).every((term) => isNeverNull(term, lowering))

/** The complement of a test that is null where it is unknown. */
const complement = (positive: SqlExpression, isNeverNull: boolean): SqlExpression => ({
  kind: 'not',
  operand: isNeverNull ? positive : call('coalesce', positive, truth(false)),
})

const OPPOSITE = {
  '=': '<>',
  '<>': '=',
  '<': '>=',
  '<=': '>',
  '>': '<=',
  '>=': '<',
} as const satisfies Record<Comparison, Comparison>

function lowerComparison(test: CompareTest, scope: Scope, negated: boolean, lowering: Lowering): SqlExpression {
  const [left, right] = comparedTerms(test, scope, lowering)
  if (!negated) return compareSql(test.operator, left, right)
  const opposite = compareSql(OPPOSITE[test.operator], left, right)
  const isLeftNeverNull = isNeverNull(test.left, lowering)
  const isRightNeverNull = isNeverNull(test.right, lowering)
  if (isLeftNeverNull && isRightNeverNull) return opposite
  // With one side never null, distinct means different or null.
  const canBeDistinct = test.operator === '=' && (isLeftNeverNull || isRightNeverNull)
  return canBeDistinct ? compareSql('IS DISTINCT FROM', left, right) : call('coalesce', opposite, truth(true))
}

/** Both sides of a comparison; beside a float an exact number becomes a float. */
function comparedTerms(test: CompareTest, scope: Scope, lowering: Lowering): readonly [SqlExpression, SqlExpression] {
  const left = lowering.term(test.left, scope)
  const right = lowering.term(test.right, scope)
  if (typeOfTerm(test.left) !== 'number') return [left, right]
  const leftKind = numberKindOfTerm(test.left)
  const rightKind = numberKindOfTerm(test.right)
  const isFloat =
    leftKind?.kind === 'float' || rightKind?.kind === 'float' || isFloatLiteral(left) || isFloatLiteral(right)
  if (!isFloat) return [left, right]
  return [asFloat(left, leftKind ?? FLOAT), asFloat(right, rightKind ?? FLOAT)]
}

const FLOAT = { kind: 'float' } as const

const isFloatLiteral = (expression: SqlExpression): boolean =>
  expression.kind === 'literal' && typeof expression.value === 'number'

function lowerInList(test: InListTest, scope: Scope, negated: boolean, lowering: Lowering): SqlExpression {
  // SQL has no empty list.
  if (test.literals.length === 0) return truth(negated)
  const operand = lowering.term(test.term, scope)
  const literals = test.literals.map(({ type, value }): SqlLiteral => ({ kind: 'literal', type, value }))
  const isSet = isNeverNull(test.term, lowering)
  if (literals.length > lowering.dialect.maxInListLength) {
    const query: SqlQuery = { kind: 'literalRows', literals }
    const inRows: SqlInQuery = { kind: 'inQuery', operands: [operand], query, negated: false }
    if (!negated) return inRows
    return isSet ? { ...inRows, negated: true } : complement(inRows, false)
  }
  const inList: SqlExpression = { kind: 'inList', operand, literals, negated }
  return negated && !isSet ? call('coalesce', inList, truth(true)) : inList
}

function lowerDecide(decide: DecideCondition, scope: Scope, negated: boolean, lowering: Lowering): SqlExpression {
  return {
    kind: 'case',
    branches: decide.cases.map(({ when, holds }) => ({
      when: lowerCondition(when, scope, false, lowering),
      result: truth(holds !== negated),
    })),
    otherwise: lowerCondition(decide.otherwise, scope, negated, lowering),
  }
}

/** The profile's key is among a query's keys. Neither side has nulls. */
const inKeys = (scope: Scope, query: SqlQuery, negated: boolean): SqlInQuery => ({
  kind: 'inQuery',
  operands: scope.profileKey,
  query,
  negated,
})

/** Looks up the profile's key once in all queries of which it has to be in one, or in none. */
function mergeInQueries(operands: readonly SqlExpression[], scope: Scope, negated: boolean): readonly SqlExpression[] {
  const isMerged = (operand: SqlExpression): operand is SqlInQuery =>
    operand.kind === 'inQuery' && operand.operands === scope.profileKey && operand.negated === negated
  const merged = operands.filter(isMerged)
  if (merged.length < 2) return operands
  const all = inKeys(scope, unionAll(merged.map(({ query }) => query)), negated)
  return operands.flatMap((operand): readonly SqlExpression[] => {
    if (operand === merged[0]) return [all]
    return isMerged(operand) ? [] : [operand]
  })
}

/**
 * A profile with a joined row: its key is among the joined rows' keys. Where the path starts at a foreign key of the
 * audience and nothing of the profile is asked for, that foreign key is looked up instead.
 */
function lowerExists(exists: ExistsCondition, scope: Scope, negated: boolean, lowering: Lowering): SqlExpression {
  const { path, condition } = exists
  const touched = touchedBy(condition)
  const [first] = path.steps
  const inner = createPathScope(lowering, path, { tables: touched.tables, profileKey: touched.profile })
  const isByForeignKey = first !== undefined && !inner.hasAudience && inner.profileKey.length === 0 && scope.hasAudience
  if (isByForeignKey) {
    const lowered = lowerCondition(condition, inner, false, lowering)
    const columns = first.columns.map((name) => selected(inner.column(first.table, name)))
    const { from, joins, where } = inner.finish()
    const query = select(columns, from, { joins, where: [...where, ...conjuncts(lowered)] })
    const operands = first.nearColumns.map((name) => scope.column(first.nearTable, name))
    const key = keyOf(lowering.catalog, path.audience)
    const isSet = first.nearColumns.every((name) => key.includes(name))
    if (negated && !isSet) return complement({ kind: 'inQuery', operands, query, negated: false }, false)
    return { kind: 'inQuery', operands, query, negated }
  }
  return inKeys(scope, existingKeys(exists, lowering), negated)
}

/** The keys of the profiles with a joined row that satisfies the condition. */
function existingKeys({ path, condition }: ExistsCondition, lowering: Lowering): SqlQuery {
  const inner = createPathScope(lowering, path, { tables: touchedBy(condition).tables, profileKey: true })
  const lowered = lowerCondition(condition, inner, false, lowering)
  const { from, joins, where } = inner.finish()
  const columns = inner.profileKey.map((key) => selected(key))
  return select(columns, from, { joins, where: [...where, ...conjuncts(lowered)] })
}

/**
 * A test of one aggregate is asked of its groups. Profiles without a matching row have no group, so where the default
 * satisfies the test the profiles whose group does not are excluded instead.
 */
function lowerValueTest(
  { aggregate, condition }: ValueTestCondition,
  scope: Scope,
  negated: boolean,
  lowering: Lowering,
): SqlExpression {
  const byDefault = evaluateAtDefault(condition, aggregate)
  if (byDefault === undefined) return lowerCondition(condition, scope, negated, lowering)
  return inKeys(scope, lowering.aggregateKeys(aggregate, condition, byDefault), byDefault !== negated)
}

function sharedKeys(node: SharableNode, lowering: Lowering): SqlQuery | null {
  const shared = lowering.sharedTable(node, 's')
  if (shared === null) return null
  return select(keyColumns(audienceOf(node), lowering), shared)
}

const keyColumns = (audience: string, { catalog }: Lowering) =>
  keyOf(catalog, audience).map((_, i) => selected(aliasColumn('s', keyAlias(i))))

function audienceOf(node: SharableNode): string {
  switch (node.kind) {
    case 'aggregate':
      return node.path.audience
    case 'ranking':
      return node.audience
    case 'sequence':
      return node.steps[0]?.path.audience ?? ''
  }
}

function memberKeys(segment: string, scope: Scope, lowering: Lowering): SqlQuery {
  const { catalog, naming } = lowering
  const { audience } = scope
  const keys = keyOf(catalog, audience).map((name) => selected(column('m', naming.column(audience, name))))
  return select(keys, lowering.membersTable(segment, 'm'))
}
