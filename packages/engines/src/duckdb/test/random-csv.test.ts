import fc from 'fast-check'
import { expect, test } from 'vitest'
import { columnsOf, folderOf, openTables } from './open-files.ts'

const FILES = 120

const cell = fc.oneof(
  { weight: 2, arbitrary: fc.constant(null) },
  { weight: 2, arbitrary: fc.constant('') },
  {
    weight: 4,
    arbitrary: fc.constantFrom(
      '1',
      '00',
      'NaN',
      '2024-01-01',
      'true',
      ' x ',
      'é',
      '\ufeff',
      'a b',
      "'",
      '#',
      '\\',
      ';',
    ),
  },
  {
    weight: 3,
    arbitrary: fc.string({
      unit: fc.constantFrom('"', ',', '\n', '\r', '\r\n', 'a', ' ', '\0', '😀', '""'),
      maxLength: 6,
    }),
  },
)

/** A file of texts, and how its writer wrote it. */
const file = fc.integer({ min: 1, max: 4 }).chain((width) =>
  fc.record({
    rows: fc.array(fc.array(cell, { minLength: width, maxLength: width }), { maxLength: 8 }),
    newline: fc.constantFrom('\n', '\r\n', '\r', 'mixed'),
    quoteAll: fc.boolean(),
    mark: fc.boolean(),
    lastNewline: fc.boolean(),
    names: fc.constant(Array.from({ length: width }, (_, index) => `c${index}`)),
  }),
)
type Written = typeof file extends fc.Arbitrary<infer F> ? F : never

function textOf({ rows, newline, quoteAll, mark, lastNewline, names }: Written): string {
  const field = (text: string | null): string => {
    if (text === null) return ''
    return quoteAll || text === '' || /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
  }
  const lines = [names, ...rows].map((row) => row.map(field).join())
  const ending = (index: number) => (newline === 'mixed' ? (['\n', '\r\n'][index % 2] ?? '\n') : newline)
  // An empty last line is no row, so a null there needs its newline.
  const isOpen = !lastNewline && lines.at(-1) !== ''
  return (
    (mark ? '\ufeff' : '') +
    lines.map((line, index) => line + (isOpen && index === lines.length - 1 ? '' : ending(index))).join('')
  )
}

test('whatever a writer writes is read back', async () => {
  const seed = 20_240_630
  const written = fc.sample(file, { numRuns: FILES, seed })
  const folder = folderOf({
    'p.csv': 'id\n1\n',
    ...Object.fromEntries(written.map((each, index) => [`f${index}.csv`, textOf(each)])),
  })
  const string = { type: 'string' }
  const tables = written.map(({ names }, index) => [
    `f${index}`,
    { source: { path: `f${index}.csv` }, attributes: Object.fromEntries(names.map((name) => [name, string])) },
  ])
  const open = await openTables(folder, {
    audience: 'p',
    tables: { p: { source: { path: 'p.csv' }, key: 'id' }, ...Object.fromEntries(tables) },
  })
  for (const [index, { names, rows }] of written.entries()) {
    const table = `f${index}`
    const found = await columnsOf(open, table)
    const expected = Object.fromEntries(names.map((name, column) => [name, rows.map((row) => row[column] ?? null)]))
    expect({ table, text: textOf(written[index] as Written), found }).toEqual({
      table,
      text: textOf(written[index] as Written),
      found: expected,
    })
    expect(open.reports.find((report) => report.table === table)?.rejected).toEqual({ count: 0, examples: [] })
  }
})
