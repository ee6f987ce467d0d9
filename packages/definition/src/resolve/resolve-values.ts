import type { AttributeType } from '../catalog/catalog.ts'
import { LIMITS } from '../diagnostics/limits.ts'
import { childPointer } from '../diagnostics/pointer.ts'
import type { Report } from '../diagnostics/report.ts'
import { isExactNumber, type JsonValue } from '../json/json-value.ts'
import { foundWords, isList } from '../json/read-members.ts'
import type { ValuesOperandSpec } from '../operators/operator.ts'
import { isScalarText } from '../values/text.ts'
import type { Value } from '../values/value.ts'
import { expectedWords, literalType, type OperandPlace, valueWords } from './operand-place.ts'
import { numberOf, reportWrongLiteral } from './resolve-number.ts'
import type { RowScope } from './scope.ts'

/** So many wrong values of a list are reported one by one; the rest is counted. */
const MOST_REPORTED = 20

/** A list of literals without duplicates, in the order written; null where it is none or holds a wrong value (and reported). */
export function resolveValues(place: OperandPlace, scope: RowScope): readonly Value[] | null {
  const { key, json, pointer, written } = place
  const { report } = scope
  const spec = written.operator.operands.values
  if (spec === undefined) return null
  if (!isList(json)) {
    report('operand-wrong-type', pointer, {
      operator: written.as,
      operand: key,
      expected: expectedWords(key, written),
      found: foundWords(json),
    })
    return null
  }
  if (json.length > LIMITS.values) {
    report('too-many-values', pointer, { limit: LIMITS.values, found: json.length })
    return null
  }
  const type = literalType(written.type)
  const readElement = elementReader(spec, type)
  const distinct = new Map<JsonValue, Value>()
  let wrong = 0
  for (const [i, element] of json.entries()) {
    const value = readElement(element)
    if (value !== null) {
      // Equal numbers are equal in JSON already, but for those kept as text: `10e400` and `1e401`.
      distinct.set(isExactNumber(element) ? String(value) : element, value)
    } else if (++wrong <= MOST_REPORTED) {
      reportElement(
        { ...place, json: element, pointer: childPointer(pointer, i) },
        valueWords(spec, type),
        scope.report,
      )
    }
  }
  if (wrong > MOST_REPORTED) report('more-problems', pointer, { count: wrong - MOST_REPORTED })
  return wrong === 0 ? [...distinct.values()] : null
}

/** Reads one element quickly, null where it is wrong: lists may hold a million. */
function elementReader(spec: ValuesOperandSpec, type: AttributeType): (json: JsonValue) => Value {
  if (spec.kind === 'subject' && type !== 'number') {
    return (json) => (typeof json === 'string' && isScalarText(json) ? json : null)
  }
  if (spec.kind === 'subject') return numberOf
  const { min, max } = spec
  return (json) =>
    typeof json === 'number' && Number.isInteger(json) && json >= min && json <= max ? numberOf(json) : null
}

function reportElement(place: OperandPlace, expected: string, report: Report): void {
  const { json, pointer } = place
  if (typeof json === 'string' && !isScalarText(json)) report('lone-surrogate', pointer, {})
  else reportWrongLiteral(place, expected, report)
}
