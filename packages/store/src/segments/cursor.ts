import { createHmac, timingSafeEqual } from 'node:crypto'
import { StoreError } from '../errors.ts'

/** Where a page of a list ended. */
export interface CursorPosition {
  /** The sort key of the last item as text. */
  readonly key: string
  readonly id: string
}

/**
 * A position as an opaque text that only we can make. `list` names the list with its order and filters, so that a cursor
 * of one is not taken for one of another.
 */
export function printCursor(secret: Uint8Array, list: string, position: CursorPosition): string {
  const payload = Buffer.from(JSON.stringify([position.key, position.id])).toString('base64url')
  return `${payload}.${sign(secret, list, payload).toString('base64url')}`
}

/** The position in a cursor. Refuses with `cursor-invalid`. */
export function parseCursor(secret: Uint8Array, list: string, cursor: string): CursorPosition {
  const [payload = '', signature = ''] = cursor.split('.')
  const given = Buffer.from(signature, 'base64url')
  const expected = sign(secret, list, payload)
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) throw new StoreError('cursor-invalid', {})
  // Signed by us, so it has the shape we wrote.
  const [key, id] = JSON.parse(Buffer.from(payload, 'base64url').toString()) as [string, string]
  return { key, id }
}

function sign(secret: Uint8Array, list: string, payload: string): Buffer {
  return createHmac('sha256', secret).update(`${list}\n${payload}`).digest().subarray(0, 16)
}
