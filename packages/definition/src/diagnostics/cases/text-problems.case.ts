/** Texts that are no JSON or YAML, or one that is refused, with the code of the problem and its pointer. */
export interface TextProblemCase {
  readonly name: string
  readonly format: 'json' | 'yaml'
  readonly text: string
  readonly problem: readonly [code: string, pointer: string]
}

const json = (name: string, text: string, ...problem: TextProblemCase['problem']): TextProblemCase => ({
  name,
  format: 'json',
  text,
  problem,
})
const yaml = (name: string, text: string, ...problem: TextProblemCase['problem']): TextProblemCase => ({
  name,
  format: 'yaml',
  text,
  problem,
})

/** Each level repeats the one before ten times. */
const LAUGHS = [
  'a0: &a0 x',
  ...Array.from({ length: 9 }, (_, i) => `a${i + 1}: &a${i + 1} [${`*a${i},`.repeat(10)}]`),
].join('\n')

export const TEXT_PROBLEMS: readonly TextProblemCase[] = [
  json('empty', '', 'json-syntax', ''),
  json('comma at the end', '{"a":1,}', 'json-syntax', ''),
  json('NaN', '{"a":NaN}', 'json-syntax', ''),
  json('unclosed text', '{"a":"x', 'json-syntax', ''),
  json('unclosed text that ends in a backslash', '{"a":"x\\', 'json-syntax', ''),
  json('key twice', '{"rules":[1,{"a":1,"b":{"a":2},"a":3}]}', 'duplicate-key', '/rules/1/a'),
  json('key twice, once escaped', String.raw`{"a/b":[{"x":1,"\u0078":2}]}`, 'duplicate-key', '/a~1b/0/x'),
  json('very many levels', '['.repeat(100_000), 'nesting-too-deep', ''),
  json('very many closed levels', '['.repeat(100_000) + ']'.repeat(100_000), 'nesting-too-deep', ''),
  json('very many levels of objects', '{"a":'.repeat(5_000), 'nesting-too-deep', ''),
  yaml('tab as indent', 'a:\n\t- b', 'yaml-syntax', ''),
  yaml('unclosed list', 'a: [1, 2', 'yaml-syntax', ''),
  yaml('key twice', 'a: 1\na: 2', 'yaml-syntax', ''),
  yaml('two documents', 'a: 1\n---\nb: 2', 'yaml-syntax', ''),
  yaml('unknown tag', 'a: !python/object x', 'yaml-syntax', ''),
  yaml('a billion laughs', LAUGHS, 'yaml-aliases', ''),
  yaml('an alias of itself', 'a: &a [*a]', 'yaml-aliases', ''),
  yaml('very many levels', '['.repeat(100_000), 'nesting-too-deep', ''),
  yaml('many levels', `${'['.repeat(1_200)}${']'.repeat(1_200)}`, 'nesting-too-deep', ''),
]
