import { describe, expect, it } from 'vitest'
import type { Relationship, Table } from '../catalog/catalog.ts'
import { findPaths, tablesOf, writtenPath } from './find-paths.ts'
import { type Names, tableNames } from './names.ts'

/** Tables `a`, `b`, … and relationships written "b>a": b holds the foreign key; "b>a/x" names it x, "b-a" is one-to-one. */
function graph(...edges: readonly string[]): Names {
  const tables = new Map<string, Table>()
  const relationships = new Map<string, Relationship>()
  const table = (name: string) => {
    tables.set(name, { name, label: name, source: { path: 'x' }, key: ['id'], attributes: new Map() })
  }
  for (const edge of edges) {
    const [pair = '', name = pair] = edge.split('/')
    const [from = '', to = ''] = pair.split(/[>-]/)
    table(from)
    table(to)
    relationships.set(name, {
      name,
      from: { table: from, columns: [pair.includes('-') ? 'id' : 'fk'] },
      to: { table: to, columns: ['id'] },
      cardinality: pair.includes('-') ? 'one-to-one' : 'many-to-one',
    })
  }
  return {
    ...tableNames(tables, relationships),
    timeZone: 'UTC',
    audience: 'a',
    audiences: ['a'],
    measure: () => undefined,
    measureNames: [],
  }
}

const written = (names: Names, ...tables: readonly string[]) => {
  const { paths, complete } = findPaths(names, 'a', new Set(tables))
  return { paths: paths.map((path) => writtenPath(path).join()), complete }
}

describe('the paths that hold some tables', () => {
  it('are written from the far table to the audience', () => {
    expect(written(graph('b>a', 'c>b', 'c>d'), 'd')).toEqual({ paths: ['c>d,c>b,b>a'], complete: true })
  })

  it('start at the farthest of the tables used', () => {
    expect(written(graph('b>a', 'c>b', 'd>c'), 'b', 'c').paths).toEqual(['c>b,b>a'])
  })

  it('are no step for the audience alone', () => {
    expect(written(graph('b>a'), 'a')).toEqual({ paths: [''], complete: true })
  })

  it('go both ways round a circle, the short way first', () => {
    expect(written(graph('b>a', 'c>b', 'c>a'), 'b').paths).toEqual(['b>a', 'c>b,c>a'])
  })

  it('are told apart by relationships between the same tables', () => {
    expect(written(graph('b>a/billing', 'b>a/delivery'), 'b').paths).toEqual(['billing', 'delivery'])
  })

  it('never hold a table twice, so tables on two branches are on none', () => {
    expect(written(graph('b>a', 'c>a', 'd>d'), 'b', 'c')).toEqual({ paths: [], complete: true })
  })

  it('run over at most 20 relationships', () => {
    const line = (length: number) =>
      graph('t1>a', ...Array.from({ length: length - 1 }, (_, i) => `t${i + 2}>t${i + 1}`))
    expect(written(line(20), 't20').paths).toHaveLength(1)
    expect(written(line(21), 't21')).toEqual({ paths: [], complete: true })
  })

  it('are listed quickly, a few of very many, the shortest first', () => {
    const tables = ['a', ...Array.from({ length: 119 }, (_, i) => `t${i}`)]
    const edges = tables.flatMap((from, i) => tables.slice(i + 1).map((to) => `${to}>${from}`))
    const { paths, complete } = written(graph(...edges), 't100')
    expect(complete).toBe(false)
    expect(paths).toHaveLength(5)
    expect(paths[0]).toBe('t100>a')
  })
})

describe('a step', () => {
  const steps = (names: Names, table: string) => findPaths(names, 'a', new Set([table])).paths[0]?.steps

  it('fans out from the key to the foreign keys, and in the other way', () => {
    expect(steps(graph('b>a'), 'b')).toMatchObject([
      { fanOut: true, fanIn: false, nearColumns: ['id'], columns: ['fk'] },
    ])
    expect(steps(graph('a>b'), 'b')).toMatchObject([
      { fanOut: false, fanIn: true, nearColumns: ['fk'], columns: ['id'] },
    ])
  })

  it('of a one-to-one relationship does neither', () => {
    expect(steps(graph('b-a'), 'b')).toMatchObject([{ fanOut: false, fanIn: false }])
  })

  it('is not trusted to meet one row only where no key says so', () => {
    const names = graph('a>b')
    const keyless = new Map(names.tables).set('b', { ...names.tables.get('b')!, key: ['other'] })
    expect(steps({ ...names, tables: keyless }, 'b')).toMatchObject([{ fanOut: true, fanIn: true }])
  })
})

it('a path holds the audience and the table of each step', () => {
  const [path] = findPaths(graph('b>a', 'c>b'), 'a', new Set(['c'])).paths
  expect([...tablesOf(path!)]).toEqual(['a', 'b', 'c'])
})
