import type { AttributeType } from '../catalog/catalog.ts'
import { childPointer } from '../diagnostics/pointer.ts'
import { isJsonObject, type JsonObject } from '../json/json-value.ts'
import { checkKeys, foundWords, readText } from '../json/read-members.ts'
import { compiled } from '../operators/matches.ts'
import { attributeOperandSchema } from '../schema/definition-schema.ts'
import { toFloat } from '../values/exact.ts'
import { expectedWords, literalType, type OperandPlace } from './operand-place.ts'
import { resolveMoment } from './resolve-moment.ts'
import { numberOf, reportWrongLiteral } from './resolve-number.ts'
import type { Operand } from './resolved.ts'
import { type RowScope, resolveOnRow } from './scope.ts'

const ATTRIBUTE_KEYS = Object.keys(attributeOperandSchema.shape)

/** A `value`, `from` or `to` as its operator wants it: a typed literal, "today" or another attribute; null where it is wrong (and reported). */
export function resolveOperand(place: OperandPlace, scope: RowScope): Operand | null {
  const { key, json, written } = place
  const spec = key === 'value' || key === 'from' || key === 'to' ? written.operator.operands[key] : undefined
  if (spec === undefined) return null
  if (isJsonObject(json)) {
    return spec.kind === 'subject' ? resolveAttributeOperand(json, place, scope) : refuseAttribute(place, scope)
  }
  switch (spec.kind) {
    case 'subject':
      return resolveLiteral(place, literalType(written.type), scope)
    case 'pattern':
      return resolvePattern(place, scope)
    case 'integer':
      return resolveBounded(place, (value) => Number.isInteger(value) && value >= spec.min && value <= spec.max, scope)
    case 'percent':
      return resolveBounded(place, (value) => value > 0 && value <= 100, scope)
  }
}

function refuseAttribute({ key, pointer, written }: OperandPlace, { report }: RowScope): null {
  const expected = expectedWords(key, written)
  report('operand-attribute-refused', pointer, { operator: written.as, operand: key, expected })
  return null
}

function resolveAttributeOperand(json: JsonObject, place: OperandPlace, scope: RowScope): Operand | null {
  const { pointer, written } = place
  const { report } = scope
  checkKeys({ json, pointer, report }, ATTRIBUTE_KEYS)
  const attribute = json['attribute']
  if (attribute === undefined) {
    report('missing-key', pointer, { key: 'attribute', expected: '`table.attribute` or `measures.name`' })
    return null
  }
  const at = childPointer(pointer, 'attribute')
  const text = readText(attribute, at, report, 'an attribute, `table.attribute` or `measures.name`')
  if (text === null) return null
  const subject = resolveOnRow({ text, pointer: at }, scope)
  if (subject === null) return null
  if (subject.type !== written.type) {
    report('operand-attribute-type', at, { attribute: text, type: subject.type, expected: written.type })
    return null
  }
  return { kind: 'subject', subject }
}

function resolveLiteral(place: OperandPlace, type: AttributeType, scope: RowScope): Operand | null {
  const { json, pointer } = place
  switch (type) {
    case 'number': {
      const value = numberOf(json)
      if (value === null) return reportWrongLiteral(place, expectedWords(place.key, place.written), scope.report)
      return { kind: 'literal', type, value }
    }
    case 'date':
    case 'datetime':
      if (typeof json === 'string') return resolveMoment(json, type, pointer, scope)
      return reportWrong(place, scope)
    case 'string':
    case 'boolean':
    case 'list<string>':
    case 'list<number>':
    case 'other': {
      if (typeof json !== 'string') return reportWrong(place, scope)
      const value = readText(json, pointer, scope.report)
      return value === null ? null : { kind: 'literal', type: 'string', value }
    }
  }
}

function resolvePattern(place: OperandPlace, scope: RowScope): Operand | null {
  const { json, pointer, written } = place
  if (typeof json !== 'string') return reportWrong(place, scope)
  const value = readText(json, pointer, scope.report)
  if (value === null) return null
  try {
    compiled(value, written.json['ignoreCase'] === true)
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    scope.report('invalid-pattern', pointer, { pattern: value, reason })
    return null
  }
  return { kind: 'literal', type: 'string', value }
}

function resolveBounded(place: OperandPlace, holds: (value: number) => boolean, scope: RowScope): Operand | null {
  const value = numberOf(place.json)
  if (value === null || !holds(toFloat(value))) {
    return reportWrongLiteral(place, expectedWords(place.key, place.written), scope.report)
  }
  return { kind: 'literal', type: 'number', value }
}

function reportWrong({ key, json, pointer, written }: OperandPlace, { report }: RowScope): null {
  const expected = expectedWords(key, written)
  report('operand-wrong-type', pointer, { operator: written.as, operand: key, expected, found: foundWords(json) })
  return null
}
