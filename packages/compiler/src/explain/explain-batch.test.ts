import { describe, expect, it } from 'vitest'
import { dialects } from '../dialects/index.ts'
import { GOLDEN_DEFINITIONS } from '../test/golden-definitions.ts'
import { shopBatch } from '../test/shop.ts'
import { explainBatch } from './explain-batch.ts'

describe.each(Object.values(dialects))('explained for $name', ({ name }) => {
  const explained = explainBatch(shopBatch(GOLDEN_DEFINITIONS, name))

  it('is as reviewed', async () => {
    await expect(explained).toMatchFileSnapshot(`__snapshots__/golden.${name}.expected`)
  })

  it('is the same for the same definitions', () => {
    expect(explainBatch(shopBatch(GOLDEN_DEFINITIONS, name))).toBe(explained)
  })
})
