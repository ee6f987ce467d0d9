import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  type CatalogFile,
  type Diagnostic,
  parseInstant,
  parseJson,
  type ResolvedDefinition,
  readCatalog,
  readDefinition,
} from '@coterie/definition'
import type { Engine } from '@coterie/engines'

/** The example's folder; the paths of its catalog start here. */
export const baseDir = join(import.meta.dirname, '..')

/** The moment the example is told at: its last order is of the day before. */
export const asOfText = '2014-01-29T00:00:00Z'

/** `asOfText` in microseconds since 1970. */
export const asOf = parseInstant(asOfText, 'UTC') ?? 0n

/** The example's catalog file. Throws if it is refused. */
export function readExampleCatalog(): CatalogFile {
  const { file, diagnostics } = readCatalog(readFileSync(join(baseDir, 'catalog.yaml'), 'utf8'), 'yaml')
  if (file === null) throw new Error(wordsOf(diagnostics))
  return file
}

export interface ExampleSegment {
  readonly id: string
  readonly definition: ResolvedDefinition
}

/** The example's definitions in the order of their names, against an engine's catalog. Throws if one is refused. */
export function readExampleSegments({ catalog }: Pick<Engine, 'catalog'>): readonly ExampleSegment[] {
  const names = readdirSync(join(baseDir, 'definitions')).toSorted()
  const ids = new Set(names.map((name) => name.replace(/\.json$/, '')))
  return [...ids].map((id) => ({
    id,
    definition: readExampleDefinition(readFileSync(join(baseDir, 'definitions', `${id}.json`), 'utf8'), catalog, ids),
  }))
}

/** One definition from its text. Throws if it is refused. */
export function readExampleDefinition(
  text: string,
  catalog: Engine['catalog'],
  ids: ReadonlySet<string> = new Set(),
): ResolvedDefinition {
  const parsed = parseJson(text)
  if (parsed.diagnostic !== undefined) throw new Error(wordsOf([parsed.diagnostic]))
  const segments = (reference: string) => (ids.has(reference) ? reference : null)
  const { definition, diagnostics } = readDefinition(parsed.value, catalog, { segments })
  if (definition === null) throw new Error(wordsOf(diagnostics))
  return definition
}

const wordsOf = (diagnostics: readonly Diagnostic[]) =>
  diagnostics.map(({ code, pointer, message }) => `${code} at ${pointer}: ${message}`).join('\n')
