import type { CompiledBatch, CompiledSegment } from '@coterie/compiler'
import { expect, test } from 'vitest'
import { scheduleTables } from '../shared-tables.ts'

const segment = (id: string, more: Partial<CompiledSegment>): CompiledSegment => ({
  id,
  sql: '',
  uses: [],
  references: [],
  membersTable: null,
  inspections: [],
  output: null,
  ...more,
})

test('temporary tables are made when first needed and dropped after their last use', () => {
  const shared = (name: string, sql: string) => ({ name, sql, description: '' })
  const batch: CompiledBatch = {
    shared: [shared('s1', 'SELECT 1'), shared('s2', 'SELECT * FROM "s1"'), shared('s10', "SELECT 's2x'")],
    segments: [
      segment('a', { membersTable: 'm1' }),
      segment('b', { uses: ['s2'] }),
      segment('c', { uses: ['s10'], references: ['a'], membersTable: 'm2' }),
      segment('d', { uses: ['s2'] }),
    ],
  }
  const steps = scheduleTables(batch)
  expect(
    steps.map(({ segment: { id }, create, drop }) => [id, create.map(({ name }) => name), [...drop].sort()]),
  ).toEqual([
    ['a', [], []],
    ['b', ['s1', 's2'], ['s1']],
    ['c', ['s10'], ['m1', 'm2', 's10']],
    ['d', [], ['s2']],
  ])
})
