import { describe, expect, it } from 'vitest'
import { RIGHT_DEFINITIONS } from '../diagnostics/cases/right-definitions.case.ts'
import { SHOP } from '../diagnostics/cases/shop-catalog.ts'
import { readDefinition } from '../resolve/read-definition.ts'
import { describeCondition, describeDefinition } from './describe-definition.ts'

const read = (definition: unknown) => readDefinition(definition, SHOP, { segments: (id) => id }).definition!
const sentencesOf = (definition: unknown) => describeDefinition(read(definition), SHOP)

it('says what definitions mean, one sentence a rule', async () => {
  const text = Object.entries(RIGHT_DEFINITIONS)
    .map(
      ([name, definition]) =>
        `${name}\n${sentencesOf(definition)
          .map((sentence) => `  ${sentence}\n`)
          .join('')}`,
    )
    .join('')
  await expect(text).toMatchFileSnapshot('./sentences.expected')
})

describe('long parts are shortened with counts', () => {
  const sentence = (...conditions: readonly object[]) =>
    sentencesOf({ version: 1, rules: [{ match: 'any', conditions }] })[0]!

  it('lists of values', () => {
    const values = Array.from({ length: 1000 }, (_, i) => `c${i}`)
    expect(sentence({ attribute: 'customers.city', operator: 'in', values })).toBe(
      'Customers where city is any of "c0", "c1" or 998 more.',
    )
  })

  it('lists of conditions', () => {
    const conditions = Array.from({ length: 500 }, () => ({ attribute: 'customers.city', operator: 'isSet' }))
    expect(sentence(...conditions)).toMatch(/^Customers where (city is set or ){8}492 more conditions\.$/)
  })

  it('texts', () => {
    const words = sentence({ attribute: 'customers.city', operator: 'is', value: '🙂'.repeat(5_000) })
    expect(words).toBe(`Customers where city is "${'🙂'.repeat(59)}…".`)
  })
})

it('describes a condition alone', () => {
  const { group } = read(RIGHT_DEFINITIONS['rules combined']).rules[1]!
  expect(describeCondition(group.conditions[0]!, SHOP)).toBe('amount of Orders is greater than 1')
})
