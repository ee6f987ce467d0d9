import type { Naming } from '@coterie/compiler'

/** Tables and columns of the benchmark are called in the database what the catalog calls them. */
export const namesAsTheyAre: Naming = {
  table: (table) => [table],
  column: (_table, column) => column,
}
