/** The types SQL text names: those of values it makes, never those of source columns. */
export type SqlType =
  | { readonly kind: 'double' }
  | { readonly kind: 'bigint' }
  | { readonly kind: 'date' }
  | { readonly kind: 'timestamp' }
  /** 38 digits, `scale` of them fractional. */
  | { readonly kind: 'decimal'; readonly scale: number }
