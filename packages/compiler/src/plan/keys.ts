import { isExact, type Path, type Value } from '@coterie/definition'
import type { PlanFormula } from './plan-value.ts'
import type { PlanLiteral, PlanTerm } from './term.ts'

const pathKeys = new WeakMap<Path, string>()

/** A text equal for equal paths. */
export function pathKey(path: Path): string {
  const known = pathKeys.get(path)
  if (known !== undefined) return known
  const key = JSON.stringify([path.audience, path.steps.map((step) => [step.relationship, step.nearTable, step.table])])
  pathKeys.set(path, key)
  return key
}

/** A text equal for equal values of one type; exact and floating numbers differ. */
export function valueKey(value: Value): string {
  if (value === null) return 'null'
  if (isExact(value)) return value.toFixed()
  if (typeof value === 'number') return `f${Object.is(value, -0) ? '-0' : value}`
  if (typeof value === 'bigint') return `${value}n`
  if (typeof value === 'object') return `[${value.map(valueKey).join()}]`
  return JSON.stringify(value)
}

export const literalKey = (literal: PlanLiteral): string => `${literal.type}:${valueKey(literal.value)}`

/** A text equal for equal terms of a batch. */
export function termKey(term: PlanTerm): string {
  switch (term.kind) {
    case 'literal':
      return literalKey(term)
    case 'column':
      return `${JSON.stringify(term.table)}.${JSON.stringify(term.column)}`
    case 'value':
      return `#${term.value.id}`
    case 'lower':
      return `lower(${termKey(term.text)})`
    case 'localDate':
      return `date(${termKey(term.instant)})`
    case 'calendarPart':
      return `${term.part}(${termKey(term.of)})`
    case 'listLength':
      return `length(${termKey(term.list)})`
  }
}

/** A text equal for equal formulas of a batch. */
export function formulaKey(formula: PlanFormula): string {
  const { number } = formula
  const kind = number.kind === 'decimal' ? `d${number.scale}` : number.kind
  switch (formula.kind) {
    case 'number':
      return `${kind} ${literalKey(formula.literal)}`
    case 'value':
      return `${kind} #${formula.value.id}`
    case 'arithmetic':
      return `${kind}(${formulaKey(formula.left)}${formula.operator}${formulaKey(formula.right)})`
  }
}
