/**
 * An RE2 pattern rewritten in the part of the syntax that RE2 and Java-like engines read alike, for asking whether it is
 * found: Trino's engine counts Unicode digits as `\d`, lets `$` match before a last line feed and nests classes.
 * Greediness and groups' names have no influence on whether a pattern is found and are left out.
 */
export function toJavaPattern(pattern: string, ignoreCase: boolean): string {
  const translated = new PatternTranslation(pattern).translate()
  return ignoreCase ? `(?i)${translated}` : translated
}

interface Flags {
  /** `^` and `$` match at line ends. */
  readonly multiLine: boolean
  /** `.` matches a line feed. */
  readonly dotAll: boolean
}

const CLASSES: Readonly<Record<string, string>> = {
  d: '0-9',
  w: '0-9A-Za-z_',
  s: '\\t\\n\\f\\r ',
}

const POSIX: Readonly<Record<string, string>> = {
  alnum: '0-9A-Za-z',
  alpha: 'A-Za-z',
  ascii: '\\x00-\\x7F',
  blank: '\\t ',
  cntrl: '\\x00-\\x1F\\x7F',
  digit: '0-9',
  graph: '!-~',
  lower: 'a-z',
  print: ' -~',
  punct: '!-/:-@\\[-`{-~',
  space: '\\t\\n\\x0B\\f\\r ',
  upper: 'A-Z',
  word: '0-9A-Za-z_',
  xdigit: '0-9A-Fa-f',
}

const CONTROLS: Readonly<Record<string, string>> = { a: '\\x07', f: '\\f', n: '\\n', r: '\\r', t: '\\t', v: '\\x0B' }

const WORD = '[0-9A-Za-z_]'
const BOUNDARY = `(?:(?<=${WORD})(?!${WORD})|(?<!${WORD})(?=${WORD}))`
const NO_BOUNDARY = `(?:(?<=${WORD})(?=${WORD})|(?<!${WORD})(?!${WORD}))`

/** Reads a valid RE2 pattern from left to right. */
class PatternTranslation {
  readonly #pattern: string
  #at = 0

  constructor(pattern: string) {
    this.#pattern = pattern
  }

  translate(): string {
    const scopes: Flags[] = [{ multiLine: false, dotAll: false }]
    let text = ''
    while (this.#at < this.#pattern.length) {
      const flags = scopes.at(-1) ?? { multiLine: false, dotAll: false }
      const character = this.#next()
      switch (character) {
        case '(': {
          const group = this.#group(flags)
          if (group.isOpen) scopes.push(group.flags)
          else scopes[scopes.length - 1] = group.flags
          text += group.text
          break
        }
        case ')':
          scopes.pop()
          text += ')'
          break
        case '^':
          text += flags.multiLine ? '(?:\\A|(?<=\\n))' : '\\A'
          break
        case '$':
          text += flags.multiLine ? '(?=\\n|\\z)' : '\\z'
          break
        case '.':
          text += flags.dotAll ? '(?:[^\\n]|\\n)' : '[^\\n]'
          break
        case '[':
          text += this.#class()
          break
        case '\\':
          text += this.#escape()
          break
        case '{':
          text += /^\d+(,\d*)?\}/.test(this.#rest()) ? '{' : '\\{'
          break
        case '}':
          text += /\{\d+(,\d*)?$/.test(text) ? '}' : '\\}'
          break
        case ']':
          text += '\\]'
          break
        default:
          text += character
      }
    }
    return text
  }

  #rest(): string {
    return this.#pattern.slice(this.#at)
  }

  #next(): string {
    const character = String.fromCodePoint(this.#pattern.codePointAt(this.#at) ?? 0)
    this.#at += character.length
    return character
  }

  /** What stands after `(`: flags for the rest of the scope, or the start of a group. */
  #group(flags: Flags): { readonly text: string; readonly flags: Flags; readonly isOpen: boolean } {
    const named = /^\?P?<[^>]*>/.exec(this.#rest())
    if (named !== null) {
      this.#at += named[0].length
      return { text: '(?:', flags, isOpen: true }
    }
    const flagged = /^\?([imsU]*)(?:-([imsU]*))?([:)])/.exec(this.#rest())
    if (flagged === null) return { text: '(?:', flags, isOpen: true }
    const [all, on = '', off = '', end] = flagged
    this.#at += all.length
    const inner: Flags = {
      multiLine: (flags.multiLine || on.includes('m')) && !off.includes('m'),
      dotAll: (flags.dotAll || on.includes('s')) && !off.includes('s'),
    }
    const caseFlag = `${on.includes('i') ? 'i' : ''}${off.includes('i') ? '-i' : ''}`
    if (end === ':') return { text: `(?${caseFlag}:`, flags: inner, isOpen: true }
    return { text: caseFlag === '' ? '' : `(?${caseFlag})`, flags: inner, isOpen: false }
  }

  #escape(): string {
    const character = this.#next()
    const members = CLASSES[character] ?? CLASSES[character.toLowerCase()]
    if (members !== undefined && /[dwsDWS]/.test(character)) {
      return character === character.toLowerCase() ? `[${members}]` : `[^${members}]`
    }
    switch (character) {
      case 'A':
      case 'z':
        return `\\${character}`
      case 'b':
        return BOUNDARY
      case 'B':
        return NO_BOUNDARY
      case 'Q':
        return this.#quoted()
      default:
        return this.#characterEscape(character)
    }
  }

  /** An escape that stands for characters, inside and outside of classes. */
  #characterEscape(character: string): string {
    const control = CONTROLS[character]
    if (control !== undefined) return control
    if (character === 'p' || character === 'P') return this.#unicodeClass(character === 'P')
    if (character === 'x') {
      const hex = /^(?:\{([0-9A-Fa-f]+)\}|([0-9A-Fa-f]{2}))/.exec(this.#rest())
      this.#at += hex?.[0].length ?? 0
      return codePoint(Number.parseInt(hex?.[1] ?? hex?.[2] ?? '0', 16))
    }
    if (/[0-7]/.test(character)) {
      const octal = /^[0-7]{0,2}/.exec(this.#rest())?.[0] ?? ''
      this.#at += octal.length
      return codePoint(Number.parseInt(character + octal, 8))
    }
    return quotedCharacter(character)
  }

  #unicodeClass(isComplement: boolean): string {
    const found = /^(?:\{(\^?)([^}]*)\}|(.))/u.exec(this.#rest())
    this.#at += found?.[0].length ?? 0
    const isNegated = isComplement !== (found?.[1] === '^')
    return `\\${isNegated ? 'P' : 'p'}{${found?.[2] ?? found?.[3] ?? ''}}`
  }

  /** `\Q…\E`: everything as it is written. */
  #quoted(): string {
    const end = this.#pattern.indexOf('\\E', this.#at)
    const text = this.#pattern.slice(this.#at, end === -1 ? undefined : end)
    this.#at = end === -1 ? this.#pattern.length : end + 2
    return [...text].map(quotedCharacter).join('')
  }

  /** A class after its `[`. Complements in it are nested classes, which both syntaxes of Java add to the class. */
  #class(): string {
    let text = '['
    if (this.#rest().startsWith('^')) {
      this.#at++
      text += '^'
    }
    for (let isFirst = true; ; isFirst = false) {
      const character = this.#next()
      if (character === ']' && !isFirst) return `${text}]`
      text += this.#classMember(character)
    }
  }

  #classMember(character: string): string {
    if (character === '-') return '-'
    if (character === '[') {
      const posix = /^:(\^?)([a-z]+):\]/.exec(this.#rest())
      const members = POSIX[posix?.[2] ?? '']
      if (posix === null || members === undefined) return '\\['
      this.#at += posix[0].length
      return posix[1] === '^' ? `[^${members}]` : members
    }
    if (character !== '\\') return quotedCharacter(character)
    const escaped = this.#next()
    const members = CLASSES[escaped.toLowerCase()]
    if (members === undefined) return this.#characterEscape(escaped)
    return escaped === escaped.toLowerCase() ? members : `[^${members}]`
  }
}

const codePoint = (code: number): string => `\\x{${code.toString(16).toUpperCase()}}`

/** A character standing for itself: ASCII punctuation may always be escaped. */
const quotedCharacter = (character: string): string =>
  /^[!-/:-@[-`{-~]$/.test(character) ? `\\${character}` : character
