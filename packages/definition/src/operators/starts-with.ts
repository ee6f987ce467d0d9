import { textMatchOperator } from './text-match.ts'

/** The attribute's text begins with a text. */
export const startsWith = textMatchOperator({
  name: 'startsWith',
  negative: 'notStartsWith',
  label: 'starts with',
  negativeLabel: 'does not start with',
  help: 'The text begins with the value, or with any of the values.',
  matches: (text, pattern) => text.startsWith(pattern),
  examples: [
    { type: 'string', condition: { value: 'ba' }, rows: ['banana', 'abba', 'Banana', 'b', '', null], members: [0] },
    {
      type: 'string',
      condition: { operator: 'notStartsWith', value: 'ba' },
      rows: ['banana', 'abba', '', null],
      members: [1, 2, 3],
    },
    { type: 'string', condition: { value: '' }, rows: ['a', '', null], members: [0, 1] },
    { type: 'string', condition: { value: '%' }, rows: ['%a', 'a', null], members: [0] },
    {
      type: 'string',
      condition: { values: ['a', 'b'], ignoreCase: true },
      rows: ['Abc', 'bcd', 'cab', null],
      members: [0, 1],
    },
    {
      type: 'string',
      condition: { value: 'İs', ignoreCase: true },
      rows: ['istanbul', 'ISTANBUL', 'İstanbul', 'ıstanbul', null],
      members: [0, 1, 2],
    },
    {
      type: 'string',
      condition: { operator: 'notStartsWith', value: { attribute: 't.y' } },
      rows: [
        { x: 'banana', y: 'ban' },
        { x: 'banana', y: 'x' },
        { x: 'banana', y: null },
        { x: null, y: 'a' },
      ],
      members: [1, 2, 3],
    },
  ],
})
