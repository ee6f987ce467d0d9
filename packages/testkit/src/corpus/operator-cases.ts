import { type ExampleRow, type ExampleValue, type Operator, type OperatorExample, operators } from '@coterie/definition'
import type { Cell, ColumnType, World } from '../world/world.ts'
import { attribute, where } from './build.ts'
import type { CorpusCase } from './corpus-case.ts'

interface Example {
  readonly operator: Operator
  readonly example: OperatorExample
  /** Unique among all examples. */
  readonly name: string
}

const examples: readonly Example[] = operators.flatMap((operator) =>
  operator.examples.map((example, position) => ({
    operator,
    example,
    name: `${operator.name} ${position + 1}`,
  })),
)

/**
 * The examples operators declare, each as a case: registering an operator is enough to have it run on every engine. Examples
 * of one type and clock share a table, each with rows of its own.
 */
export const operatorCases: readonly CorpusCase[] = [...Map.groupBy(examples, sharedTable).values()].flatMap(
  casesOfOneTable,
)

function sharedTable({ operator, example, name }: Example): string {
  const type = columnType(example)
  // A ranking is about all rows, and how exact a column of decimals is depends on all of its numbers.
  const standsAlone = operator.kind === 'ranking' || (type.includes('decimal') && !isWhole(example))
  return JSON.stringify([type, example.timeZone, example.weekStart, standsAlone && name])
}

function isWhole({ rows }: OperatorExample): boolean {
  return rows.flatMap((row) => Object.values(valuesOf(row)).flat()).every((cell) => !String(cell).includes('.'))
}

function casesOfOneTable(sharing: readonly Example[]): readonly CorpusCase[] {
  const [first] = sharing
  if (first === undefined) return []
  const { timeZone = 'UTC', weekStart = 'monday' } = first.example
  const type = columnType(first.example)
  const world: World = {
    timeZone,
    weekStart,
    audience: 't',
    tables: {
      t: {
        key: 'id',
        columns: { id: 'string', example: 'string', x: type, y: type },
        rows: sharing.flatMap(({ example, name }) =>
          example.rows.map(valuesOf).map(({ x, y }, row) => [rowId(name, row), name, x, y]),
        ),
      },
    },
  }
  return sharing.map(({ operator, example, name }) => ({
    name: `${name}: ${JSON.stringify(example.condition)} on a ${type}`,
    world,
    ...(example.asOf !== undefined && { asOf: example.asOf }),
    definition: where(attribute('t.example', 'is', name), {
      attribute: 't.x',
      operator: operator.name,
      ...example.condition,
    }),
    members: [...example.members].sort((a, b) => a - b).map((row) => rowId(name, row)),
  }))
}

function rowId(name: string, row: number): string {
  return `${name} row ${String(row).padStart(3, '0')}`
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
