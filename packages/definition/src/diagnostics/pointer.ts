/** The JSON pointer (RFC 6901) of a member of the value at `pointer`. */
export function childPointer(pointer: string, key: string | number): string {
  if (typeof key === 'number') return `${pointer}/${key}`
  const escaped = /[~/]/.test(key) ? key.replaceAll('~', '~0').replaceAll('/', '~1') : key
  return `${pointer}/${escaped}`
}
