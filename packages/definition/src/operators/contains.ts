import { textMatchOperator } from './text-match.ts'

/** A text stands somewhere in the attribute's text. */
export const contains = textMatchOperator({
  name: 'contains',
  negative: 'notContains',
  label: 'contains',
  negativeLabel: 'does not contain',
  help: 'The value, or any of the values, stands somewhere in the text.',
  matches: (text, pattern) => text.includes(pattern),
  examples: [
    { type: 'string', condition: { value: 'an' }, rows: ['banana', 'AN', 'an', 'a n', '', null], members: [0, 2] },
    {
      type: 'string',
      condition: { operator: 'notContains', value: 'an' },
      rows: ['banana', 'AN', '', null],
      members: [1, 2, 3],
    },
    { type: 'string', condition: { value: '' }, rows: ['a', '', null], members: [0, 1] },
    { type: 'string', condition: { value: '100%_\\' }, rows: ['is 100%_\\!', '100', '100xx', null], members: [0] },
    { type: 'string', condition: { values: ['x', 'y'] }, rows: ['ax', 'by', 'c', null], members: [0, 1] },
    {
      type: 'string',
      condition: { operator: 'notContains', values: ['x', 'y'] },
      rows: ['ax', 'by', 'c', null],
      members: [2, 3],
    },
    {
      type: 'string',
      condition: { value: 'ΔΟΣ', ignoreCase: true },
      rows: ['οδοσ', 'οδος', 'ΟΔΟΣ', null],
      members: [0, 2],
    },
    {
      type: 'string',
      condition: { value: 'SS', ignoreCase: true },
      rows: ['straße', 'ss', 'Ss', null],
      members: [1, 2],
    },
    {
      type: 'string',
      condition: { value: 'İ', ignoreCase: true },
      rows: ['i', 'I', 'İ', 'ı', null],
      members: [0, 1, 2],
    },
    {
      type: 'string',
      condition: { value: { attribute: 't.y' } },
      rows: [
        { x: 'banana', y: 'nan' },
        { x: 'banana', y: 'x' },
        { x: 'banana', y: null },
        { x: null, y: 'a' },
        { x: 'a', y: '' },
      ],
      members: [0, 4],
    },
  ],
})
