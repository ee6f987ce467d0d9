import { describe, expect, it } from 'vitest'
import { TEXT_PROBLEMS } from '../diagnostics/cases/text-problems.case.ts'
import { isExactNumber, type JsonValue } from './json-value.ts'
import { parseJson } from './parse-json.ts'

describe('a text that is refused', () => {
  const cases = TEXT_PROBLEMS.filter(({ format }) => format === 'json')
  it.each(cases.map((one) => [one.name, one] as const))('%s', (_name, { text, problem }) => {
    const { diagnostic } = parseJson(text)
    expect([diagnostic?.code, diagnostic?.pointer]).toEqual(problem)
  })
})

describe('numbers', () => {
  const element = (text: string): JsonValue => (parseJson(`[${text}]`).value as readonly JsonValue[])[0]!

  it.each([
    '0',
    '-1',
    '0.1',
    '1.10',
    '123456789012345',
    '9007199254740992',
    '1e3',
    '12345678901234567e3',
    '1.5E-7',
    '5e-324',
    '1.0000000000000000',
  ])('keeps %s as a JavaScript number', (text) => expect(element(text)).toBe(Number(text)))

  it.each([
    '9223372036854775807',
    '-9007199254740993',
    '123456789012.1234567',
    '0.1000000000000000055511151231257827',
    '1e400',
    '1e-400',
  ])('keeps %s as its text, which prints as it was', (text) => {
    const value = element(text)
    expect(isExactNumber(value)).toBe(true)
    expect(JSON.stringify(value)).toBe(text)
  })

  it('keeps exact numbers wherever they stand', () => {
    const text = '{"a":{"b":[1,{"c":9223372036854775807}]},"d":"9223372036854775807"}'
    expect(JSON.stringify(parseJson(text).value)).toBe(text)
  })
})

it('reads __proto__ as a key like any other', () => {
  const { value } = parseJson('{"__proto__":{"polluted":1},"constructor":9223372036854775807}')
  expect(Object.keys(value as object)).toEqual(['__proto__', 'constructor'])
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
})

it('reads the same key in different objects', () => {
  expect(parseJson('[{"a":1},{"a":{"a":2}},"a",{"b":"a","a":"{\\"a"}]').diagnostic).toBeUndefined()
})

it('leaves out a byte order mark', () => {
  expect(parseJson('\uFEFF[1]').value).toEqual([1])
})
