import { compareNumbers } from '../values/exact.ts'
import { simpleLowerCase } from '../values/text.ts'
import { compare } from './expression.ts'
import { numberOf, required, textOf } from './operand-values.ts'
import type { PredicateOperator } from './operator.ts'
import { caseNote } from './wording.ts'

/** Equality of texts and numbers. */
export const is: PredicateOperator = {
  kind: 'predicate',
  name: 'is',
  negative: 'isNot',
  types: ['string', 'number'],
  operands: { value: { kind: 'subject' }, ignoreCase: true },
  label: 'is',
  negativeLabel: 'is not',
  help: 'Equals the value exactly: texts are neither trimmed nor normalised, numbers are compared by value.',
  nullRule: 'false',
  evaluate(value, { value: operand, ignoreCase }) {
    const other = required(operand, 'value').value
    if (typeof value !== 'string') return compareNumbers(numberOf(value), numberOf(other)) === 0
    const text = textOf(other)
    return ignoreCase === true ? simpleLowerCase(value) === simpleLowerCase(text) : value === text
  },
  toExpression(subject, { value, ignoreCase }) {
    const { term } = required(value, 'value')
    if (ignoreCase !== true) return compare('=', subject, term)
    return compare('=', { kind: 'lower', text: subject }, { kind: 'lower', text: term })
  },
  describe: (words, negated) => `${negated ? 'is not' : 'is'} ${words.value ?? ''}${caseNote(words)}`,
  examples: [
    { type: 'string', condition: { value: 'ES' }, rows: ['ES', 'es', 'ES ', '', null], members: [0] },
    { type: 'string', condition: { operator: 'isNot', value: 'ES' }, rows: ['ES', 'es', '', null], members: [1, 2, 3] },
    {
      type: 'string',
      condition: { value: 'ES', ignoreCase: true },
      rows: ['ES', 'es', 'eS', 'ESP', null],
      members: [0, 1, 2],
    },
    { type: 'string', condition: { value: '' }, rows: ['', ' ', null], members: [0] },
    // The final sigma stays itself, ß never becomes two letters, and İ becomes a plain i.
    {
      type: 'string',
      condition: { value: 'ΟΔΟΣ', ignoreCase: true },
      rows: ['οδοσ', 'οδος', 'ΟΔΟΣ', null],
      members: [0, 2],
    },
    {
      type: 'string',
      condition: { value: 'straße', ignoreCase: true },
      rows: ['STRAßE', 'STRASSE', 'STRAẞE', null],
      members: [0, 2],
    },
    {
      type: 'string',
      condition: { value: 'İZMİR', ignoreCase: true },
      rows: ['izmir', 'IZMIR', 'ızmır', null],
      members: [0, 1],
    },
    { type: 'string', condition: { value: 'é' }, rows: ['é', 'e\u0301', null], members: [0] },
    {
      type: 'string',
      condition: { value: { attribute: 't.y' } },
      rows: [
        { x: 'a', y: 'a' },
        { x: 'a', y: 'b' },
        { x: null, y: null },
        { x: 'a', y: null },
        { x: null, y: 'a' },
      ],
      members: [0],
    },
    {
      type: 'string',
      condition: { operator: 'isNot', value: { attribute: 't.y' }, ignoreCase: true },
      rows: [
        { x: 'a', y: 'A' },
        { x: 'a', y: 'b' },
        { x: null, y: null },
        { x: 'a', y: null },
      ],
      members: [1, 2, 3],
    },
    { type: 'number', condition: { value: 1.1 }, rows: ['1.1', '1.10', '1.11', 1, null], members: [0, 1] },
    { type: 'number', condition: { operator: 'isNot', value: 0 }, rows: [0, 1, -1, null], members: [1, 2, 3] },
    {
      type: 'number',
      number: 'float',
      condition: { value: 0.1 },
      rows: [0.1, 0.30000000000000004, 0.2, null],
      members: [0],
    },
    {
      type: 'number',
      condition: { value: { attribute: 't.y' } },
      rows: [
        { x: '9007199254740993', y: '9007199254740993' },
        { x: '9007199254740993', y: '9007199254740992' },
        { x: 1, y: null },
      ],
      members: [0],
    },
  ],
}
