import { formatDate, formatInstant, isExact, type Path, type Value } from '@coterie/definition'
import type { Condition, PlanStep } from './condition.ts'
import type { PlanAggregate, PlanFormula, PlanValue } from './plan-value.ts'
import type { PlanLiteral, PlanTerm } from './term.ts'

/** A plan as indented text, one condition a line: what `explain` shows and what tests of rules compare. */
export function printPlan(condition: Condition): string {
  return planLines(condition).join('\n')
}

const indent = (lines: readonly string[]): string[] => lines.map((line) => `  ${line}`)

function planLines(condition: Condition): string[] {
  switch (condition.kind) {
    case 'and':
    case 'or':
      return [condition.kind, ...indent(condition.operands.flatMap(planLines))]
    case 'not':
      return ['not', ...indent(planLines(condition.operand))]
    case 'decide':
      return [
        'decide',
        ...indent([
          ...condition.cases.flatMap(({ when, holds }) => [`${holds} when`, ...indent(planLines(when))]),
          'otherwise',
          ...indent(planLines(condition.otherwise)),
        ]),
      ]
    case 'exists':
      return [`exists ${describePath(condition.path)}`, ...indent(planLines(condition.condition))]
    case 'valueTest':
      return [`value ${describeValue(condition.aggregate)}`, ...indent(planLines(condition.condition))]
    case 'sequence':
      return ['sequence', ...indent(condition.steps.flatMap(stepLines))]
    case 'ranking': {
      const amount = describeLiteral(condition.amount)
      return [`${condition.side} ${amount}${condition.by === 'percent' ? '%' : ''} by ${describeTerm(condition.term)}`]
    }
    case 'membership':
      return [`member of ${JSON.stringify(condition.segment)}`]
    case 'constant':
      return [String(condition.value)]
    case 'isNull':
      return [`${describeTerm(condition.term)} is null`]
    case 'compare':
      return [`${describeTerm(condition.left)} ${condition.operator} ${describeTerm(condition.right)}`]
    case 'inList':
      return [`${describeTerm(condition.term)} in (${describeLiterals(condition.literals)})`]
    case 'textMatch':
      return [`${describeTerm(condition.text)} ${condition.mode} ${describeTerm(condition.pattern)}`]
    case 'regexMatch':
      return [
        `${describeTerm(condition.text)} matches ${JSON.stringify(condition.pattern)}${condition.ignoreCase ? ' ignoring case' : ''}`,
      ]
    case 'truth':
      return [`${describeTerm(condition.term)} is true`]
    case 'listHas':
      return [`${describeTerm(condition.list)} has ${condition.quantity} of (${describeLiterals(condition.literals)})`]
  }
}

function stepLines(step: PlanStep): string[] {
  const within = step.within === null ? '' : ` within ${step.within.amount} ${step.within.unit}`
  return [
    `${step.absent ? 'absent' : 'then'} ${describeTerm(step.time)} ${describePath(step.path)}${within}`,
    ...indent(planLines(step.where)),
  ]
}

const describePath = (path: Path): string => `[${path.steps.map(({ relationship }) => relationship).join(', ')}]`

/** A value in one line, its conditions included. */
export function describeValue(value: PlanValue): string {
  switch (value.kind) {
    case 'aggregate':
      return describeAggregate(value)
    case 'formula':
      return describeFormula(value.formula)
    case 'daysSince':
      return `days since ${describeValue(value.of)}`
  }
}

function describeAggregate({ aggregate, of, column, part, orderBy, path, where, default: byDefault }: PlanAggregate) {
  const subject = column === null ? of : `${part === null ? '' : `${part} of `}${describeTerm(column)}`
  const order = orderBy === null ? '' : ` by ${describeTerm(orderBy)}`
  const filter = where.kind === 'constant' && where.value ? '' : ` where ${describeInline(where)}`
  const otherwise = byDefault === null ? '' : ` else ${describeConstant(byDefault)}`
  return `${aggregate}(${subject}${order}) ${describePath(path)}${filter}${otherwise}`
}

function describeInline(condition: Condition): string {
  const [first = '', ...rest] = planLines(condition)
  return rest.length === 0 ? first : `(${[first, ...rest.map((line) => line.trim())].join('; ')})`
}

function describeFormula(formula: PlanFormula): string {
  switch (formula.kind) {
    case 'number':
      return describeLiteral(formula.literal)
    case 'value':
      return describeValue(formula.value)
    case 'arithmetic':
      return `(${describeFormula(formula.left)} ${formula.operator} ${describeFormula(formula.right)})`
  }
}

function describeTerm(term: PlanTerm): string {
  switch (term.kind) {
    case 'literal':
      return describeLiteral(term)
    case 'column':
      return `${term.table}.${term.column}`
    case 'value':
      return describeValue(term.value)
    case 'lower':
      return `lower(${describeTerm(term.text)})`
    case 'localDate':
      return `date(${describeTerm(term.instant)})`
    case 'calendarPart':
      return `${term.part}(${describeTerm(term.of)})`
    case 'listLength':
      return `length(${describeTerm(term.list)})`
  }
}

const SHOWN_LITERALS = 20

function describeLiterals(literals: readonly PlanLiteral[]): string {
  const shown = literals.slice(0, SHOWN_LITERALS).map(describeLiteral)
  const hidden = literals.length - shown.length
  return hidden === 0 ? shown.join(', ') : `${shown.join(', ')}, … ${hidden} more`
}

const describeLiteral = ({ type, value }: PlanLiteral): string =>
  type === 'date' && typeof value === 'number' ? formatDate(value) : describeConstant(value)

function describeConstant(value: Value): string {
  if (value === null) return 'null'
  if (isExact(value)) return value.toFixed()
  if (typeof value === 'bigint') return formatInstant(value)
  if (typeof value === 'number') return Number.isInteger(value) ? `${value}e0` : String(value)
  if (typeof value === 'object') return `[${value.map(describeConstant).join(', ')}]`
  return JSON.stringify(value)
}
