import { type Catalog, type ResolvedDefinition, readDefinition } from '@coterie/definition'
import { throwIfRefused } from '../catalog-source.ts'
import { EXIT } from '../exit-code.ts'
import { problemIn } from '../report/excerpt.ts'
import { Refusal } from '../report/problem.ts'
import type { Reporter } from '../report/reporter.ts'
import type { WrittenDefinition } from './written-definitions.ts'

/** A written definition against a catalog; it may refer to segments with the given ids. Throws a `Refusal` with all of its problems. */
export function resolveWritten(
  { definition: written, place }: WrittenDefinition,
  catalog: Catalog,
  reporter: Reporter,
  ids: ReadonlySet<string> = new Set(),
): ResolvedDefinition {
  const segments = (reference: string) => (ids.has(reference) ? reference : null)
  const { definition, diagnostics } = readDefinition(written, catalog, { segments, segmentNames: ids })
  const problems = diagnostics.map((diagnostic) => ({ ...problemIn(written, diagnostic), ...place }))
  throwIfRefused(problems, EXIT.refused, reporter)
  if (definition === null) throw new Refusal(EXIT.refused, problems)
  return definition
}
