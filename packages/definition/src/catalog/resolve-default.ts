import { childPointer } from '../diagnostics/pointer.ts'
import type { Report } from '../diagnostics/report.ts'
import type { JsonValue } from '../json/json-value.ts'
import { foundWords } from '../json/read-members.ts'
import { numberOf } from '../resolve/resolve-number.ts'
import type { AggregateValue } from '../resolve/resolved.ts'
import { parseDate, parseInstant } from '../time/text.ts'
import { scaleOf, toFloat } from '../values/exact.ts'
import { isScalarText } from '../values/text.ts'
import type { Exact, Value } from '../values/value.ts'
import type { AttributeType, NumberKind } from './catalog.ts'

const EXPECTED: Readonly<Record<AttributeType, string>> = {
  string: 'a text',
  number: 'a number',
  boolean: 'true or false',
  date: 'a date such as "2024-03-01"',
  datetime: 'an instant such as "2024-03-01T09:30:00Z"',
  'list<string>': 'absent',
  'list<number>': 'absent',
  other: 'absent',
}

/** An aggregate whose value is `json` for profiles without a matching row; null where it is of another type (and reported). */
export function withDefault(
  value: AggregateValue,
  json: JsonValue,
  at: { readonly pointer: string; readonly timeZone: string; readonly report: Report },
): AggregateValue | null {
  if (json === null) return { ...value, default: null }
  if (value.type === 'number') {
    const number = numberOf(json)
    if (number !== null) return withNumber(value, number)
  } else {
    const read = readDefault(json, value.type, at.timeZone)
    if (read !== null) return { ...value, default: read }
  }
  at.report('default-type', childPointer(at.pointer, 'default'), {
    expected: EXPECTED[value.type],
    found: foundWords(json),
  })
  return null
}

function readDefault(json: JsonValue, type: AttributeType, timeZone: string): Value {
  if (type === 'boolean') return typeof json === 'boolean' ? json : null
  if (typeof json !== 'string') return null
  if (type === 'string') return isScalarText(json) ? json : null
  if (type === 'date') return parseDate(json)
  return type === 'datetime' ? parseInstant(json, timeZone) : null
}

/** A default with more fractional digits than the aggregate makes the whole measure a decimal of that many. */
function withNumber(value: AggregateValue, number: Exact): AggregateValue {
  const kind: NumberKind = value.number ?? { kind: 'float' }
  if (kind.kind === 'float') return { ...value, default: toFloat(number) }
  const scale = Math.max(scaleOf(number), kind.kind === 'decimal' ? kind.scale : 0)
  const isInteger = kind.kind === 'integer' && scale === 0
  return { ...value, default: number, number: isInteger ? kind : { kind: 'decimal', scale } }
}
