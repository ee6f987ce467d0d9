import type { SqlType } from '../../sql/sql-type.ts'
import type { Dialect } from '../dialect.ts'
import { quoteIdentifier } from '../quote.ts'
import { functions } from './functions.ts'
import { printLiteral, printText } from './literal.ts'
import { toJavaPattern } from './regex-pattern.ts'

/** Trino 476 and later. Datetimes are timestamp(6) without a zone, in UTC. */
export const trino: Dialect = {
  name: 'trino',
  quoteIdentifier,
  printLiteral,
  printType,
  printRegexMatch: (text, pattern, ignoreCase) =>
    `regexp_like(${text}, ${printText(toJavaPattern(pattern, ignoreCase))})`,
  printLiteralRows: (literals) => `VALUES ${literals.join(', ')}`,
  functions,
  maxInListLength: 1_000,
  // Trino keeps an OR of any length flat; the limit only spares its planner very wide expressions.
  maxDisjuncts: 1_000,
  requiresRowsInQuery: true,
  supportsNaNInColumns: true,
}

function printType(type: SqlType): string {
  switch (type.kind) {
    case 'double':
      return 'DOUBLE'
    case 'bigint':
      return 'BIGINT'
    case 'date':
      return 'DATE'
    case 'timestamp':
      return 'TIMESTAMP(6)'
    case 'decimal':
      return `DECIMAL(38, ${type.scale})`
  }
}
