import {
  assertNever,
  type Clock,
  type ExpressionOperands,
  type Formula,
  type Operand,
  operatorNamed,
  type Predicate,
  type ProfileValue,
  type ResolvedCondition,
  type ResolvedGroup,
  type ResolvedSequence,
  type ResolvedTest,
  type Subject,
  type Term,
  type TypedTerm,
  type Value,
} from '@coterie/definition'
import type { Condition } from './condition.ts'
import { InvalidPlanError } from './invalid-plan-error.ts'
import type { PlanNodes } from './plan-nodes.ts'
import type { PlanFormula, PlanValue } from './plan-value.ts'
import type { PlanColumn, PlanLiteral, PlanTerm } from './term.ts'

/** Turns resolved conditions of one audience into plan nodes. */
export interface ConditionPlanner {
  planCondition(condition: ResolvedCondition, audience: string): Condition
}

/** A planner for one batch; values of measures that several conditions use are planned once. */
export function createConditionPlanner(nodes: PlanNodes, clock: Clock): ConditionPlanner {
  const values = new WeakMap<ProfileValue, PlanValue>()

  function planCondition(condition: ResolvedCondition, audience: string): Condition {
    switch (condition.kind) {
      case 'group':
        return planGroup(condition, audience)
      case 'test':
        return complement(planTest(condition, audience), condition.negated)
      case 'segment':
        return complement(nodes.membership(condition.segment), condition.negated)
      case 'sequence':
        return planSequence(condition)
      default:
        return assertNever(condition)
    }
  }

  const complement = (condition: Condition, negated: boolean): Condition => (negated ? nodes.not(condition) : condition)

  function planGroup(group: ResolvedGroup, audience: string): Condition {
    const operands = group.conditions.map((condition) => planCondition(condition, audience))
    switch (group.match) {
      case 'all':
        return nodes.and(operands)
      case 'any':
        return nodes.or(operands)
      case 'none':
        return nodes.not(nodes.or(operands))
      default:
        return assertNever(group.match)
    }
  }

  function planTest(test: ResolvedTest, audience: string): Condition {
    const operator = operatorNamed(test.operator)
    if (operator.kind === 'ranking') {
      const amount = test.operands.value
      if (amount?.kind !== 'literal') throw new InvalidPlanError(`\`${test.operator}\` ranks by a number.`)
      const { side, by } = operator
      return nodes.ranking({
        audience,
        term: planSubject(test.subject),
        side,
        by,
        amount: planLiteral('number', amount.value),
      })
    }
    const subject: Term = { kind: 'subject', subject: test.subject }
    return planPredicate(operator.toExpression(subject, expressionOperands(test), clock))
  }

  function expressionOperands({ subject, operands }: ResolvedTest): ExpressionOperands {
    const { value, from, to, ...rest } = operands
    return {
      ...rest,
      subjectType: subject.type,
      ...(value !== undefined && { value: typedTerm(value) }),
      ...(from !== undefined && { from: typedTerm(from) }),
      ...(to !== undefined && { to: typedTerm(to) }),
    }
  }

  function typedTerm(operand: Operand): TypedTerm {
    switch (operand.kind) {
      case 'literal':
        return {
          type: operand.type,
          term: { kind: 'literal', type: operand.type, value: operand.value },
          fromSubject: false,
        }
      case 'today':
        return { type: 'date', term: { kind: 'literal', type: 'date', value: clock.today }, fromSubject: false }
      case 'subject':
        return {
          type: operand.subject.type,
          term: { kind: 'subject', subject: operand.subject },
          fromSubject: true,
        }
      default:
        return assertNever(operand)
    }
  }

  function planPredicate(predicate: Predicate): Condition {
    switch (predicate.kind) {
      case 'constant':
        return nodes.constant(predicate.value)
      case 'and':
        return nodes.and(predicate.operands.map(planPredicate))
      case 'or':
        return nodes.or(predicate.operands.map(planPredicate))
      case 'not':
        return nodes.not(planPredicate(predicate.operand))
      case 'isNull':
        return nodes.isNull(planTerm(predicate.term))
      case 'compare':
        return nodes.compare(predicate.operator, planTerm(predicate.left), planTerm(predicate.right))
      case 'inList':
        return nodes.inList(
          planTerm(predicate.term),
          predicate.literals.map(({ type, value }) => planLiteral(type, value)),
        )
      case 'textMatch': {
        const { mode, text, pattern } = predicate
        return nodes.textMatch({ mode, text: planTerm(text), pattern: planTerm(pattern) })
      }
      case 'regexMatch': {
        const { text, pattern, ignoreCase } = predicate
        return nodes.regexMatch({ text: planTerm(text), pattern, ignoreCase })
      }
      case 'truth':
        return nodes.truth(planTerm(predicate.term))
      case 'listHas': {
        const { quantity, list, literals } = predicate
        return nodes.listHas({
          quantity,
          list: planTerm(list),
          literals: literals.map(({ type, value }) => planLiteral(type, value)),
        })
      }
      default:
        return assertNever(predicate)
    }
  }

  function planTerm(term: Term): PlanTerm {
    switch (term.kind) {
      case 'literal':
        return planLiteral(term.type, term.value)
      case 'subject':
        return planSubject(term.subject)
      case 'lower':
        return { kind: 'lower', text: planTerm(term.text) }
      case 'localDate':
        return { kind: 'localDate', instant: planTerm(term.instant) }
      case 'calendarPart':
        return { ...term, of: planTerm(term.of) }
      case 'listLength':
        return { kind: 'listLength', list: planTerm(term.list) }
      default:
        return assertNever(term)
    }
  }

  const planSubject = (subject: Subject): PlanTerm =>
    subject.kind === 'column' ? subject : { kind: 'value', value: planValue(subject.value) }

  function planValue(value: ProfileValue): PlanValue {
    const known = values.get(value)
    if (known !== undefined) return known
    const planned = planNewValue(value)
    values.set(value, planned)
    return planned
  }

  function planNewValue(value: ProfileValue): PlanValue {
    switch (value.kind) {
      case 'aggregate':
        return nodes.aggregate({
          aggregate: value.aggregate,
          path: value.path,
          of: value.of,
          column: aggregatedColumn(value),
          part: value.part,
          orderBy: value.orderBy,
          where: planCondition(value.where, value.path.audience),
          default: value.default,
          type: value.type,
          ...(value.number !== undefined && { number: value.number }),
        })
      case 'formula':
        return nodes.formula(planFormula(value.formula), value.number)
      case 'daysSince':
        return nodes.daysSince(planValue(value.of))
      default:
        return assertNever(value)
    }
  }

  function planFormula(formula: Formula): PlanFormula {
    const { number } = formula
    switch (formula.kind) {
      case 'number':
        return { kind: 'number', literal: planLiteral('number', formula.value), number }
      case 'value':
        return { kind: 'value', value: planValue(formula.value), number }
      case 'arithmetic':
        return { ...formula, left: planFormula(formula.left), right: planFormula(formula.right) }
      default:
        return assertNever(formula)
    }
  }

  function planSequence({ steps, timeType }: ResolvedSequence): Condition {
    return nodes.sequence({
      steps: steps.map((step) => ({
        absent: step.absent,
        path: step.path,
        time: step.time,
        where: planCondition(step.where, step.path.audience),
        within: step.within,
      })),
      timeType,
    })
  }

  return { planCondition }
}

function aggregatedColumn(value: Extract<ProfileValue, { kind: 'aggregate' }>): PlanColumn | null {
  const { column, columnType, columnNumber, of } = value
  if (column === null || columnType === null) return null
  return {
    kind: 'column',
    table: of,
    column,
    type: columnType,
    ...(columnNumber !== undefined && { number: columnNumber }),
  }
}

function planLiteral(type: PlanLiteral['type'], value: Value): PlanLiteral {
  if (value === null) throw new InvalidPlanError('A literal of a definition is null.')
  return { kind: 'literal', type, value }
}
