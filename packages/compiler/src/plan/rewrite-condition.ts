import type { Condition, PlanStep } from './condition.ts'
import type { PlanNodes } from './plan-nodes.ts'
import type { PlanFormula, PlanValue } from './plan-value.ts'
import type { PlanTerm } from './term.ts'

/** Rewrites one node whose parts are rewritten already; returns the node itself where there is nothing to do. */
export type RewriteNode = (condition: Condition, nodes: PlanNodes) => Condition

/**
 * A function that rewrites whole conditions from the inside out, the conditions inside values and sequences too.
 * Each node is rewritten once however often it is used.
 */
export function createRewriter(rewriteNode: RewriteNode, nodes: PlanNodes): (condition: Condition) => Condition {
  // By id: much faster than maps by object, and every node of a batch passes through here once a rule.
  const done: Condition[] = []
  const doneValues: PlanValue[] = []

  function rewrite(condition: Condition): Condition {
    const known = done[condition.id]
    if (known !== undefined) return known
    const rewritten = rewriteNode(rewriteParts(condition), nodes)
    done[condition.id] = rewritten
    return rewritten
  }

  function rewriteParts(condition: Condition): Condition {
    switch (condition.kind) {
      case 'constant':
      case 'membership':
        return condition
      case 'and':
      case 'or': {
        const operands = mapSame(condition.operands, rewrite)
        return operands === condition.operands ? condition : nodes[condition.kind](operands)
      }
      case 'not': {
        const operand = rewrite(condition.operand)
        return operand === condition.operand ? condition : nodes.not(operand)
      }
      case 'decide':
        return nodes.decide(
          condition.cases.map(({ when, holds }) => ({ when: rewrite(when), holds })),
          rewrite(condition.otherwise),
        )
      case 'exists': {
        const inner = rewrite(condition.condition)
        return inner === condition.condition ? condition : nodes.exists(condition.path, inner)
      }
      case 'valueTest': {
        const aggregate = rewriteValue(condition.aggregate)
        // Marking a test is the last rule, so this happens only when a rule is run again.
        return aggregate.kind === 'aggregate' ? nodes.valueTest(aggregate, rewrite(condition.condition)) : condition
      }
      case 'sequence': {
        const steps = mapSame(condition.steps, rewriteStep)
        return steps === condition.steps ? condition : nodes.sequence({ steps, timeType: condition.timeType })
      }
      case 'ranking': {
        const term = rewriteTerm(condition.term)
        return term === condition.term ? condition : nodes.ranking({ ...fieldsOf(condition), term })
      }
      case 'isNull':
      case 'truth': {
        const term = rewriteTerm(condition.term)
        return term === condition.term ? condition : nodes[condition.kind](term)
      }
      case 'compare': {
        const left = rewriteTerm(condition.left)
        const right = rewriteTerm(condition.right)
        const isSame = left === condition.left && right === condition.right
        return isSame ? condition : nodes.compare(condition.operator, left, right)
      }
      case 'inList': {
        const term = rewriteTerm(condition.term)
        return term === condition.term ? condition : nodes.inList(term, condition.literals)
      }
      case 'textMatch': {
        const text = rewriteTerm(condition.text)
        const pattern = rewriteTerm(condition.pattern)
        const isSame = text === condition.text && pattern === condition.pattern
        return isSame ? condition : nodes.textMatch({ mode: condition.mode, text, pattern })
      }
      case 'regexMatch': {
        const text = rewriteTerm(condition.text)
        return text === condition.text ? condition : nodes.regexMatch({ ...fieldsOf(condition), text })
      }
      case 'listHas': {
        const list = rewriteTerm(condition.list)
        return list === condition.list ? condition : nodes.listHas({ ...fieldsOf(condition), list })
      }
    }
  }

  function rewriteStep(step: PlanStep): PlanStep {
    const where = rewrite(step.where)
    return where === step.where ? step : { ...step, where }
  }

  function rewriteTerm(term: PlanTerm): PlanTerm {
    switch (term.kind) {
      case 'literal':
      case 'column':
        return term
      case 'value': {
        const value = rewriteValue(term.value)
        return value === term.value ? term : { kind: 'value', value }
      }
      case 'lower': {
        const text = rewriteTerm(term.text)
        return text === term.text ? term : { kind: 'lower', text }
      }
      case 'localDate': {
        const instant = rewriteTerm(term.instant)
        return instant === term.instant ? term : { kind: 'localDate', instant }
      }
      case 'calendarPart': {
        const of = rewriteTerm(term.of)
        return of === term.of ? term : { ...term, of }
      }
      case 'listLength': {
        const list = rewriteTerm(term.list)
        return list === term.list ? term : { kind: 'listLength', list }
      }
    }
  }

  function rewriteValue(value: PlanValue): PlanValue {
    const known = doneValues[value.id]
    if (known !== undefined) return known
    const rewritten = rewriteNewValue(value)
    doneValues[value.id] = rewritten
    return rewritten
  }

  function rewriteNewValue(value: PlanValue): PlanValue {
    switch (value.kind) {
      case 'aggregate': {
        const where = rewrite(value.where)
        return where === value.where ? value : nodes.aggregate({ ...fieldsOf(value), where })
      }
      case 'daysSince': {
        const of = rewriteValue(value.of)
        return of === value.of ? value : nodes.daysSince(of)
      }
      case 'formula': {
        const formula = rewriteFormula(value.formula)
        return formula === value.formula ? value : nodes.formula(formula, value.number)
      }
    }
  }

  function rewriteFormula(formula: PlanFormula): PlanFormula {
    switch (formula.kind) {
      case 'number':
        return formula
      case 'value': {
        const value = rewriteValue(formula.value)
        return value === formula.value ? formula : { ...formula, value }
      }
      case 'arithmetic': {
        const left = rewriteFormula(formula.left)
        const right = rewriteFormula(formula.right)
        return left === formula.left && right === formula.right ? formula : { ...formula, left, right }
      }
    }
  }

  return rewrite
}

function fieldsOf<N extends { readonly id: number; readonly kind: string }>(node: N): Omit<N, 'id' | 'kind'> {
  const { id: _id, kind: _kind, ...fields } = node
  return fields
}

/** Maps a list and returns the list itself where nothing changed. */
function mapSame<T>(list: readonly T[], map: (item: T) => T): readonly T[] {
  const mapped = list.map(map)
  return mapped.every((item, position) => item === list[position]) ? list : mapped
}
