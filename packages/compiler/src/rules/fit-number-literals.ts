import {
  type Comparison,
  exact,
  INT64_MAX,
  INT64_MIN,
  isExact,
  type NumberKind,
  scaleOf,
  toFloat,
} from '@coterie/definition'
import type { Condition } from '../plan/condition.ts'
import type { PlanNodes } from '../plan/plan-nodes.ts'
import { numberKindOfTerm, type PlanLiteral, type PlanTerm } from '../plan/term.ts'
import type { Rule } from './rule.ts'

type Exact = ReturnType<typeof exact>

/**
 * Gives number literals the exactness of what they are compared with, so that no engine has to convert a column: against
 * floats the nearest float, against exact numbers a literal of no more fractional digits and within their range. A literal
 * that no such number can equal is folded away: `> 2.5` of integers is `> 2`, `= 2.5` is false.
 */
export const fitNumberLiterals: Rule = { name: 'fit-number-literals', rewrite: fit }

function fit(condition: Condition, nodes: PlanNodes): Condition {
  switch (condition.kind) {
    case 'compare': {
      const { operator, left, right } = condition
      if (right.kind === 'literal') return fitComparison(condition, operator, left, right, nodes)
      if (left.kind === 'literal') return fitComparison(condition, MIRRORED[operator], right, left, nodes)
      return condition
    }
    case 'inList': {
      const literals = fitLiterals(condition.literals, numberKindOfTerm(condition.term))
      return literals === null ? condition : nodes.inList(condition.term, literals)
    }
    case 'listHas': {
      const literals = fitLiterals(condition.literals, numberKindOfTerm(condition.list))
      if (literals === null) return condition
      const isMissingOne = literals.length < condition.literals.length
      if (literals.length === 0 || (isMissingOne && condition.quantity === 'all')) return nodes.constant(false)
      return nodes.listHas({ quantity: condition.quantity, list: condition.list, literals })
    }
    default:
      return condition
  }
}

const MIRRORED = {
  '=': '=',
  '<>': '<>',
  '<': '>',
  '<=': '>=',
  '>': '<',
  '>=': '<=',
} as const satisfies Record<Comparison, Comparison>

function fitComparison(
  condition: Condition,
  operator: Comparison,
  term: PlanTerm,
  literal: PlanLiteral,
  nodes: PlanNodes,
): Condition {
  const kind = numberKindOfTerm(term)
  if (kind === undefined || literal.type !== 'number') return condition
  if (kind.kind === 'float') {
    return isExact(literal.value) ? nodes.compare(operator, term, floatLiteral(literal.value)) : condition
  }
  const value = exactOf(literal)
  // Only a float without a decimal form, an infinity, is left as it is: the engine compares as floats.
  if (value === null) return condition
  const isSet = nodes.not(nodes.isNull(term))
  const { smallest, greatest, scale } = rangeOf(kind)
  if (value.lt(smallest)) return isAlways(operator, 'below') ? isSet : nodes.constant(false)
  if (value.gt(greatest)) return isAlways(operator, 'above') ? isSet : nodes.constant(false)
  if (scaleOf(value) <= scale) return nodes.compare(operator, term, exactLiteral(value))
  const floor = exactLiteral(roundDown(value, scale))
  switch (operator) {
    case '=':
      return nodes.constant(false)
    case '<>':
      return isSet
    case '<':
    case '<=':
      return nodes.compare('<=', term, floor)
    case '>':
    case '>=':
      return nodes.compare('>', term, floor)
  }
}

/** Whether a comparison holds for every number when the literal stands below or above all of them. */
function isAlways(operator: Comparison, place: 'below' | 'above'): boolean {
  if (operator === '<>') return true
  return place === 'below' ? operator === '>' || operator === '>=' : operator === '<' || operator === '<='
}

/** The literals that numbers of a kind can equal, converted; null where nothing has to change. */
function fitLiterals(literals: readonly PlanLiteral[], kind: NumberKind | undefined): readonly PlanLiteral[] | null {
  if (kind === undefined) return null
  if (kind.kind === 'float') {
    if (!literals.some(({ value }) => isExact(value))) return null
    return literals.map((literal) => (isExact(literal.value) ? floatLiteral(literal.value) : literal))
  }
  const { smallest, greatest, scale } = rangeOf(kind)
  const fits = ({ value }: PlanLiteral): boolean =>
    isExact(value) && value.gte(smallest) && value.lte(greatest) && scaleOf(value) <= scale
  return literals.every(fits) ? null : literals.filter(fits)
}

interface NumberRange {
  readonly smallest: Exact
  readonly greatest: Exact
  readonly scale: number
}

const DECIMAL_DIGITS = 38

const decimalRanges = new Map<number, NumberRange>()

/** The numbers of a kind: 64-bit integers, or decimals of 38 digits. */
function rangeOf(kind: Exclude<NumberKind, { kind: 'float' }>): NumberRange {
  if (kind.kind === 'integer') return { smallest: INT64_MIN, greatest: INT64_MAX, scale: 0 }
  const known = decimalRanges.get(kind.scale)
  if (known !== undefined) return known
  const greatest = exact(`${'9'.repeat(DECIMAL_DIGITS)}e-${kind.scale}`)
  const range = { smallest: greatest.times(-1), greatest, scale: kind.scale }
  decimalRanges.set(kind.scale, range)
  return range
}

const exactLiteral = (value: Exact): PlanLiteral => ({ kind: 'literal', type: 'number', value })

const floatLiteral = (value: Exact): PlanLiteral => ({ kind: 'literal', type: 'number', value: toFloat(value) })

function exactOf({ value }: PlanLiteral): Exact | null {
  if (isExact(value)) return value
  return typeof value === 'number' && Number.isFinite(value) ? exact(value) : null
}

/** The greatest number of so many fractional digits that is not above a number. */
function roundDown(value: Exact, scale: number): Exact {
  const truncated = value.round(scale, ROUND_TO_ZERO)
  return truncated.gt(value) ? truncated.minus(exact(`1e-${scale}`)) : truncated
}

/** Big's name for dropping digits. */
const ROUND_TO_ZERO = 0
