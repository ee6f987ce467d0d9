import type { Formula, Operand, ProfileValue, ResolvedCondition, Subject } from '../resolve/resolved.ts'

const sizes = new WeakMap<ProfileValue, number>()

/**
 * How many parts a profile's value is made of when every measure in it is written out. Measures share their parts, so a few
 * of them can stand for millions: each is counted once and its count added wherever it stands.
 */
export function sizeOfValue(value: ProfileValue): number {
  const known = sizes.get(value)
  if (known !== undefined) return known
  const size = 1 + sizeOfParts(value)
  sizes.set(value, size)
  return size
}

function sizeOfParts(value: ProfileValue): number {
  switch (value.kind) {
    case 'aggregate':
      return sizeOfCondition(value.where)
    case 'formula':
      return sizeOfFormula(value.formula)
    case 'daysSince':
      return sizeOfValue(value.of)
  }
}

function sizeOfFormula(formula: Formula): number {
  switch (formula.kind) {
    case 'number':
      return 1
    case 'value':
      return sizeOfValue(formula.value)
    case 'arithmetic':
      return 1 + sizeOfFormula(formula.left) + sizeOfFormula(formula.right)
  }
}

function sizeOfCondition(condition: ResolvedCondition): number {
  switch (condition.kind) {
    case 'group':
      return condition.conditions.reduce((size, one) => size + sizeOfCondition(one), 1)
    case 'test': {
      const { value, from, to } = condition.operands
      return [value, from, to].reduce(
        (size, operand) => size + sizeOfOperand(operand),
        sizeOfSubject(condition.subject),
      )
    }
    case 'segment':
      return 1
    case 'sequence':
      return condition.steps.reduce((size, step) => size + sizeOfCondition(step.where), 1)
  }
}

function sizeOfOperand(operand: Operand | undefined): number {
  return operand?.kind === 'subject' ? sizeOfSubject(operand.subject) : 0
}

function sizeOfSubject(subject: Subject): number {
  return subject.kind === 'value' ? sizeOfValue(subject.value) : 1
}
