import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, describe, expect, it } from 'vitest'
import { runCoterie } from './testing/run-coterie.ts'
import { createSmallShop, inSpain } from './testing/small-shop.ts'

const ROWS = 1_500_000

const shop = createSmallShop()
afterAll(() => rmSync(shop.folder, { recursive: true }))

/** Many orders, so that reading them takes longer than this test waits. */
function writeManyOrders(): void {
  const path = join(shop.folder, 'orders.csv')
  writeFileSync(path, 'order_id,customer_id,ordered_on,amount\n')
  const lines = Array.from(
    { length: ROWS },
    (_, index) => `${index},C${index % 5},2024-06-0${1 + (index % 9)},${index}.25`,
  )
  writeFileSync(path, lines.join('\n'), { flag: 'a' })
}

describe('Ctrl-C', () => {
  it.each(['SIGINT', 'SIGTERM'] as const)(
    '%s ends an evaluation within a second, with 130 and nothing left',
    { retry: 2 },
    async (signal) => {
      writeManyOrders()
      const spanish = shop.write('spanish.json', inSpain)
      const temporary = join(shop.folder, `tmp-${signal}`)
      mkdirSync(temporary, { recursive: true })
      const left = () => readdirSync(temporary).filter((name) => name !== 'node-compile-cache')

      let signalled = 0
      const { stdout, exitCode } = await runCoterie(['evaluate', '--catalog', shop.catalog, '--definition', spanish], {
        env: { TMPDIR: temporary },
        whileRunning: async (child) => {
          while (left().length === 0 && child.exitCode === null) await wait(20)
          await wait(100)
          signalled = performance.now()
          child.kill(signal)
          child.kill(signal)
        },
      })
      expect({ stdout, exitCode }).toEqual({ stdout: '', exitCode: 130 })
      // A second is what is promised; a machine busy with other tests gets another one.
      expect(performance.now() - signalled).toBeLessThan(2500)
      // The engine's process may outlive ours by the moment it takes to clean up.
      await expect.poll(left, { timeout: 10_000 }).toEqual([])
    },
  )
})
