import { childPointer } from '../diagnostics/pointer.ts'
import { foundWords } from '../json/read-members.ts'
import { allowedUnits } from '../operators/index.ts'
import type { OperandsSpec } from '../operators/operator.ts'
import { compareSchema, operandShape, unitSchema } from '../schema/definition-schema.ts'
import { readAmount } from '../tree/read-amount.ts'
import { compareNumbers, isExact } from '../values/exact.ts'
import type { Value } from '../values/value.ts'
import { expectedWords, type OperandPlace, type OperandsWritten } from './operand-place.ts'
import { resolveOperand } from './resolve-operand.ts'
import { resolveValues } from './resolve-values.ts'
import type { Operand, Operands } from './resolved.ts'
import type { RowScope } from './scope.ts'

type OperandKey = keyof OperandsSpec
/** Reads an operand that is there and that the operator takes; null where it is wrong (and reported). */
type OperandReader<K extends OperandKey> = (place: OperandPlace, scope: RowScope) => Required<Operands>[K] | null

const READERS: { readonly [K in OperandKey]-?: OperandReader<K> } = {
  value: resolveOperand,
  from: resolveOperand,
  to: resolveOperand,
  values: resolveValues,
  ignoreCase: readFlag,
  unit: readUnit,
  amount: ({ json, pointer, written }, { report }) =>
    readAmount(json, unitSchema.options.find((unit) => unit === written.json['unit']) ?? null, pointer, report),
  period: (place, scope) => readChoice(place, place.written.operator.operands.period ?? [], scope),
  compare: (place, scope) => readChoice(place, compareSchema.options, scope),
}

const OPERAND_KEYS = Object.keys(operandShape) as readonly OperandKey[]

/** The operands an operator declares, typed; null where one is missing, wrong or not taken (and reported). */
export function resolveOperands(written: OperandsWritten, scope: RowScope): Operands | null {
  const found: Record<string, unknown> = {}
  let isRight = true
  for (const key of OPERAND_KEYS) {
    const json = Object.hasOwn(written.json, key) ? written.json[key] : undefined
    if (json === undefined) {
      if (isMissing(key, written)) isRight = reportMissing(key, written, scope)
    } else if (written.operator.operands[key] === undefined) {
      isRight = reportUntaken(key, written, scope)
    } else {
      const operand = READERS[key]({ key, json, pointer: childPointer(written.pointer, key), written }, scope)
      if (operand === null) isRight = false
      else found[key] = operand
    }
  }
  // Each reader's result has the type of its key's operand, which a record filled in a loop cannot say.
  return isRight ? normalized(found, written, scope) : null
}

function isMissing(key: OperandKey, { operator, json }: OperandsWritten): boolean {
  const { operands } = operator
  if (operands[key] === undefined || key === 'ignoreCase') return false
  // Where a list may stand instead of the one value, either will do; of both missing the one value is reported.
  if (key === 'values') return operands.value === undefined
  return !(key === 'value' && operands.values !== undefined && Object.hasOwn(json, 'values'))
}

function reportMissing(operand: OperandKey, written: OperandsWritten, { report }: RowScope): false {
  const expected = expectedWords(operand, written)
  report('operand-missing', written.pointer, { operator: written.as, operand, expected })
  return false
}

function reportUntaken(operand: OperandKey, { as, operator, pointer }: OperandsWritten, { report }: RowScope): false {
  const taken = OPERAND_KEYS.filter((key) => operator.operands[key] !== undefined)
  report('operand-not-taken', childPointer(pointer, operand), { operator: as, operand, taken })
  return false
}

function readFlag(place: OperandPlace, scope: RowScope): boolean | null {
  const { key, json, written } = place
  if (json === true && written.type !== 'string') {
    scope.report('operand-not-taken', place.pointer, { operator: written.as, operand: key, taken: ['value'] })
    return null
  }
  return typeof json === 'boolean' ? json : reportWrong(place, 'true or false', scope)
}

function readUnit(place: OperandPlace, scope: RowScope): NonNullable<Operands['unit']> | null {
  const { operator, type } = place.written
  const unit = readChoice(place, operator.operands.unit ?? [], scope)
  const units = allowedUnits(operator, type)
  if (unit === null || units.includes(unit)) return unit
  scope.report('unit-on-date', place.pointer, { unit, units })
  return null
}

function readChoice<C extends string>(place: OperandPlace, choices: readonly C[], scope: RowScope): C | null {
  const choice = choices.find((one) => one === place.json)
  return choice ?? reportWrong(place, expectedWords(place.key, place.written), scope)
}

function reportWrong({ key, json, pointer, written }: OperandPlace, expected: string, { report }: RowScope): null {
  const found = typeof json === 'string' ? `"${json}"` : foundWords(json)
  report('operand-wrong-type', pointer, { operator: written.as, operand: key, expected, found })
  return null
}

/** One way to write each meaning: a literal beside a list joins the list, and `ignoreCase: false` is left out. */
function normalized(operands: Operands, written: OperandsWritten, scope: RowScope): Operands | null {
  const { ignoreCase, value, ...rest } = operands
  const base: Operands = ignoreCase === true ? { ...rest, ignoreCase } : rest
  warnOfReversedRange(operands, written, scope)
  if (value === undefined) return base
  if (rest.values === undefined) return { ...base, value }
  if (value.kind !== 'literal') {
    const pointer = childPointer(written.pointer, 'value')
    scope.report('operand-attribute-refused', pointer, {
      operator: written.as,
      operand: 'value',
      expected: 'a text where `values` stands beside it',
    })
    return null
  }
  return { ...base, values: [value.value, ...rest.values.filter((one) => one !== value.value)] }
}

function warnOfReversedRange({ from, to }: Operands, { pointer }: OperandsWritten, { report }: RowScope): void {
  if (isGreater(from, to)) report('range-reversed', childPointer(pointer, 'from'), {})
}

function isGreater(from: Operand | undefined, to: Operand | undefined): boolean {
  if (from?.kind !== 'literal' || to?.kind !== 'literal' || from.type !== to.type) return false
  const a: Value = from.value
  const b: Value = to.value
  if (isExact(a) && isExact(b)) return compareNumbers(a, b) > 0
  if (typeof a === 'bigint' && typeof b === 'bigint') return a > b
  return typeof a === 'number' && typeof b === 'number' && a > b
}
