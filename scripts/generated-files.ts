import { openApiDocument } from '@coterie/contract'
import { catalogJsonSchema, definitionJsonSchema, operators } from '@coterie/definition'
import { operatorReference } from './operator-reference.ts'

/** Every file that is made from the code, by its path from the root: rewritten by `npm run generate`, compared by the check. */
export function generatedFiles(): ReadonlyMap<string, string> {
  return new Map([
    ['docs/reference/definition.schema.json', json(definitionJsonSchema())],
    ['docs/reference/catalog.schema.json', json(catalogJsonSchema())],
    ['packages/contract/openapi.json', json(openApiDocument())],
    ['docs/reference/operators.md', operatorReference(operators)],
  ])
}

const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`
