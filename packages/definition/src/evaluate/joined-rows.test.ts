import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Catalog } from '../catalog/catalog.ts'
import type { Path } from '../resolve/resolved.ts'
import { exact } from '../values/exact.ts'
import type { Value } from '../values/value.ts'
import { joinedRows } from './joined-rows.ts'
import { createRowStore } from './row-store.ts'

const catalog: Catalog = {
  timeZone: 'UTC',
  weekStart: 'monday',
  audience: 'a',
  audiences: ['a'],
  tables: new Map(),
  relationships: new Map(),
  measures: new Map(),
}

const step = (nearTable: string, table: string) => ({
  relationship: `${nearTable}-${table}`,
  nearTable,
  nearColumns: ['far'],
  table,
  columns: ['near'],
  fanOut: true,
  fanIn: true,
})
const path: Path = { audience: 'a', steps: [step('a', 'b'), step('b', 'c')] }

type Row = readonly [near: number | null, far: number | null]
const rowsOf = (rows: readonly Row[]): Value[][] =>
  rows.map((row) => row.map((value) => (value === null ? null : exact(value))))

function joinOf(a: readonly Row[], b: readonly Row[], c: readonly Row[]) {
  const table = (rows: readonly Row[]) => ({ columns: ['near', 'far'], rows: rowsOf(rows) })
  const tables = new Map([
    ['a', table(a)],
    ['b', table(b)],
    ['c', table(c)],
  ])
  return joinedRows(path, createRowStore(catalog, tables))
}

/** The join as three nested loops. */
function byLoops(a: readonly Row[], b: readonly Row[], c: readonly Row[], profile: number): number[][] {
  const found: number[][] = []
  b.forEach((rowB, j) => {
    c.forEach((rowC, k) => {
      const far = a[profile]?.[1] ?? null
      if (far !== null && rowB[0] === far && rowB[1] !== null && rowC[0] === rowB[1]) found.push([profile, j, k])
    })
  })
  return found
}

const cell = fc.option(fc.integer({ min: 0, max: 3 }), { freq: 4 })
const table = fc.array(fc.tuple(cell, cell), { maxLength: 8 })

describe('joined rows', () => {
  it('are those of three nested loops', () => {
    fc.assert(
      fc.property(table, table, table, fc.nat({ max: 7 }), (a, b, c, profile) => {
        fc.pre(profile < a.length)
        const rows = joinOf(a, b, c)
        const expected = byLoops(a, b, c, profile)
        expect(rows.filter(profile, () => true)).toEqual(expected)
        expect(rows.some(profile, () => true)).toBe(expected.length > 0)
      }),
    )
  })

  it('give each row of one table once, if any joined row with it passes', () => {
    fc.assert(
      fc.property(table, table, table, fc.nat({ max: 7 }), fc.nat({ max: 2 }), (a, b, c, profile, slot) => {
        fc.pre(profile < a.length)
        const test = (row: readonly number[]) => (row[1] ?? 0) % 2 === (row[2] ?? 0) % 2
        const expected = new Set(
          byLoops(a, b, c, profile)
            .filter(test)
            .map((row) => row[slot]),
        )
        const found = joinOf(a, b, c).distinctRows(profile, slot, test)
        expect(new Set(found)).toEqual(expected)
        expect(found.length).toBe(expected.size)
      }),
    )
  })
})
