import { childPointer } from '../diagnostics/pointer.ts'
import type { Report } from '../diagnostics/report.ts'
import type { JsonValue } from '../json/json-value.ts'
import {
  choiceMember,
  isList,
  member,
  type ObjectReader,
  readObject,
  readText,
  requiredMember,
  requiredText,
  textListMember,
  textMember,
} from '../json/read-members.ts'
import { recordMember } from '../json/read-record.ts'
import {
  activitySchema,
  attributeSchema,
  cardinalitySchema,
  columnClassSchema,
  declaredTypeSchema,
  pathSourceSchema,
  relationshipSchema,
  tableSchema,
  tableSourceSchema,
} from '../schema/catalog-schema.ts'
import type { Activity, TableSource } from './catalog.ts'
import type { CatalogFileAttribute, CatalogFileRelationship, CatalogFileTable } from './catalog-file.ts'

const TABLE_KEYS = Object.keys(tableSchema.shape)
const SOURCE_KEYS = [...Object.keys(pathSourceSchema.shape), ...Object.keys(tableSourceSchema.shape)]
const ATTRIBUTE_KEYS = Object.keys(attributeSchema.shape)
const ACTIVITY_KEYS = Object.keys(activitySchema.shape)
const RELATIONSHIP_KEYS = Object.keys(relationshipSchema.shape)
const SOURCE_WORDS = 'an object with `path` (files) or `table` (a table of the engine)'

export function parseTable(json: JsonValue, pointer: string, report: Report): CatalogFileTable | null {
  const reader = readObject(json, pointer, 'a table: an object with `source`', TABLE_KEYS, report)
  if (reader === null) return null
  const source = parseSource(reader)
  const key = namesMember(reader, 'key', 'the column that identifies a row, or a list of columns')
  const label = textMember(reader, 'label')
  const attributes = recordMember(reader, 'attributes', (one, at) => parseAttribute(one, at, report))
  const activity = parseActivity(reader)
  if (source === null || key === null) return null
  return {
    source,
    key: key ?? [],
    ...(label == null ? {} : { label }),
    attributes,
    ...(activity === null ? {} : { activity }),
  }
}

function parseSource(reader: ObjectReader): TableSource | null {
  const json = requiredMember(reader, 'source', SOURCE_WORDS)
  if (json === undefined) return null
  const pointer = childPointer(reader.pointer, 'source')
  const source = readObject(json, pointer, SOURCE_WORDS, SOURCE_KEYS, reader.report)
  if (source === null) return null
  const path = textMember(source, 'path', 'a path of a file or a glob')
  const table = textMember(source, 'table', 'the name of a table')
  if (path === undefined && table === undefined) {
    reader.report('missing-key', pointer, { key: 'path', expected: 'a path of a file or a glob' })
  } else if (path !== undefined && table !== undefined) {
    reader.report('wrong-type', pointer, { expected: SOURCE_WORDS, found: 'an object with both' })
  } else if (path != null) {
    return { path }
  } else if (table != null) {
    return { table }
  }
  return null
}

function parseAttribute(json: JsonValue, pointer: string, report: Report): CatalogFileAttribute | null {
  const reader = readObject(json, pointer, 'an attribute: an object such as `{ type: date }`', ATTRIBUTE_KEYS, report)
  if (reader === null) return null
  const type = choiceMember(reader, 'type', declaredTypeSchema.options)
  const label = textMember(reader, 'label')
  const semantic = textMember(reader, 'semantic')
  const columnClass = choiceMember(reader, 'class', columnClassSchema.options)
  return {
    ...(type == null ? {} : { type }),
    ...(label == null ? {} : { label }),
    ...(semantic == null ? {} : { semantic }),
    ...(columnClass == null ? {} : { class: columnClass }),
  }
}

function parseActivity(table: ObjectReader): Activity | null {
  const json = member(table, 'activity')
  if (json === undefined) return null
  const pointer = childPointer(table.pointer, 'activity')
  const reader = readObject(json, pointer, 'an activity: an object with `type` and `time`', ACTIVITY_KEYS, table.report)
  if (reader === null) return null
  const type = requiredText(reader, 'type', 'a text that says what a row is')
  const time = requiredText(reader, 'time', 'the column that says when')
  const value = textMember(reader, 'value', 'the column that says what it was worth')
  return type === null || time === null ? null : { type, time, ...(value == null ? {} : { value }) }
}

export function parseRelationship(json: JsonValue, pointer: string, report: Report): CatalogFileRelationship | null {
  const reader = readObject(json, pointer, 'a relationship: an object with `from` and `to`', RELATIONSHIP_KEYS, report)
  if (reader === null) return null
  const words = 'a column, `table.column`, or a list of columns'
  requiredMember(reader, 'from', words)
  requiredMember(reader, 'to', words)
  const from = namesMember(reader, 'from', words)
  const to = namesMember(reader, 'to', words)
  const cardinality = choiceMember(reader, 'cardinality', cardinalitySchema.options) ?? 'many-to-one'
  return from == null || to == null ? null : { from, to, cardinality }
}

/** One name or a list of distinct ones, as a list. */
function namesMember(reader: ObjectReader, key: string, expected: string): readonly string[] | null | undefined {
  const json = member(reader, key)
  if (json === undefined) return undefined
  const pointer = childPointer(reader.pointer, key)
  if (!isList(json)) {
    const name = readText(json, pointer, reader.report, expected)
    return name === null ? null : [name]
  }
  const names = textListMember(reader, key, expected)
  if (names != null && new Set(names).size === names.length && names.length > 0) return names
  if (names != null) {
    const found = json.length === 0 ? 'an empty list' : 'a list with a repeated name'
    reader.report('wrong-type', pointer, { expected, found })
  }
  return null
}
