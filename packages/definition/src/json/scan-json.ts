import { childPointer } from '../diagnostics/pointer.ts'

/** What a quick look at a JSON text finds before (and besides) parsing it. Of a text that is no JSON it says nothing reliable but `levels`. */
export interface JsonScan {
  /** How many objects and arrays stand inside one another at most. */
  readonly levels: number
  /** The first key that stands twice in an object, and where. JSON.parse would silently take the last. */
  readonly duplicate: { readonly key: string; readonly pointer: string } | null
}

interface Level {
  /** The keys so far; null for an array. */
  readonly keys: Set<string> | null
  /** The key or position of the member at hand. */
  member: string | number
}

const QUOTE = 0x22
const BACKSLASH = 0x5c

/** Looks for depth and repeated keys in one pass without recursion. */
export function scanJson(text: string): JsonScan {
  const open: Level[] = []
  let levels = 0
  let duplicate: JsonScan['duplicate'] = null
  let keyExpected = false
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code === QUOTE) {
      const end = endOfString(text, i)
      const level = open.at(-1)
      if (keyExpected && level?.keys) {
        const key = stringAt(text, i, end)
        if (level.keys.has(key)) duplicate ??= { key, pointer: pointerOf(open, key) }
        level.keys.add(key)
        level.member = key
      }
      keyExpected = false
      i = end
    } else if (code === 0x7b /* { */ || code === 0x5b /* [ */) {
      const isObject = code === 0x7b
      open.push({ keys: isObject ? new Set() : null, member: 0 })
      levels = Math.max(levels, open.length)
      keyExpected = isObject
    } else if (code === 0x7d /* } */ || code === 0x5d /* ] */) {
      open.pop()
      keyExpected = false
    } else if (code === 0x2c /* , */) {
      const level = open.at(-1)
      keyExpected = level?.keys != null
      if (level && typeof level.member === 'number') level.member++
    }
  }
  return { levels, duplicate }
}

/** Position of the closing quote, or of the text's end. */
function endOfString(text: string, start: number): number {
  for (let i = start + 1; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code === QUOTE) return i
    if (code === BACKSLASH) i++
  }
  return text.length
}

function stringAt(text: string, start: number, end: number): string {
  const raw = text.slice(start + 1, end)
  if (!raw.includes('\\')) return raw
  try {
    return String(JSON.parse(`"${raw}"`))
  } catch {
    return raw
  }
}

function pointerOf(open: readonly Level[], key: string): string {
  return childPointer(
    open.slice(0, -1).reduce((pointer, level) => childPointer(pointer, level.member), ''),
    key,
  )
}
