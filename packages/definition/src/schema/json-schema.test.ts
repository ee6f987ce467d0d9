import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { parseYaml } from '../catalog/parse-yaml.ts'
import { DEFINITION_PROBLEMS } from '../diagnostics/cases/definition-problems.case.ts'
import { RIGHT_DEFINITIONS } from '../diagnostics/cases/right-definitions.case.ts'
import { SHOP_CATALOG } from '../diagnostics/cases/shop-catalog.ts'
import { operators } from '../operators/index.ts'
import { definitionSchema } from './definition-schema.ts'
import { catalogJsonSchema, definitionJsonSchema } from './json-schema.ts'

/** A validator made from the published text alone. */
const validator = (schema: unknown) => z.fromJSONSchema(schema as Parameters<typeof z.fromJSONSchema>[0])
const definitions = validator(definitionJsonSchema())
const catalogs = validator(catalogJsonSchema())

/** What a schema can tell without a catalog. */
const SHAPE_CODES = [
  'wrong-type',
  'missing-key',
  'unknown-key',
  'unknown-choice',
  'unsupported-version',
  'rules-empty',
  'unknown-condition',
  'sequence-empty',
]

describe('the schemas of a definition', () => {
  it.each(Object.entries(RIGHT_DEFINITIONS))('accept what is right: %s', (_name, definition) => {
    expect(definitions.safeParse(definition).error).toBeUndefined()
    expect(definitionSchema.safeParse(definition).error).toBeUndefined()
  })

  const wrong = DEFINITION_PROBLEMS.filter(({ problems }) => problems.some(([code]) => SHAPE_CODES.includes(code)))
  // Which keys an aggregate needs follows from its name.
  const beyondSchemas = ['sum without attribute', 'first without order']
  it.each(
    wrong
      .filter(({ name }) => !beyondSchemas.includes(name))
      .map(({ name, definition }) => [name, definition] as const),
  )('refuse a wrong shape: %s', (_name, definition) => {
    expect(definitions.safeParse(definition).success).toBe(false)
  })

  it('know every operator with its operands', () => {
    for (const { name, negative } of operators) {
      for (const operator of [name, ...(negative === null ? [] : [negative])]) {
        const condition = { attribute: 'customers.city', operator, nonsense: 1 }
        expect(definitions.safeParse({ version: 1, rules: [{ match: 'all', conditions: [condition] }] }).success).toBe(
          false,
        )
      }
    }
    const text = JSON.stringify(definitionJsonSchema())
    expect(operators.filter(({ name }) => !text.includes(`"${name}"`))).toEqual([])
  })

  it('refuse operands an operator does not take, or lacks', () => {
    const accepts = (condition: object) =>
      definitions.safeParse({ version: 1, rules: [{ match: 'all', conditions: [condition] }] }).success
    const city = { attribute: 'customers.city' }
    expect(accepts({ ...city, operator: 'is', value: 'x' })).toBe(true)
    expect(accepts({ ...city, operator: 'is' })).toBe(false)
    expect(accepts({ ...city, operator: 'is', value: 'x', amount: 3 })).toBe(false)
    expect(accepts({ ...city, operator: 'contains', values: ['x'] })).toBe(true)
    expect(accepts({ ...city, operator: 'contains', value: 'y', values: ['x'] })).toBe(true)
    expect(accepts({ ...city, operator: 'contains' })).toBe(false)
    expect(accepts({ attribute: 'customers.birth_date', operator: 'monthIn', values: [13] })).toBe(false)
    expect(accepts({ aggregate: 'count', of: 'orders', operator: 'gte', value: 3 })).toBe(true)
  })
})

describe('the schema of a catalog', () => {
  const { value } = parseYaml(SHOP_CATALOG)

  it('accepts what is right', () => {
    expect(catalogs.safeParse({ ...(value as object) }).error).toBeUndefined()
  })

  it('refuses a wrong shape', () => {
    expect(catalogs.safeParse({ ...(value as object), timezone: 'UTC' }).success).toBe(false)
    expect(catalogs.safeParse({ ...(value as object), tables: { t: {} } }).success).toBe(false)
    expect(catalogs.safeParse({ ...(value as object), measures: { m: { sum: 'x' } } }).success).toBe(false)
  })
})

it('gives the same schemas each time', () => {
  expect(definitionJsonSchema()).toEqual(definitionJsonSchema())
  expect(catalogJsonSchema()).toEqual(catalogJsonSchema())
})
