import { parseCursor, printCursor } from '@coterie/store'
import type { Services } from './services.ts'

/** A page that continues after the last item by its key; `limit + 1` items were read to know whether there are more. */
export function pageOf<Item>(
  services: Pick<Services, 'cursorSecret'>,
  list: string,
  items: readonly Item[],
  limit: number,
  keyOf: (item: Item) => string,
): { items: Item[]; next: string | null } {
  const page = items.slice(0, limit)
  const last = page.at(-1)
  const next =
    items.length > limit && last !== undefined
      ? printCursor(services.cursorSecret, list, { key: keyOf(last), id: '' })
      : null
  return { items: page, next }
}

/** The key a page continues after; undefined for the first page. Refuses with `cursor-invalid`. */
export function continuesAfter(
  services: Pick<Services, 'cursorSecret'>,
  list: string,
  cursor: string | undefined,
): string | undefined {
  return cursor === undefined ? undefined : parseCursor(services.cursorSecret, list, cursor).key
}
