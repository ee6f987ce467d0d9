import { createHash } from 'node:crypto'
import { parseInstant, readDefinition } from '@coterie/definition'
import { expect, onTestFinished, test } from 'vitest'
import type { Engine, EvaluationRequest, SegmentResult } from '../../engine.ts'
import { openDuckDbEngine } from '../duckdb-engine.ts'
import { folderOf, optionsOf } from './open-files.ts'

const FILES = {
  'people.csv':
    'id,name,born,joined,score,vip\n' +
    '10,Ana,1990-02-28,2024-01-01T10:00:00.5Z,1.50,true\n' +
    '9,"",,2024-06-01T00:00:00Z,2,false\n' +
    '\ufeff100,"q""x",2000-12-31,,,\n',
  'orders.csv':
    'region,no,person,amount,at\nb,2,10,5.25,2024-01-02\na,10,10,1.50,2024-01-01\na,2,9,,2024-01-03\n"x,""y",1,404,7,\n',
}
const CATALOG = {
  timeZone: 'UTC',
  audience: 'people',
  audiences: ['people', 'orders'],
  tables: {
    people: { source: { path: 'people.csv' }, key: 'id', attributes: { id: { type: 'string' } } },
    orders: { source: { path: 'orders.csv' }, key: ['region', 'no'], attributes: { person: { type: 'string' } } },
  },
  relationships: { orderer: { from: 'orders.person', to: 'people.id', cardinality: 'many-to-one' } },
}
const everybody = { version: 1, rules: [{ match: 'all', conditions: [] }] }

async function open(files: Record<string, string> = FILES, catalog: object = CATALOG): Promise<Engine> {
  const engine = await openDuckDbEngine(optionsOf(folderOf(files), catalog))
  onTestFinished(() => engine.close())
  return engine
}

async function run(
  engine: Engine,
  definitions: Readonly<Record<string, object>>,
  more: Partial<EvaluationRequest> = {},
): Promise<SegmentResult[]> {
  const segments = Object.entries(definitions).map(([id, json]) => {
    const { definition, diagnostics } = readDefinition(json, engine.catalog, { segments: (reference) => reference })
    if (definition === null) throw new Error(JSON.stringify(diagnostics))
    return { id, definition }
  })
  const asOf = parseInstant('2024-06-30T00:00:00Z', 'UTC') ?? 0n
  const results: SegmentResult[] = []
  for await (const result of engine.evaluate({ segments, asOf, want: 'ids', ...more })) results.push(result)
  return results
}

const digest = (keys: readonly string[]): string => createHash('sha256').update(keys.join('\n')).digest('hex')

test('ids come in code-point order with their digest', async () => {
  const engine = await open()
  const [result] = await run(engine, { all: everybody })
  const ids = ['10', '9', '\ufeff100']
  expect(result).toMatchObject({ id: 'all', count: 3, ids, sha256: digest(ids) })
  expect(result?.sql).toContain('SELECT')
  const [hashed] = await run(engine, { all: everybody }, { want: 'digest' })
  expect(hashed).toMatchObject({ count: 3, sha256: digest(ids) })
  expect(hashed?.ids).toBeUndefined()
})

test('nobody has the digest of nothing', async () => {
  const nobody = { version: 1, rules: [{ match: 'any', conditions: [] }] }
  const [result] = await run(await open(), { nobody })
  expect(result).toMatchObject({ count: 0, ids: [], sha256: digest([]) })
})

test('composite keys are JSON arrays', async () => {
  const [result] = await run(await open(), { all: { ...everybody, audience: 'orders' } })
  expect(result?.ids).toEqual(['["a",10]', '["a",2]', '["b",2]', '["x,\\"y",1]'])
})

test('the output table has texts in the order of the keys', async () => {
  const project = ['orders.amount', 'orders.at', 'orders.region']
  const [result] = await run(await open(), { all: { ...everybody, project } }, { want: 'rows' })
  expect(result?.rows).toEqual({
    columns: ['id', 'name', 'born', 'joined', 'score', 'vip', ...project],
    rows: [
      [
        '10',
        'Ana',
        '1990-02-28',
        '2024-01-01T10:00:00.5Z',
        '1.5',
        'true',
        '[1.5,5.25]',
        '["2024-01-01","2024-01-02"]',
        '["a","b"]',
      ],
      ['9', '', null, '2024-06-01T00:00:00Z', '2', 'false', '[null]', '["2024-01-03"]', '["a"]'],
      ['\ufeff100', 'q"x', '2000-12-31', null, null, null, '[]', '[]', '[]'],
    ],
  })
})

test('segments refer to others, results come in the order asked for, and parts are counted', async () => {
  const vips = { version: 1, rules: [{ match: 'all', conditions: [{ attribute: 'people.vip', operator: 'isTrue' }] }] }
  const others = { version: 1, rules: [{ match: 'all', conditions: [{ segment: 'vips', operator: 'notIn' }] }] }
  const results = await run(await open(), { others, vips, again: others }, { inspect: true })
  expect(results.map(({ id, ids }) => [id, ids])).toEqual([
    ['others', ['9', '\ufeff100']],
    ['vips', ['10']],
    ['again', ['9', '\ufeff100']],
  ])
  expect(results[1]?.inspection).toEqual({
    parts: [
      { pointer: '/rules/0', count: 1 },
      { pointer: '/rules/0/conditions/0', count: 1 },
    ],
    afterRule: [1],
  })
})

test('broken keys are errors and orphans a warning, with counts and examples', async () => {
  const people = 'id\n1\n1\n\n2\n'
  const engine = await open({ 'people.csv': people, 'orders.csv': 'region,no,person\na,1,2\na,1,3\n,2,\n' })
  expect(
    engine.diagnostics.map(({ code, severity, params }) => [code, severity, params['count'], params['examples']]),
  ).toEqual([
    ['key-null', 'error', 1, undefined],
    ['key-duplicate', 'error', 1, ['1']],
    ['key-null', 'error', 1, undefined],
    ['key-duplicate', 'error', 1, ['["a",1]']],
    ['relationship-target-duplicate', 'error', 1, ['1']],
    ['relationship-orphans', 'warning', 1, ['3']],
  ])
  expect(engine.tables.map(({ key }) => key)).toEqual([
    { nulls: 1, duplicates: 1, examples: ['1'] },
    { nulls: 1, duplicates: 1, examples: ['["a",1]'] },
  ])
})

test('a foreign key declared one-to-one that is not is an error', async () => {
  const orderer = { from: 'orders.person', to: 'people.id', cardinality: 'one-to-one' }
  const engine = await open(FILES, { ...CATALOG, relationships: { orderer } })
  expect(engine.diagnostics.map(({ code }) => code)).toEqual(['relationship-source-duplicate', 'relationship-orphans'])
})

test('a catalog that does not fit its sources is refused with its problems', async () => {
  const tables = { people: { source: { path: 'people.csv' }, key: 'nope' } }
  await expect(open(FILES, { audience: 'people', tables })).rejects.toMatchObject({
    code: 'catalog-refused',
    params: { diagnostics: [{ severity: 'error' }] },
  })
})
