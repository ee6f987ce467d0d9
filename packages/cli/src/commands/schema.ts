import { catalogJsonSchema, definitionJsonSchema } from '@coterie/definition'
import { EXIT } from '../exit-code.ts'
import { writeOutput } from '../output/standard-output.ts'

const SCHEMAS = { definition: definitionJsonSchema, catalog: catalogJsonSchema }

/** Prints the JSON Schema of a definition or of a catalog file. */
export async function schema(name: keyof typeof SCHEMAS): Promise<number> {
  await writeOutput([`${JSON.stringify(SCHEMAS[name](), null, 2)}\n`])
  return EXIT.ok
}
