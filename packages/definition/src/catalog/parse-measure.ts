import { LIMITS } from '../diagnostics/limits.ts'
import { childPointer } from '../diagnostics/pointer.ts'
import type { Report } from '../diagnostics/report.ts'
import { isJsonObject, type JsonValue } from '../json/json-value.ts'
import { checkKeys, foundWords, member, type ObjectReader, requiredText, textMember } from '../json/read-members.ts'
import { aggregateMeasureSchema, daysSinceMeasureSchema, formulaMeasureSchema } from '../schema/catalog-schema.ts'
import { parseAggregateSpec } from '../tree/parse-aggregate.ts'
import { requiredReference } from '../tree/parse-parts.ts'
import type { CatalogFileMeasure } from './catalog-file.ts'

type MeasureKind = CatalogFileMeasure['kind']
type MeasureParser = (reader: ObjectReader, base: MeasureBase) => CatalogFileMeasure | null
type MeasureBase = Pick<CatalogFileMeasure, 'label' | 'pointer'>

/** The key that tells each kind of measure is its name; the other keys it may have, and its parser. */
const MEASURE_KINDS: Readonly<
  Record<MeasureKind, { readonly keys: readonly string[]; readonly parse: MeasureParser }>
> = {
  aggregate: { keys: Object.keys(aggregateMeasureSchema.shape), parse: parseAggregateMeasure },
  formula: { keys: Object.keys(formulaMeasureSchema.shape), parse: parseFormulaMeasure },
  daysSince: { keys: Object.keys(daysSinceMeasureSchema.shape), parse: parseDaysSinceMeasure },
}
const KINDS = Object.keys(MEASURE_KINDS) as readonly MeasureKind[]

export function parseMeasure(json: JsonValue, pointer: string, report: Report): CatalogFileMeasure | null {
  if (!isJsonObject(json)) {
    report('wrong-type', pointer, { expected: 'a measure: an object', found: foundWords(json) })
    return null
  }
  const kind = KINDS.find((one) => Object.hasOwn(json, one))
  if (kind === undefined) {
    report('unknown-measure-kind', pointer, { keys: Object.keys(json) })
    return null
  }
  const reader = { json, pointer, report }
  const { keys, parse } = MEASURE_KINDS[kind]
  checkKeys(reader, keys)
  const label = textMember(reader, 'label')
  return parse(reader, { pointer, ...(label == null ? {} : { label }) })
}

function parseAggregateMeasure(reader: ObjectReader, base: MeasureBase): CatalogFileMeasure {
  const aggregate = parseAggregateSpec(reader, 0, { report: reader.report, conditionsLeft: LIMITS.conditions })
  const json = member(reader, 'default')
  return { ...base, kind: 'aggregate', aggregate, ...(json === undefined ? {} : { default: json }) }
}

function parseFormulaMeasure(reader: ObjectReader, base: MeasureBase): CatalogFileMeasure | null {
  const formula = requiredText(reader, 'formula', 'a text such as "total_spend / order_count"')
  return formula === null ? null : { ...base, kind: 'formula', formula }
}

function parseDaysSinceMeasure(reader: ObjectReader, base: MeasureBase): CatalogFileMeasure | null {
  const of = requiredReference(reader, 'daysSince', 'a date or datetime, `measures.name`')
  return of === null ? null : { ...base, kind: 'daysSince', of }
}

/** Where a measure's formula stands. */
export function formulaPointer({ pointer }: MeasureBase): string {
  return childPointer(pointer, 'formula')
}
