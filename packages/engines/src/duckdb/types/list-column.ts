import type { NumberKind } from '@coterie/definition'
import { matches } from './number-text.ts'
import { numberSqlType, type ReadColumn } from './read-column.ts'
import { unreadableText } from './text-column.ts'

const JSON_NUMBER = '-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?'
const ELEMENT = `(${JSON_NUMBER}|null)`
const SPACE = '[ \\t\\r\\n]*'
const NUMBER_LIST = `${SPACE}\\[${SPACE}(${ELEMENT}${SPACE}(,${SPACE}${ELEMENT}${SPACE})*)?\\]${SPACE}`

/** A column of JSON arrays read as lists of strings; elements that are no strings are their JSON texts. */
export function textListColumn({ name, raw }: { readonly name: string; readonly raw: string }): ReadColumn {
  const isList = `json_valid(${raw}) AND json_type(${raw}) = 'ARRAY'`
  return {
    name,
    raw,
    type: 'list<string>',
    steps: [],
    value: `CASE WHEN ${isList} THEN from_json(${raw}, '["VARCHAR"]') END`,
    unreadable: unreadableText(raw, `CASE WHEN json_valid(${raw}) THEN json_type(${raw}) = 'ARRAY' ELSE false END`),
  }
}

/** A column of JSON arrays of numbers of which the greatest has `digits` digits before the point. */
export function numberListColumn(
  { name, raw }: { readonly name: string; readonly raw: string },
  number: NumberKind,
  digits: number,
): ReadColumn {
  const scale = number.kind === 'decimal' ? number.scale : 0
  const element = numberSqlType(number, digits + scale)
  return {
    name,
    raw,
    type: 'list<number>',
    number,
    steps: [],
    // The text is cut, not parsed as JSON, because DuckDB's JSON keeps numbers as 64-bit floats.
    value: `CASE WHEN ${matches(raw, NUMBER_LIST)} THEN list_transform(${listElements(raw)}, lambda e: TRY_CAST(e AS ${element})) END`,
    unreadable: unreadableText(raw, matches(raw, NUMBER_LIST)),
  }
}

/** The elements of a JSON array of numbers as texts. */
export function listElements(raw: string): string {
  const inner = `regexp_replace(${raw}, '[^0-9a-z.,+E-]', '', 'g')`
  return `CASE ${inner} WHEN '' THEN []::VARCHAR[] ELSE string_split(${inner}, ',') END`
}
