import { readFileSync, rmSync } from 'node:fs'
import { afterAll, describe, expect, it } from 'vitest'
import { runCoterie } from '../testing/run-coterie.ts'
import { createSmallShop, definitionOf, inSpain } from '../testing/small-shop.ts'

const shop = createSmallShop()
afterAll(() => rmSync(shop.folder, { recursive: true }))

const spanish = shop.write('spanish.json', inSpain)
const everyone = shop.write('everyone.json', definitionOf())

const evaluate = (...args: readonly string[]) =>
  runCoterie(['evaluate', '--catalog', shop.catalog, '--as-of', '2024-06-30T12:00:00Z', ...args])

describe.each(['duckdb', 'reference'])('evaluate on %s', (engine) => {
  const run = (...args: readonly string[]) => evaluate('--engine', engine, ...args)

  it('prints the keys of the members in code-point order', async () => {
    expect(await run('--definition', everyone)).toMatchObject({
      stdout: 'C1\nC10\nC2\nC3\nC4\n',
      stderr: '',
      exitCode: 0,
    })
  })

  it('prints their number', async () => {
    expect(await run('--definition', spanish, '--output', 'count')).toMatchObject({ stdout: '2\n', exitCode: 0 })
  })

  it('prints nothing for nobody', async () => {
    const nobody = shop.write('nobody.json', { version: 1, rules: [{ match: 'any', conditions: [] }] })
    expect(await run('--definition', nobody)).toMatchObject({ stdout: '', exitCode: 0 })
    expect(await run('--definition', nobody, '--output', 'count')).toMatchObject({ stdout: '0\n', exitCode: 0 })
  })

  it('prints composite keys as JSON arrays', async () => {
    const teaLines = shop.write('tea.json', {
      ...definitionOf({ attribute: 'lines.product', operator: 'is', value: 'tea' }),
      audience: 'lines',
    })
    expect(await run('--definition', teaLines)).toMatchObject({ stdout: '[1,1]\n[2,1]\n', exitCode: 0 })
  })

  it('prints everything as JSON', async () => {
    const { stdout, exitCode } = await run('--definition', spanish, '--output', 'json')
    expect(exitCode).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({
      engine,
      asOf: '2024-06-30T12:00:00Z',
      count: 2,
      ids: ['C1', 'C10'],
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
      inspection: { afterRule: [2], parts: expect.arrayContaining([{ pointer: '/rules/0', count: 2 }]) },
      timings: { readMs: expect.any(Number), evaluateMs: expect.any(Number) },
      tables: expect.arrayContaining([{ table: 'customers', rows: 5, rejected: 0 }]),
    })
  })

  it('prints the output table as CSV: null is nothing and the empty text is quoted', async () => {
    const { stdout, exitCode } = await run('--definition', everyone, '--output', 'csv')
    expect(exitCode).toBe(0)
    expect(stdout).toBe(
      [
        'customer_id,name,country,born',
        'C1,Ana,ES,1980-05-01',
        'C10,Cy,ES,',
        'C2,"Bo ""the"" Smith, Jr",GB,1990-01-31',
        'C3,,,2000-02-29',
        'C4,"",FR,1999-12-31',
        '',
      ].join('\r\n'),
    )
  })

  it('counts each part with --inspect', async () => {
    const { stdout, stderr } = await run('--definition', spanish, '--inspect')
    expect(stdout).toBe('C1\nC10\n')
    expect(stderr).toContain('/rules/0/conditions/0')
    expect(stderr).toContain('after rule 1: 2')
  })
})

describe('evaluate', () => {
  it('reads a definition from standard input', async () => {
    const args = ['evaluate', '--catalog', shop.catalog, '--definition', '-']
    expect(await runCoterie(args, { stdin: JSON.stringify(inSpain) })).toMatchObject({
      stdout: 'C1\nC10\n',
      exitCode: 0,
    })
  })

  it('counts windows from --as-of, in the workspace zone', async () => {
    const recent = shop.write('recent.json', {
      version: 1,
      rules: [
        {
          path: ['order_customer'],
          match: 'all',
          conditions: [{ attribute: 'orders.ordered_on', operator: 'withinLast', amount: 1, unit: 'day' }],
        },
      ],
    })
    const on = (asOf: string) =>
      runCoterie(['evaluate', '--catalog', shop.catalog, '--definition', recent, '--as-of', asOf])
    // Madrid is two hours ahead: there it is the 30th.
    expect(await on('2024-06-29T22:30:00Z')).toMatchObject({ stdout: 'C10\n' })
    expect(await on('2024-06-29')).toMatchObject({ stdout: 'C1\n' })
    expect(await on('yesterday')).toMatchObject({ stdout: '', exitCode: 2 })
  })

  it('refuses a definition with all of its problems, where they are and what would be right', async () => {
    const wrong = shop.write(
      'wrong.json',
      definitionOf(
        { attribute: 'customers.contry', operator: 'is', value: 'ES' },
        { attribute: 'customers.country', operator: 'gt', value: 3 },
      ),
    )
    const forPeople = await evaluate('--definition', wrong)
    expect(forPeople).toMatchObject({ stdout: '', exitCode: 1 })
    expect(forPeople.stderr).toContain('/rules/0/conditions/0')
    expect(forPeople.stderr).toContain('/rules/0/conditions/1')
    expect(forPeople.stderr).toContain('customers.country')

    const forPrograms = await evaluate('--definition', wrong, '--json')
    expect(forPrograms).toMatchObject({ stdout: '', exitCode: 1 })
    const problems = JSON.parse(forPrograms.stderr)
    expect(problems).toHaveLength(2)
    expect(problems[0]).toMatchObject({
      code: expect.any(String),
      severity: 'error',
      message: expect.any(String),
      pointer: expect.stringMatching(/^\/rules\/0\/conditions\/0/),
      file: wrong,
      params: expect.any(Object),
    })
  })

  it.each([
    ['not JSON', '{"version": 1,'],
    ['not UTF-8', Buffer.from([0x7b, 0xff, 0x7d]).toString('latin1')],
    ['another version', { version: 7, rules: [] }],
  ])('refuses a definition that is %s', async (_name, content) => {
    const { stdout, exitCode } = await evaluate('--definition', shop.write('odd.json', content))
    expect({ stdout, exitCode }).toEqual({ stdout: '', exitCode: 1 })
  })

  it('says that Trino is not available yet and what to do', async () => {
    const { stdout, stderr, exitCode } = await evaluate('--definition', spanish, '--engine', 'trino')
    expect({ stdout, exitCode }).toEqual({ stdout: '', exitCode: 2 })
    expect(stderr).toContain('--engine duckdb')
  })

  it('ends quietly when its reader goes away', async () => {
    const args = ['evaluate', '--catalog', shop.catalog, '--definition', everyone]
    expect(await runCoterie(args, { closeOutput: true })).toMatchObject({ stderr: '', exitCode: 0 })
  })
})

describe.each(['duckdb', 'reference'])('data that allows no evaluation on %s', (engine) => {
  const catalogWith = (name: string, orders: string) => {
    shop.write(`${name}.csv`, orders)
    return shop.write(`${name}.yaml`, readFileSync(shop.catalog, 'utf8').replace('orders.csv', `${name}.csv`))
  }
  const run = (catalog: string, ...args: string[]) =>
    runCoterie(['evaluate', '--engine', engine, '--catalog', catalog, '--definition', spanish, ...args])

  it('a key that is repeated or null ends with 3 and says which', async () => {
    const catalog = catalogWith(
      'repeated',
      'order_id,customer_id,ordered_on,amount\n7,C1,2024-06-01,1\n7,C1,2024-06-02,1\n,C1,2024-06-02,1\n',
    )
    const { stdout, stderr, exitCode } = await run(catalog)
    expect({ stdout, exitCode }).toEqual({ stdout: '', exitCode: 3 })
    expect(stderr).toContain('orders')
    expect(stderr).toContain('7')
  })

  it('a missing source ends with 3 and names the table and the file', async () => {
    const catalog = shop.write('missing.yaml', readFileSync(shop.catalog, 'utf8').replace('orders.csv', 'gone.csv'))
    const { stdout, stderr, exitCode } = await run(catalog, '--json')
    expect({ stdout, exitCode }).toEqual({ stdout: '', exitCode: 3 })
    expect(JSON.parse(stderr)).toEqual([expect.objectContaining({ code: 'source-missing', severity: 'error' })])
    expect(stderr).toContain('gone.csv')
  })

  it('a catalog that is wrong ends with 3 and all of its problems', async () => {
    const catalog = shop.write(
      'wrong.yaml',
      'version: 1\ntimeZone: Mars/Olympus\nweekStart: friday\naudience: nobody\ntables: {}\n',
    )
    const { stdout, stderr, exitCode } = await run(catalog, '--json')
    expect({ stdout, exitCode }).toEqual({ stdout: '', exitCode: 3 })
    expect(JSON.parse(stderr).length).toBeGreaterThan(1)
  })

  it('rows that cannot be read and orphans are told of, and the rest is evaluated', async () => {
    shop.write(
      'odd-orders.csv',
      'order_id,customer_id,ordered_on,amount\n1,C1,2024-06-01,1\n2,C9,soon,1\n3,C9,2024-06-01,1\n',
    )
    const catalog = shop.write(
      'odd-orders.yaml',
      readFileSync(shop.catalog, 'utf8')
        .replace('orders.csv }', 'odd-orders.csv }\n    attributes: { ordered_on: { type: date } }')
        .replaceAll(/ {2}lines:\n(?: {4}.*\n)+| {2}line_order:.*\n|audiences:.*\n/g, ''),
    )
    const { stdout, stderr, exitCode } = await run(catalog)
    expect({ stdout, exitCode }).toEqual({ stdout: 'C1\nC10\n', exitCode: 0 })
    expect(stderr).toContain('1 row could not be read')
    expect(stderr).toContain('catalog check')
    expect((await run(catalog, '--quiet')).stderr).toBe('')
  })
})
