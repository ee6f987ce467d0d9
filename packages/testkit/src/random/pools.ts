import type { Cell, ColumnType } from '../world/world.ts'
import type { Draw } from './draw.ts'

/** Moments random tests run at, each in one of the zones: ends of months and years, leap days, changes of clocks. */
export const AS_OFS = [
  '2024-06-15T12:00:00Z',
  '2024-02-29T23:59:59.999999Z',
  '2023-03-31T00:00:00Z',
  '2024-03-31T01:00:00Z',
  '2024-10-28T01:30:00Z',
  '2024-11-03T06:30:00Z',
  '2024-12-31T23:30:00Z',
  '2025-01-01T00:00:00Z',
  '2011-12-30T22:00:00Z',
  '2018-11-04T03:30:00Z',
] as const

export const ZONES = [
  'UTC',
  'Europe/London',
  'America/New_York',
  'America/Sao_Paulo',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
  'Pacific/Apia',
  'Pacific/Chatham',
  'Africa/Casablanca',
  'Asia/Kolkata',
] as const

const STRINGS = [
  '',
  'a',
  'A',
  'ab',
  'abc',
  'b',
  'B',
  ' a',
  'a ',
  '\u00e9',
  '\u00c9',
  'e\u0301',
  '\u{1F600}',
  '\uFFFD',
  '%',
  '_',
  '\\',
  "'",
  '"',
  '\u00df',
  '\u1e9e',
  '\u0130',
  'i',
  '\u03a3',
  '\u03c2',
  '\u03c3',
  'a\nb',
  'NULL',
  '00123',
  '1e5',
  '$1',
  '?',
  '{}',
  "a'b",
  'a\\b',
]
const INTEGERS = [
  '-2',
  '-1',
  '0',
  '1',
  '2',
  '3',
  '7',
  '40',
  '9007199254740992',
  '9007199254740993',
  '9223372036854775807',
  '-9223372036854775808',
]
const DECIMALS = ['-0.30', '0.00', '0.10', '0.20', '0.30', '1.05', '2.50', '7.00', '12345678901.25']
const FLOATS = [-1.5, -0.125, 0, 0.125, 0.25, 0.5, 1, 2, 3.75, 7]
const DATES = [
  '1970-01-01',
  '1999-12-31',
  '2000-02-28',
  '2000-02-29',
  '2004-03-01',
  '2011-12-29',
  '2011-12-30',
  '2011-12-31',
  '2018-11-04',
  '2023-02-28',
  '2023-03-31',
  '2023-12-31',
  '2024-01-01',
  '2024-02-28',
  '2024-02-29',
  '2024-03-01',
  '2024-03-31',
  '2024-06-08',
  '2024-06-14',
  '2024-06-15',
  '2024-06-16',
  '2024-06-22',
  '2024-07-01',
  '2024-10-27',
  '2024-11-03',
  '2024-12-28',
  '2024-12-31',
  '2025-01-01',
  '2025-06-15',
  '2031-01-31',
]
const DATETIMES = [
  '1970-01-01T00:00:00Z',
  '1999-12-31T23:59:59.999999Z',
  '2000-02-29T12:00:00Z',
  '2011-12-29T09:59:59Z',
  '2011-12-30T10:00:00Z',
  '2018-02-18T01:30:00Z',
  '2018-11-04T02:59:59Z',
  '2018-11-04T03:00:00Z',
  '2023-03-30T12:00:00Z',
  '2024-02-29T00:00:00Z',
  '2024-02-29T23:59:59.999999Z',
  '2024-03-01T00:00:00Z',
  '2024-03-31T00:59:59Z',
  '2024-03-31T01:00:00Z',
  '2024-05-15T12:00:00Z',
  '2024-06-08T12:00:00Z',
  '2024-06-08T12:00:00.000001Z',
  '2024-06-14T18:15:00Z',
  '2024-06-15T11:00:00Z',
  '2024-06-15T12:00:00Z',
  '2024-06-15T12:00:00.000001Z',
  '2024-06-15T14:00:00Z',
  '2024-06-22T12:00:00Z',
  '2024-10-27T00:30:00Z',
  '2024-10-27T01:30:00Z',
  '2024-11-03T05:30:00Z',
  '2024-11-03T06:30:00Z',
  '2024-12-31T23:59:59Z',
  '2025-01-01T00:00:00Z',
  '2030-01-01T00:00:00Z',
]

/** A value of a column, never null. */
export function randomCell(type: ColumnType, draw: Draw): Exclude<Cell, null> {
  switch (type) {
    case 'string':
    case 'other':
      return draw.pick(STRINGS)
    case 'integer':
      return draw.pick(draw.chance(75) ? INTEGERS.slice(0, 8) : INTEGERS)
    case 'decimal':
      return draw.pick(DECIMALS)
    case 'float':
      return draw.pick(FLOATS)
    case 'boolean':
      return draw.chance(50)
    case 'date':
      return draw.pick(DATES)
    case 'datetime':
      return draw.pick(DATETIMES)
    case 'list<string>':
      return randomList('string', draw)
    case 'list<integer>':
      return randomList('integer', draw)
    case 'list<decimal>':
      return randomList('decimal', draw)
    case 'list<float>':
      return randomList('float', draw)
  }
}

function randomList(type: 'string' | 'integer' | 'decimal' | 'float', draw: Draw): readonly (string | number | null)[] {
  return Array.from({ length: draw.integer(0, 3) }, () => {
    const cell = draw.chance(15) ? null : randomCell(type, draw)
    return typeof cell === 'string' || typeof cell === 'number' ? cell : null
  })
}

/** Patterns that tell the dialects of regular expressions apart. */
export const PATTERNS = [
  'a',
  '^a',
  'b$',
  '^.$',
  '(?i)A',
  'a.b',
  '(?s)a.b',
  '[a-c]+',
  '^\\s',
  '\\p{L}',
  '^$',
  '\\\\',
  "'",
  'a|b',
  '(?:ab)?c',
]
