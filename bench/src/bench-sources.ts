import type { SourceTable } from '@coterie/definition'
import type { Scale } from './scale.ts'

/** The columns of the generated files. */
export const benchSources = (scale: Scale): readonly SourceTable[] => [
  {
    name: 'customers',
    rows: scale.profiles,
    columns: [
      { name: 'customer_id', type: 'string' },
      { name: 'country', type: 'string' },
      { name: 'city', type: 'string' },
      { name: 'email', type: 'string' },
      { name: 'birth_date', type: 'date' },
      { name: 'income', type: 'number', number: { kind: 'decimal', scale: 2 } },
      { name: 'children', type: 'number', number: { kind: 'integer' } },
      { name: 'newsletter', type: 'boolean' },
      { name: 'signed_up_at', type: 'datetime' },
    ],
  },
  {
    name: 'orders',
    rows: scale.activities,
    columns: [
      { name: 'order_id', type: 'number', number: { kind: 'integer' } },
      { name: 'customer_id', type: 'string' },
      { name: 'ordered_at', type: 'datetime' },
      { name: 'amount', type: 'number', number: { kind: 'decimal', scale: 2 } },
      { name: 'category', type: 'string' },
      { name: 'channel', type: 'string' },
      { name: 'returned', type: 'boolean' },
    ],
  },
]
