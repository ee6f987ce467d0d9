import type { World } from '../world/world.ts'

/** From the products of an order's lines to the customer. */
export const PRODUCTS = ['line_product', 'line_order', 'order_customer']
/** From order lines to the customer. */
export const LINES = ['line_order', 'order_customer']
export const ORDERS = ['order_customer']

/**
 * Customers, orders, their lines and products, three relationships in a row. A bought twice, B has a returned order and
 * one without a time, C is null wherever possible, D and E bought nothing; O6 belongs to nobody and O7 to a customer who does not exist.
 */
export const shop: World = {
  audience: 'customers',
  tables: {
    customers: {
      key: 'id',
      columns: { id: 'string', country: 'string', age: 'integer', joined: 'date', vip: 'boolean', credit: 'decimal' },
      rows: [
        ['A', 'ES', 30, '2024-01-15', true, '954.50'],
        ['B', 'FR', 41, '2023-05-20', false, '10.00'],
        ['C', null, null, null, null, null],
        ['D', 'ES', 30, '2024-03-05', false, '0.00'],
        ['E', 'es', 17, '2024-06-15', true, '5.00'],
      ],
    },
    orders: {
      key: 'id',
      columns: { id: 'string', customer_id: 'string', ordered_at: 'datetime', amount: 'decimal', status: 'string' },
      rows: [
        ['O1', 'A', '2024-03-05T10:00:00Z', '954.50', 'paid'],
        ['O2', 'A', '2024-04-10T10:00:00Z', '4.50', 'paid'],
        ['O3', 'B', '2024-03-20T09:00:00Z', '10.00', 'returned'],
        ['O4', 'B', null, '900.00', 'paid'],
        ['O5', 'C', '2024-03-31T23:30:00Z', '14.50', null],
        ['O6', null, '2024-03-01T00:00:00Z', '99.99', 'paid'],
        ['O7', 'nobody', '2024-03-01T00:00:00Z', '77.77', 'paid'],
      ],
    },
    order_lines: {
      key: ['order_id', 'line_no'],
      columns: {
        order_id: 'string',
        line_no: 'integer',
        product_id: 'string',
        quantity: 'integer',
        line_total: 'decimal',
      },
      rows: [
        ['O1', 1, 'P1', 1, '4.50'],
        ['O1', 2, 'P2', 1, '900.00'],
        ['O1', 3, 'P2', 1, '50.00'],
        ['O2', 1, 'P1', 1, '4.50'],
        ['O3', 1, 'P3', 1, '10.00'],
        ['O4', 1, 'P2', 2, '900.00'],
        ['O5', 1, 'P1', null, '4.50'],
        ['O5', 2, null, 1, '10.00'],
      ],
    },
    products: {
      key: 'id',
      columns: { id: 'string', category: 'string', price: 'decimal' },
      rows: [
        ['P1', 'coffee', '4.50'],
        ['P2', 'Bikes', '900.00'],
        ['P3', null, '10.00'],
        ['P4', 'Bikes', '250.00'],
      ],
    },
  },
  relationships: {
    order_customer: { from: 'orders.customer_id', to: 'customers.id' },
    line_order: { from: 'order_lines.order_id', to: 'orders.id' },
    line_product: { from: 'order_lines.product_id', to: 'products.id' },
  },
  measures: {
    order_count: { aggregate: 'count', path: ['order_customer'] },
    total_spend: { aggregate: 'sum', attribute: 'orders.amount', path: ['order_customer'], default: 0 },
    average_order: { formula: 'total_spend / order_count' },
    last_order_at: { aggregate: 'max', attribute: 'orders.ordered_at', path: ['order_customer'] },
    days_since_last: { daysSince: 'measures.last_order_at' },
    first_order: {
      aggregate: 'first',
      attribute: 'orders.amount',
      orderBy: 'orders.ordered_at',
      path: ['order_customer'],
    },
    bike_quantity: {
      aggregate: 'sum',
      attribute: 'order_lines.quantity',
      path: ['line_product', 'line_order', 'order_customer'],
      where: { match: 'all', conditions: [{ attribute: 'products.category', operator: 'is', value: 'Bikes' }] },
      default: 0,
    },
  },
}
