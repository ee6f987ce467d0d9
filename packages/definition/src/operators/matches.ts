import { RE2JS } from 're2js'
import { literalValue, required, textOf } from './operand-values.ts'
import type { PredicateOperator } from './operator.ts'
import { caseNote } from './wording.ts'

/** An RE2 pattern is found in the attribute's text. */
export const matches: PredicateOperator = {
  kind: 'predicate',
  name: 'matches',
  negative: 'notMatches',
  types: ['string'],
  operands: { value: { kind: 'pattern' }, ignoreCase: true },
  label: 'matches',
  negativeLabel: 'does not match',
  help: 'The regular expression (RE2) is found in the text; begin it with ^ and end it with $ for the whole text.',
  nullRule: 'false',
  evaluate(value, { value: pattern, ignoreCase }) {
    const source = textOf(required(pattern, 'value').value)
    return compiled(source, ignoreCase === true)
      .matcher(textOf(value))
      .find()
  },
  toExpression: (subject, { value, ignoreCase }) => ({
    kind: 'regexMatch',
    text: subject,
    pattern: textOf(literalValue(required(value, 'value'))),
    ignoreCase: ignoreCase === true,
  }),
  describe: (words, negated) => `${negated ? 'does not match' : 'matches'} ${words.value ?? ''}${caseNote(words)}`,
  examples: [
    { type: 'string', condition: { value: 'an' }, rows: ['banana', 'AN', '', null], members: [0] },
    {
      type: 'string',
      condition: { operator: 'notMatches', value: 'an' },
      rows: ['banana', 'AN', '', null],
      members: [1, 2, 3],
    },
    {
      type: 'string',
      condition: { value: '^[A-Z]{2}\\d+$' },
      rows: ['ES12', 'xES12', 'ES12x', 'ES', null],
      members: [0],
    },
    {
      type: 'string',
      condition: { value: '^es', ignoreCase: true },
      rows: ['ESP', 'esp', 'xes', null],
      members: [0, 1],
    },
    // Case is folded as RE2 does, where every sigma is the same; elsewhere the final sigma stays itself.
    {
      type: 'string',
      condition: { value: '^ΟΔΟΣ$', ignoreCase: true },
      rows: ['οδοσ', 'οδος', 'ΟΔΟΣ', null],
      members: [0, 1, 2],
    },
    {
      type: 'string',
      condition: { value: '^straße$', ignoreCase: true },
      rows: ['STRAẞE', 'STRASSE', null],
      members: [0],
    },
    { type: 'string', condition: { value: '^İ$', ignoreCase: true }, rows: ['İ', 'i', 'I', 'ı', null], members: [0] },
    { type: 'string', condition: { value: 'a.c' }, rows: ['abc', 'a\nc', 'ac', 'a😀c', null], members: [0, 3] },
    { type: 'string', condition: { value: '^b' }, rows: ['b', 'a\nb', null], members: [0] },
    { type: 'string', condition: { value: '' }, rows: ['a', '', null], members: [0, 1] },
  ],
}

const MOST_PATTERNS_KEPT = 1_000
const patterns = new Map<string, RE2JS>()

/** A pattern ready to be run. It is tested once a row, so it is kept. Throws re2js's error on a pattern that is not RE2. */
export function compiled(source: string, ignoreCase: boolean): RE2JS {
  const key = `${ignoreCase ? 'i' : '-'}${source}`
  const known = patterns.get(key)
  if (known !== undefined) return known
  const pattern = RE2JS.compile(source, ignoreCase ? RE2JS.CASE_INSENSITIVE : 0)
  if (patterns.size >= MOST_PATTERNS_KEPT) patterns.clear()
  patterns.set(key, pattern)
  return pattern
}
