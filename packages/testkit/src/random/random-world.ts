import type { Cell, ColumnType, World, WorldRelationship, WorldTable } from '../world/world.ts'
import type { Draw } from './draw.ts'
import { randomCell, ZONES } from './pools.ts'
import { randomMeasures } from './random-measures.ts'

/** The columns every table has, beside its key and its foreign keys; two of most types, so that they can be compared. */
const COLUMNS: Readonly<Record<string, ColumnType>> = {
  s: 'string',
  s2: 'string',
  i: 'integer',
  i2: 'integer',
  m: 'decimal',
  f: 'float',
  b: 'boolean',
  d: 'date',
  d2: 'date',
  t: 'datetime',
  t2: 'datetime',
  ls: 'list<string>',
  li: 'list<integer>',
  o: 'other',
}

const KEYS = [['id'], ['no'], ['part', 'no']] as const
const KEY_TYPES: Readonly<Record<string, ColumnType>> = { id: 'string', no: 'integer', part: 'string' }

/** Names that need quoting somewhere. */
const TABLE_NAMES = ['profiles', 'Order', 'select', 'line items', 'a"b', "o'clock"]

interface Draft {
  readonly name: string
  readonly key: readonly string[]
  readonly keys: readonly (readonly Cell[])[]
  readonly columns: Record<string, ColumnType>
  readonly rows: Cell[][]
}

/**
 * A world of two to five tables: chains, stars, bridges and diamonds of relationships, simple, composite and no keys, rows
 * with nulls, orphans and awkward values in every place.
 */
export function randomWorld(draw: Draw): World {
  const drafts = Array.from({ length: draw.integer(2, 5) }, (_, position) => randomTable(position, draw))
  const relationships: Record<string, WorldRelationship> = {}
  drafts.forEach((draft, position) => {
    if (position === 0) return
    // Each table hangs on an earlier one, and sometimes on a second: then there are two ways to it.
    connect(draft, drafts.slice(0, position), relationships, draw)
    if (draw.chance(40)) connect(draft, drafts.slice(0, position), relationships, draw)
  })
  const world: World = {
    timeZone: draw.pick(ZONES),
    weekStart: draw.pick(['monday', 'sunday'] as const),
    audience: TABLE_NAMES[0] ?? '',
    tables: Object.fromEntries(drafts.map((draft) => [draft.name, tableOf(draft)])),
    relationships,
  }
  return { ...world, measures: randomMeasures(world, draw) }
}

function randomTable(position: number, draw: Draw): Draft {
  const isAudience = position === 0
  const key = isAudience || draw.chance(75) ? draw.pick(KEYS) : []
  const count = isAudience ? draw.integer(4, 14) : draw.integer(0, draw.pick([3, 12, 30]))
  const keys = Array.from({ length: count }, (_, row) => key.map((column) => keyCell(column, row, draw)))
  const columns: Record<string, ColumnType> = {}
  for (const column of key) columns[column] = KEY_TYPES[column] ?? 'string'
  Object.assign(columns, COLUMNS)
  // Columns that are mostly, rarely or never null.
  const nullPercent = Object.keys(COLUMNS).map(() => draw.pick([0, 15, 60]))
  const rows = keys.map((keyCells) => [
    ...keyCells,
    ...Object.values(COLUMNS).map((type, i) => (draw.chance(nullPercent[i] ?? 0) ? null : randomCell(type, draw))),
  ])
  return { name: TABLE_NAMES[position] ?? `table ${position}`, key, keys, columns, rows }
}

/** Texts and numbers that are unique because they hold the row. */
function keyCell(column: string, row: number, draw: Draw): Cell {
  if (column === 'part') return draw.pick(['x', 'y', 'x,1'])
  if (column === 'no') return row * 3 - 4
  return `${draw.pick(['k', 'K', '0', ' ', '\u00e9', "'", '\u{1F600}'])}${row}`
}

/** Lets a table point at an earlier one, or an earlier one at it, with rows that hit, miss and are null. */
function connect(
  draft: Draft,
  earlier: readonly Draft[],
  relationships: Record<string, WorldRelationship>,
  draw: Draw,
): void {
  const other = draw.pick(earlier)
  const pointsBack = draft.key.length === 0 || (other.key.length > 0 && draw.chance(70))
  const [from, to] = pointsBack ? [draft, other] : [other, draft]
  if (to.key.length === 0) {
    // Only the audience is sure to have a key.
    connect(draft, earlier.slice(0, 1), relationships, draw)
    return
  }
  const name = `r${Object.keys(relationships).length}`
  const isOneToOne = draw.chance(15)
  const columns = to.key.map((column) => `${name}_${column}`)
  to.key.forEach((column, i) => {
    from.columns[columns[i] ?? ''] = KEY_TYPES[column] ?? 'string'
  })
  let unused = [...to.keys]
  for (const row of from.rows) {
    const target = unused.length > 0 && draw.chance(80) ? draw.pick(unused) : null
    if (isOneToOne) unused = unused.filter((key) => key !== target)
    row.push(
      ...to.key.map((column, i) => (target === null ? missingCell(column, isOneToOne, draw) : (target[i] ?? null))),
    )
  }
  relationships[name] = {
    from: columns.map((column) => `${from.name}.${column}`),
    to: to.key.map((column) => `${to.name}.${column}`),
    cardinality: isOneToOne ? 'one-to-one' : 'many-to-one',
  }
}

/** A foreign key that hits nothing: null or, where the same value may stand twice, one that is nowhere. */
function missingCell(column: string, isOneToOne: boolean, draw: Draw): Cell {
  if (isOneToOne || draw.chance(60)) return null
  return column === 'no' ? 1_000_000 + draw.integer(0, 1) : 'missing'
}

function tableOf({ key, columns, rows }: Draft): WorldTable {
  return { ...(key.length > 0 && { key }), columns, rows }
}
