import { type Catalog, parseJson, type ResolvedDefinition, readDefinition } from '@coterie/definition'
import type { DefinitionJson } from '../corpus/corpus-case.ts'

export interface ReadSegment {
  readonly id: string
  readonly json: string
  readonly definition: ResolvedDefinition
}

/** Reads definitions that may refer to one another by id. Throws with all problems of the first one that is refused. */
export function readDefinitions(
  definitions: ReadonlyMap<string, DefinitionJson>,
  catalog: Catalog,
): readonly ReadSegment[] {
  const segments = (reference: string) => (definitions.has(reference) ? reference : null)
  return [...definitions].map(([id, written]) => {
    const json = typeof written === 'string' ? written : JSON.stringify(written)
    const parsed = parseJson(json)
    if (parsed.diagnostic !== undefined) throw new Error(`${id}: ${parsed.diagnostic.message}\n${json}`)
    const { definition, diagnostics } = readDefinition(parsed.value, catalog, { segments })
    if (definition === null) {
      const problems = diagnostics.map(({ code, pointer, message }) => `${code} at ${pointer}: ${message}`)
      throw new Error([`${id} is refused:`, ...problems, json].join('\n'))
    }
    return { id, json, definition }
  })
}
