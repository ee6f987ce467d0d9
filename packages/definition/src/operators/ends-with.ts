import { textMatchOperator } from './text-match.ts'

/** The attribute's text ends with a text. */
export const endsWith = textMatchOperator({
  name: 'endsWith',
  negative: 'notEndsWith',
  label: 'ends with',
  negativeLabel: 'does not end with',
  help: 'The text ends with the value, or with any of the values.',
  matches: (text, pattern) => text.endsWith(pattern),
  examples: [
    {
      type: 'string',
      condition: { value: '.com' },
      rows: ['a.com', 'a.COM', 'a.com ', 'acom', '.com', null],
      members: [0, 4],
    },
    {
      type: 'string',
      condition: { operator: 'notEndsWith', value: '.com' },
      rows: ['a.com', 'a.org', '', null],
      members: [1, 2, 3],
    },
    { type: 'string', condition: { value: '' }, rows: ['a', '', null], members: [0, 1] },
    {
      type: 'string',
      condition: { values: ['.com', '.org'], ignoreCase: true },
      rows: ['a.Com', 'a.ORG', 'a.net', null],
      members: [0, 1],
    },
    {
      type: 'string',
      condition: { value: 'ΟΣ', ignoreCase: true },
      rows: ['οδοσ', 'οδος', 'ΟΔΟΣ', null],
      members: [0, 2],
    },
    { type: 'string', condition: { value: '😀' }, rows: ['a😀', '😀a', null], members: [0] },
    {
      type: 'string',
      condition: { value: { attribute: 't.y' }, ignoreCase: true },
      rows: [
        { x: 'STRAẞE', y: 'ße' },
        { x: 'STRASSE', y: 'ße' },
        { x: 'a', y: null },
        { x: null, y: '' },
      ],
      members: [0],
    },
  ],
})
