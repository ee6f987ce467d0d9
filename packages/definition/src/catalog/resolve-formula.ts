import type { Report } from '../diagnostics/report.ts'
import type { Names } from '../resolve/names.ts'
import { numberOf } from '../resolve/resolve-number.ts'
import type { Formula, FormulaValue } from '../resolve/resolved.ts'
import { isInt64, scaleOf, toFloat } from '../values/exact.ts'
import type { NumberKind } from './catalog.ts'
import { type FormulaNode, parseFormula } from './parse-formula.ts'

/** Beyond so many fractional digits arithmetic goes on in floats, as no engine's decimals hold more safely. */
const MOST_SCALE = 18

/** A formula's value and the audience its measures belong to; null where it is wrong (and reported). */
export function resolveFormula(
  text: string,
  pointer: string,
  names: Names,
  report: Report,
): { readonly value: FormulaValue; readonly audience: string } | null {
  const { formula, problem } = parseFormula(text, names.measureNames)
  if (formula === undefined) {
    report('formula-syntax', pointer, { ...problem })
    return null
  }
  const audiences = new Set<string>()
  const resolved = resolveNode(formula, { names, pointer, report, audiences })
  if (audiences.size > 1) {
    report('measures-of-two-audiences', pointer, { audiences: [...audiences] })
    return null
  }
  if (resolved === null) return null
  const [audience = names.audience] = audiences
  return { value: { kind: 'formula', formula: resolved, type: 'number', number: resolved.number }, audience }
}

interface FormulaScope {
  readonly names: Names
  readonly pointer: string
  readonly report: Report
  readonly audiences: Set<string>
}

/** Recursion is as deep as the formula, whose length and nesting the parser limits. */
function resolveNode(node: FormulaNode, scope: FormulaScope): Formula | null {
  switch (node.kind) {
    case 'number':
      return resolveLiteral(node, scope)
    case 'name':
      return resolveName(node, scope)
    case 'arithmetic': {
      const left = resolveNode(node.left, scope)
      const right = resolveNode(node.right, scope)
      if (left === null || right === null) return null
      const { operator } = node
      return { kind: 'arithmetic', operator, left, right, number: arithmeticKind(operator, left.number, right.number) }
    }
  }
}

function resolveLiteral(node: FormulaNode & { kind: 'number' }, { pointer, report }: FormulaScope): Formula | null {
  const value = numberOf(node.number)
  if (value === null) {
    report('number-out-of-range', pointer, { text: JSON.stringify(node.number) })
    return null
  }
  const scale = scaleOf(value)
  if (scale > MOST_SCALE) return { kind: 'number', value: toFloat(value), number: { kind: 'float' } }
  return { kind: 'number', value, number: isInt64(value) ? { kind: 'integer' } : { kind: 'decimal', scale } }
}

function resolveName({ name }: FormulaNode & { kind: 'name' }, scope: FormulaScope): Formula | null {
  const { names, pointer, report, audiences } = scope
  const measure = names.measure(name)
  if (measure === 'refused') return null
  if (measure === undefined) {
    report('unknown-measure', pointer, { measure: name, nearest: report.nearest(name, names.measureNames) })
    return null
  }
  audiences.add(measure.audience)
  const { value } = measure
  if (value.type !== 'number') {
    report('formula-of-type', pointer, { measure: name, type: value.type })
    return null
  }
  return { kind: 'value', value, number: value.number ?? { kind: 'float' } }
}

/** `+ - *` of exact numbers are exact: the greater scale, or for a product the sum of both. Quotients are floats. */
function arithmeticKind(operator: '+' | '-' | '*' | '/', left: NumberKind, right: NumberKind): NumberKind {
  if (operator === '/' || left.kind === 'float' || right.kind === 'float') return { kind: 'float' }
  const leftScale = left.kind === 'decimal' ? left.scale : 0
  const rightScale = right.kind === 'decimal' ? right.scale : 0
  const scale = operator === '*' ? leftScale + rightScale : Math.max(leftScale, rightScale)
  return scale > MOST_SCALE ? { kind: 'float' } : { kind: 'decimal', scale }
}
