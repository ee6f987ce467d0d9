import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import { childPointer } from '../diagnostics/pointer.ts'
import { collectDiagnostics, hasErrors, type Report } from '../diagnostics/report.ts'
import type { JsonValue } from '../json/json-value.ts'
import { parseJson } from '../json/parse-json.ts'
import {
  choiceMember,
  type ObjectReader,
  readObject,
  requiredMember,
  requiredText,
  textListMember,
  textMember,
} from '../json/read-members.ts'
import { recordMember } from '../json/read-record.ts'
import { CATALOG_VERSION, catalogSchema, weekStartSchema } from '../schema/catalog-schema.ts'
import { isTimeZone } from '../time/zone.ts'
import { checkVersion } from '../tree/parse-definition.ts'
import type { CatalogFile } from './catalog-file.ts'
import { parseMeasure } from './parse-measure.ts'
import { parseRelationship, parseTable } from './parse-table.ts'
import { parseYaml } from './parse-yaml.ts'

const CATALOG_KEYS = Object.keys(catalogSchema.shape)
const DEFAULT_TIME_ZONE = 'UTC'

/** What reading a catalog's text gives. The file is null exactly when a diagnostic is an error. */
export interface ReadCatalog {
  readonly file: CatalogFile | null
  readonly diagnostics: readonly Diagnostic[]
}

/** Reads a catalog's text and checks its shape, with all of its problems at once. */
export function readCatalog(text: string, format: 'yaml' | 'json'): ReadCatalog {
  const parsed = format === 'yaml' ? parseYaml(text) : parsedJson(text)
  return parsed.value === undefined ? { file: null, diagnostics: parsed.diagnostics } : parseCatalog(parsed.value)
}

function parsedJson(text: string): ReturnType<typeof parseYaml> {
  const parsed = parseJson(text)
  return parsed.diagnostic === undefined
    ? { value: parsed.value, diagnostics: [] }
    : { diagnostics: [parsed.diagnostic] }
}

/** A catalog from its JSON value, with all of its problems at once. */
export function parseCatalog(json: JsonValue): ReadCatalog {
  const { diagnostics, report } = collectDiagnostics()
  const expected = 'a catalog: an object with `version`, `audience` and `tables`'
  const reader = readObject(json, '', expected, CATALOG_KEYS, report)
  const file = reader && catalogFile(reader, report)
  return { file: hasErrors(diagnostics) ? null : file, diagnostics }
}

function catalogFile(reader: ObjectReader, report: Report): CatalogFile | null {
  checkVersion(reader, CATALOG_VERSION)
  const timeZone = readTimeZone(reader)
  const weekStart = choiceMember(reader, 'weekStart', weekStartSchema.options) ?? 'monday'
  const audience = requiredText(reader, 'audience', 'the name of a table')
  const audiences = readAudiences(reader, audience)
  requiredMember(reader, 'tables', 'an object of tables by name')
  const tables = recordMember(reader, 'tables', (table, pointer) => parseTable(table, pointer, report))
  const relationships = recordMember(reader, 'relationships', (one, pointer) => parseRelationship(one, pointer, report))
  const measures = recordMember(reader, 'measures', (measure, pointer) => parseMeasure(measure, pointer, report))
  if (audience === null) return null
  return { timeZone, weekStart, audience, audiences, tables, relationships, measures }
}

function readTimeZone(reader: ObjectReader): string {
  const zone = textMember(reader, 'timeZone', 'an IANA time zone such as `Europe/London`') ?? DEFAULT_TIME_ZONE
  if (!isTimeZone(zone)) reader.report('unknown-time-zone', childPointer(reader.pointer, 'timeZone'), { zone })
  return zone
}

function readAudiences(reader: ObjectReader, audience: string | null): readonly string[] {
  const audiences = textListMember(reader, 'audiences', 'a list of table names')
  if (audience === null) return audiences ?? []
  if (audiences == null) return [audience]
  if (!audiences.includes(audience)) {
    reader.report('audience-not-listed', childPointer(reader.pointer, 'audience'), { audience })
  }
  return [...new Set(audiences)]
}
