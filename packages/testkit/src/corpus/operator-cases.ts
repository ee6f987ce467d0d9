import { type ExampleRow, type ExampleValue, type OperatorExample, operators } from '@coterie/definition'
import type { Cell, ColumnType } from '../world/world.ts'
import { where } from './build.ts'
import type { CorpusCase } from './corpus-case.ts'

/** The examples operators declare, each as a case: registering an operator is enough to have it run on every engine. */
export const operatorCases: readonly CorpusCase[] = operators.flatMap((operator) =>
  operator.examples.map((example, position) => exampleCase(operator.name, example, position)),
)

function exampleCase(operator: string, example: OperatorExample, position: number): CorpusCase {
  const type = columnType(example)
  const rows = example.rows.map(valuesOf)
  const id = (row: number) => String(row).padStart(3, '0')
  return {
    name: `${operator}, example ${position + 1}: ${JSON.stringify(example.condition)} on a ${type}`,
    world: {
      timeZone: example.timeZone ?? 'UTC',
      weekStart: example.weekStart ?? 'monday',
      audience: 't',
      tables: {
        t: {
          key: 'id',
          columns: { id: 'string', x: type, y: type },
          rows: rows.map(({ x, y }, row) => [id(row), x, y]),
        },
      },
    },
    ...(example.asOf !== undefined && { asOf: example.asOf }),
    definition: where({ attribute: 't.x', operator, ...example.condition }),
    members: [...example.members].sort((a, b) => a - b).map(id),
  }
}

function valuesOf(row: ExampleRow): { readonly x: Cell; readonly y: Cell } {
  return isPair(row) ? row : { x: row, y: null }
}

function isPair(row: ExampleRow): row is { readonly x: ExampleValue; readonly y: ExampleValue } {
  return typeof row === 'object' && row !== null && 'x' in row
}

function columnType({ type, number }: OperatorExample): ColumnType {
  switch (type) {
    case 'number':
      return number ?? 'decimal'
    case 'list<number>':
      return number === 'float' ? 'list<float>' : 'list<decimal>'
    default:
      return type
  }
}
