/** A name between double quotes, those inside it doubled. */
export const quoteIdentifier = (name: string): string => `"${name.replaceAll('"', '""')}"`

/** A text between single quotes, those inside it doubled. */
export const quoteText = (text: string): string => `'${text.replaceAll("'", "''")}'`
