import { assertNever } from '../assert-never.ts'
import type { Formula, FormulaValue } from '../resolve/resolved.ts'
import { isExact, toFloat } from '../values/exact.ts'
import type { Exact, Value } from '../values/value.ts'
import type { AudienceEvaluation } from './audience-evaluation.ts'

type Arithmetic = Extract<Formula, { kind: 'arithmetic' }>

/** The formula's value for each profile. */
export function formulaValues(value: FormulaValue, evaluation: AudienceEvaluation): readonly Value[] {
  const ofProfile = calculation(value.formula, evaluation)
  return Array.from({ length: evaluation.size }, (_, profile) => ofProfile(profile))
}

function calculation(formula: Formula, evaluation: AudienceEvaluation): (profile: number) => Exact | number | null {
  switch (formula.kind) {
    case 'number': {
      const number = asNumber(formula.value)
      return () => number
    }
    case 'value': {
      const values = evaluation.values(formula.value)
      return (profile) => asNumber(values[profile] ?? null)
    }
    case 'arithmetic': {
      const left = calculation(formula.left, evaluation)
      const right = calculation(formula.right, evaluation)
      return (profile) => {
        const [a, b] = [left(profile), right(profile)]
        return a === null || b === null ? null : calculate(formula, a, b)
      }
    }
    default:
      return assertNever(formula)
  }
}

function calculate(formula: Arithmetic, left: Exact | number, right: Exact | number): Exact | number | null {
  if (formula.number.kind !== 'float' && isExact(left) && isExact(right)) {
    switch (formula.operator) {
      case '+':
        return left.plus(right)
      case '-':
        return left.minus(right)
      case '*':
        return left.times(right)
      case '/':
        // Division always makes a float, so its kind is one.
        throw new Error('A division of exact numbers was not resolved to a float.')
      default:
        return assertNever(formula.operator)
    }
  }
  const result = calculateFloats(formula.operator, toFloat(left), toFloat(right))
  return result === null || Number.isNaN(result) ? null : result
}

function calculateFloats(operator: Arithmetic['operator'], left: number, right: number): number | null {
  switch (operator) {
    case '+':
      return left + right
    case '-':
      return left - right
    case '*':
      return left * right
    case '/':
      return right === 0 ? null : left / right
    default:
      return assertNever(operator)
  }
}

function asNumber(value: Value): Exact | number | null {
  if (value === null || isExact(value) || typeof value === 'number') return value
  throw new TypeError(`Not a number in a formula: ${String(value)}`)
}
