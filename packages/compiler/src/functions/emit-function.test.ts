import { describe, expect, it } from 'vitest'
import { dialects } from '../dialects/index.ts'
import { coreFunctions, type Emit, type Unsupported, unsupported } from './core-functions.ts'
import { emitFunction } from './emit-function.ts'
import { UnsupportedFunctionError } from './unsupported-function-error.ts'

describe.each(Object.values(dialects))('$name', (dialect) => {
  it.each(Object.keys(coreFunctions))('has a text for %s or says why not', (name) => {
    const emit = dialect.functions[name as keyof typeof coreFunctions]
    if (typeof emit === 'object') expect(emit.unsupported).not.toBe('')
    else expect(emitFunction(dialect, name as keyof typeof coreFunctions, ['a', 'b'])).not.toBe('')
  })

  it('overrides nothing with the text that most share', () => {
    for (const [name, emit] of Object.entries(dialect.functions)) {
      if (typeof emit !== 'function') continue
      const shared: Emit | Unsupported = coreFunctions[name as keyof typeof coreFunctions].emit
      if (typeof shared === 'function') expect(emit('a', 'b', 'c'), name).not.toBe(shared('a', 'b', 'c'))
    }
  })
})

it('refuses what a dialect cannot express, with the reason', () => {
  const poor = { ...dialects.trino, functions: { lower: unsupported('letters have one case') } }
  expect(() => emitFunction(poor, 'lower', ['x'])).toThrow(UnsupportedFunctionError)
  expect(() => emitFunction(poor, 'lower', ['x'])).toThrow('letters have one case')
})
