import { describe, expect, it } from 'vitest'
import { readCatalog } from '../catalog/read-catalog.ts'
import { resolveCatalog } from '../catalog/resolve-catalog.ts'
import { readDefinition } from '../resolve/read-definition.ts'
import { createClock } from '../time/clock.ts'
import { exact } from '../values/exact.ts'
import type { Value } from '../values/value.ts'
import { evaluateSegments } from './evaluate-segments.ts'
import type { TableRows } from './table-rows.ts'

const { file } = readCatalog(
  `
version: 1
timeZone: UTC
weekStart: monday
audience: people
audiences: [people, pets]
tables:
  people: { source: { path: people.csv }, key: id }
  pets: { source: { path: pets.csv }, key: id }
  visits: { source: { path: visits.csv }, key: id }
relationships:
  pet_person: { from: pets.owner, to: people.id, cardinality: many-to-one }
  visit_pet: { from: visits.pet, to: pets.id, cardinality: many-to-one }
`,
  'yaml',
)

const text = { type: 'string' as const }
const integer = { type: 'number' as const, number: { kind: 'integer' as const } }
const catalog =
  file &&
  resolveCatalog(file, [
    {
      name: 'people',
      rows: 4,
      columns: [
        { name: 'id', ...text },
        { name: 'city', ...text },
      ],
    },
    {
      name: 'pets',
      rows: 5,
      columns: [
        { name: 'id', ...integer },
        { name: 'owner', ...text },
        { name: 'name', ...text },
        { name: 'kind', ...text },
      ],
    },
    {
      name: 'visits',
      rows: 3,
      columns: [
        { name: 'id', ...integer },
        { name: 'pet', ...integer },
        { name: 'why', ...text },
      ],
    },
  ]).catalog

const table = (columns: readonly string[], rows: readonly (readonly (string | number | null)[])[]): TableRows => ({
  columns,
  rows: rows.map((row) => row.map((cell): Value => (typeof cell === 'number' ? exact(cell) : cell))),
})

const tables = new Map([
  [
    'people',
    table(
      ['id', 'city'],
      [
        ['a', 'Rome'],
        ['b', 'Rome'],
        ['c', 'Oslo'],
        ['d', null],
      ],
    ),
  ],
  [
    'pets',
    table(
      ['id', 'owner', 'name', 'kind'],
      [
        [30, 'a', 'Tom', 'cat'],
        [7, 'a', 'Rex', 'dog'],
        [8, 'a', null, 'cat'],
        [9, 'b', 'Bo', 'dog'],
        [10, 'c', 'Kit', 'cat'],
      ],
    ),
  ],
  [
    'visits',
    table(
      ['id', 'pet', 'why'],
      [
        [1, 30, 'flu'],
        [2, 30, 'leg'],
        [3, 9, 'flu'],
      ],
    ),
  ],
])

interface Written {
  readonly [id: string]: Readonly<Record<string, unknown>>
}

function evaluate(written: Written, inspect = false) {
  if (catalog == null) throw new Error('The catalog is refused.')
  const segments = Object.entries(written).map(([id, json]) => {
    const read = readDefinition({ version: 1, ...json }, catalog, { segments: (name) => name })
    if (read.definition === null) throw new Error(JSON.stringify(read.diagnostics))
    return { id, definition: read.definition }
  })
  const clock = createClock({ asOf: 0n, timeZone: 'UTC', weekStart: 'monday' })
  return [...evaluateSegments({ catalog, tables, segments, clock, inspect })]
}

const is = (attribute: string, value: string) => ({ attribute, operator: 'is', value })
const all = (...conditions: readonly object[]) => ({ match: 'all', conditions })
const PETS = { path: ['pet_person'] }

describe('evaluating segments', () => {
  it('keeps the order of the definitions, whatever refers to what', () => {
    const results = evaluate({
      last: { rules: [all({ segment: 'first', operator: 'notIn' })] },
      first: { rules: [all(is('people.city', 'Rome'))] },
    })
    expect(results.map(({ id, members }) => [id, members])).toEqual([
      ['last', [2, 3]],
      ['first', [0, 1]],
    ])
  })

  it('throws on references that go round in a circle, lead nowhere or to another audience', () => {
    const refersTo = (segment: string) => ({ rules: [all({ segment, operator: 'in' })] })
    expect(() => evaluate({ a: refersTo('b'), b: refersTo('a') })).toThrow(/refers to itself/)
    expect(() => evaluate({ a: refersTo('gone') })).toThrow(/no segment `gone`/)
    expect(() => evaluate({ a: refersTo('pets'), pets: { audience: 'pets', rules: [all()] } })).toThrow(/not about/)
  })

  it('counts each part on its own and the combined set after each rule', () => {
    const [result] = evaluate(
      {
        s: {
          rules: [
            { ...all(is('pets.kind', 'cat'), { match: 'none', conditions: [is('people.city', 'Oslo')] }), ...PETS },
            { ...all(is('people.city', 'Oslo')), combine: 'union' },
          ],
        },
      },
      true,
    )
    expect(result?.inspection).toEqual({
      parts: [
        { pointer: '/rules/0', count: 1 },
        { pointer: '/rules/0/conditions/0', count: 2 },
        { pointer: '/rules/0/conditions/1', count: 2 },
        { pointer: '/rules/0/conditions/1/conditions/0', count: 1 },
        { pointer: '/rules/1', count: 1 },
        { pointer: '/rules/1/conditions/0', count: 1 },
      ],
      afterRule: [1, 2],
    })
  })
})

describe('projected lists', () => {
  const lists = (json: Readonly<Record<string, unknown>>) => {
    const [result] = evaluate({ s: json })
    if (result === undefined) throw new Error('No result.')
    return Object.fromEntries(result.members.map((member) => [member, result.projected(0, member)]))
  }
  const project = ['pets.name']

  it('hold all related rows, in the order of their key, where no rule uses the path', () => {
    expect(lists({ rules: [all(is('people.city', 'Rome'))], project })).toEqual({ 0: ['Rex', null, 'Tom'], 1: ['Bo'] })
  })

  it('are empty where there is no related row', () => {
    expect(lists({ rules: [all({ attribute: 'people.city', operator: 'isNotSet' })], project })).toEqual({ 3: [] })
  })

  it('hold the matching rows of the rule that uses the path', () => {
    expect(lists({ rules: [{ ...all(is('pets.kind', 'cat')), ...PETS }], project })).toEqual({
      0: [null, 'Tom'],
      2: ['Kit'],
    })
  })

  it('hold the rows of every rule a profile matched, each once', () => {
    const rules = [
      { ...all(is('pets.kind', 'cat')), ...PETS },
      { ...all({ attribute: 'pets.name', operator: 'isSet' }), ...PETS, combine: 'union' },
    ]
    expect(lists({ rules, project })).toEqual({ 0: ['Rex', null, 'Tom'], 1: ['Bo'], 2: ['Kit'] })
  })

  it('hold nothing of a rule that takes profiles away', () => {
    const rules = [
      { ...all(is('pets.kind', 'cat')), ...PETS },
      { ...all(is('pets.name', 'Bo')), ...PETS, combine: 'except' },
    ]
    expect(lists({ rules, project })).toEqual({ 0: [null, 'Tom'], 2: ['Kit'] })
  })

  it('hold one element a joined row of a longer path', () => {
    const rules = [{ ...all(), path: ['visit_pet', 'pet_person'] }]
    expect(lists({ rules, project })).toEqual({ 0: ['Tom', 'Tom'], 1: ['Bo'] })
    expect(lists({ rules, project: ['visits.why'] })).toEqual({ 0: ['flu', 'leg'], 1: ['flu'] })
  })
})
