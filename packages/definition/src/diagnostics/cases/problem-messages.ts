import { parseYaml } from '../../catalog/parse-yaml.ts'
import { parseCatalog } from '../../catalog/read-catalog.ts'
import { resolveCatalog } from '../../catalog/resolve-catalog.ts'
import { parseJson } from '../../json/parse-json.ts'
import { orderByReferences } from '../../resolve/order-by-references.ts'
import { readDefinition } from '../../resolve/read-definition.ts'
import type { Diagnostic } from '../diagnostic.ts'
import { CATALOG_PROBLEMS } from './catalog-problems.case.ts'
import { DEFINITION_PROBLEMS } from './definition-problems.case.ts'
import { REFERENCE_PROBLEMS, segmentsOf } from './reference-problems.case.ts'
import { SHOP } from './shop-catalog.ts'
import { TEXT_PROBLEMS } from './text-problems.case.ts'

/** One line a code: its severity and the first message a case has of it. The engine's own words about JSON differ and are left out. */
export function problemMessages(): string {
  const first = new Map<string, Diagnostic>()
  for (const diagnostic of allProblems()) if (!first.has(diagnostic.code)) first.set(diagnostic.code, diagnostic)
  const lines = [...first.values()]
    .filter(({ code }) => code !== 'json-syntax')
    .map(({ code, severity, message }) => `${code} (${severity}): ${message}`)
  return `${lines.sort().join('\n')}\n`
}

function allProblems(): readonly Diagnostic[] {
  return [
    ...DEFINITION_PROBLEMS.flatMap(({ definition }) => readDefinition(definition, SHOP).diagnostics),
    ...CATALOG_PROBLEMS.flatMap(({ catalog, sources }) => {
      const { file, diagnostics } = parseCatalog(parseJson(JSON.stringify(catalog)).value ?? null)
      return file === null ? diagnostics : [...diagnostics, ...resolveCatalog(file, sources).diagnostics]
    }),
    ...REFERENCE_PROBLEMS.flatMap(({ references, audiences }) =>
      [...orderByReferences(segmentsOf(references, audiences)).refused.values()].flat(),
    ),
    ...TEXT_PROBLEMS.flatMap(({ format, text }) =>
      format === 'json' ? (parseJson(text).diagnostic ?? []) : parseYaml(text).diagnostics,
    ),
  ]
}
