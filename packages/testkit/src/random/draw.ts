import * as fc from 'fast-check'

/** Where random tests take their choices from. The same seed gives the same choices. */
export interface Draw {
  /** A whole number from `min` to `max`, both included. */
  integer(min: number, max: number): number
  pick<T>(items: readonly T[]): T
  /** True in `percent` of 100 draws. */
  chance(percent: number): boolean
}

/** By default small numbers are drawn far more often, which would make most lists empty and most choices the first. */
const uniform = (min: number, max: number) => fc.noBias(fc.integer({ min, max }))

/** An arbitrary whose values are written down choice by choice. */
export function drawn<T>(build: (draw: Draw) => T): fc.Arbitrary<T> {
  return fc.gen().map((generate) => {
    const integer = (min: number, max: number) => generate(uniform, min, max)
    return build({
      integer,
      pick(items) {
        const item = items[integer(0, items.length - 1)]
        if (item === undefined) throw new Error('Nothing to pick from.')
        return item
      },
      chance: (percent) => integer(1, 100) <= percent,
    })
  })
}

/** `count` values of what `build` builds; the same for the same seed. */
export function sample<T>(build: (draw: Draw) => T, seed: number, count: number): T[] {
  return fc.sample(drawn(build), { seed, numRuns: count })
}
