import type { World } from '../world/world.ts'
import { aggregate, attribute, where } from './build.ts'
import type { CorpusCase } from './corpus-case.ts'

/** A profile for each text; its key is the text's position, from `a` on. */
function texts(...values: readonly (string | null)[]): World {
  return {
    audience: 't',
    tables: {
      t: {
        key: 'id',
        columns: { id: 'string', text: 'string', other: 'string' },
        rows: values.map((value, i) => [String.fromCharCode(97 + i), value, values[values.length - 1 - i] ?? null]),
      },
    },
  }
}

const text = (
  name: string,
  members: readonly string[],
  values: readonly (string | null)[],
  operator: string,
  operands: unknown,
): CorpusCase => ({
  name,
  world: texts(...values),
  definition: where(attribute('t.text', operator, operands)),
  members,
})

/** Words whose order by UTF-16 unit differs from that by code point: U+FFFD stands before U+1F600, its surrogates after. */
const words: World = {
  audience: 'owners',
  tables: {
    owners: { key: 'id', columns: { id: 'string' }, rows: [['\u{1F600}'], ['\uFFFD'], ['z'], ['Z']] },
    words: {
      columns: { owner: 'string', word: 'string', n: 'integer' },
      rows: [
        ['z', '\uFFFD', 1],
        ['z', '\u{1F600}', 2],
        ['Z', 'zebra', 1],
        ['Z', 'Zebra', 2],
        ['Z', '\u00e9', 3],
        ['\uFFFD', '', 1],
      ],
    },
  },
  relationships: { word_owner: { from: 'words.owner', to: 'owners.id' } },
}

const word = (
  name: string,
  members: readonly string[],
  value: object,
  operator: string,
  operands: unknown,
): CorpusCase => ({
  name,
  world: words,
  definition: where(aggregate({ attribute: 'words.word', path: ['word_owner'], ...value }, operator, operands)),
  members,
})

const SIGMAS = ['\u03a3\u039f\u03a3', '\u03c3\u03bf\u03c3', '\u03c3\u03bf\u03c2']

/** Texts are compared by code point, never trimmed and never normalised. */
export const textCases: readonly CorpusCase[] = [
  text('spaces are not trimmed', ['b'], [' x', 'x', 'x ', null], 'is', 'x'),
  text('upper and lower case differ', ['a'], ['\u00c9', '\u00e9', 'E\u0301'], 'is', '\u00c9'),
  text('ignoreCase', ['a', 'b'], ['\u00c9', '\u00e9', 'E\u0301', 'e'], 'is', { value: '\u00c9', ignoreCase: true }),
  text('ignoreCase: the final sigma stays itself', ['a', 'b'], SIGMAS, 'is', { value: SIGMAS[0], ignoreCase: true }),
  text(
    'ignoreCase: the sharp s is one letter and has no upper case',
    ['a'],
    ['stra\u00dfe', 'STRASSE', 'strasse'],
    'is',
    { value: 'STRA\u00dfE', ignoreCase: true },
  ),
  text('ignoreCase: the capital sharp s', ['a', 'b'], ['stra\u00dfe', 'STRA\u1e9eE', 'STRASSE'], 'is', {
    value: 'stra\u00dfe',
    ignoreCase: true,
  }),
  text('ignoreCase: the dotted capital I is i', ['a', 'b', 'c'], ['\u0130', 'i', 'I', '\u0131'], 'is', {
    value: '\u0130',
    ignoreCase: true,
  }),
  text('ignoreCase: the Kelvin sign is k', ['a', 'b', 'c'], ['\u212a', 'k', 'K'], 'is', {
    value: 'k',
    ignoreCase: true,
  }),
  text('ignoreCase in a list', ['a', 'c'], ['Foo', 'ba', 'BAR', null], 'in', {
    values: ['FOO', 'bar'],
    ignoreCase: true,
  }),
  text('notIn ignoring case', ['b', 'd'], ['Foo', 'ba', 'BAR', null], 'notIn', {
    values: ['FOO', 'bar'],
    ignoreCase: true,
  }),
  text('ignoreCase of contains', ['a', 'b'], ['xFOOx', 'foo', 'fo o'], 'contains', { value: 'fOo', ignoreCase: true }),
  text('contains takes wildcards of SQL as themselves', ['b'], ['100 per', '100%', '1000'], 'contains', '%'),
  text('an underscore is an underscore', ['a'], ['a_b', 'axb', 'ab'], 'contains', 'a_b'),
  text('a backslash is a backslash', ['a'], ['a\\b', 'ab', 'a\\\\c'], 'contains', '\\b'),
  text('a quote is a quote', ['a'], ["it's", 'its', 'it"s'], 'is', "it's"),
  text('contains any of several', ['a', 'b'], ['apple pie', 'pear', 'plum'], 'contains', { values: ['apple', 'ear'] }),
  text('startsWith any of several', ['a', 'c'], ['apple', 'an ear', 'pear'], 'startsWith', { values: ['app', 'pe'] }),
  text('endsWith none of several', ['b', 'd'], ['apple', 'an', 'ear', null], 'notEndsWith', { values: ['le', 'ar'] }),
  text('startsWith beyond the BMP', ['a'], ['\u{1F600}!', '\u{1F601}!', '!'], 'startsWith', '\u{1F600}'),
  text('half of a character is not contained in it', [], ['\u{1F600}', '\u{1F601}'], 'contains', '\u00f0'),
  text('matches finds anywhere', ['a', 'b'], ['xaby', 'ab', 'a b'], 'matches', { value: 'ab' }),
  text('matches anchored', ['b'], ['xaby', 'ab', 'abc'], 'matches', { value: '^ab$' }),
  text('a dollar does not stand before a final line feed', ['a'], ['ab', 'ab\n', 'ab\nc'], 'matches', { value: 'ab$' }),
  text('a dot is no line feed', ['a'], ['a.b', 'a\nb'], 'matches', { value: 'a.b' }),
  text('a dot is a line feed with the flag', ['a', 'b'], ['a.b', 'a\nb'], 'matches', { value: '(?s)a.b' }),
  text('lines with the flag', ['a', 'b'], ['ab', 'ab\nc', 'cab'], 'matches', { value: '(?m)^ab$' }),
  text('a dot is a whole character beyond the BMP', ['a', 'b'], ['\u{1F600}', 'x', 'xx'], 'matches', { value: '^.$' }),
  text('matches ignoring case', ['a', 'b'], ['FOO', 'foo', 'fo'], 'matches', { value: 'fOo', ignoreCase: true }),
  text('classes are of ASCII', ['a'], ['7', '\u0667', 'x'], 'matches', { value: '^\\d$' }),
  text('a class of Unicode letters', ['a', 'b'], ['\u00e9', '\u{10400}', '7'], 'matches', { value: '^\\p{L}$' }),
  text('a counted repetition', ['b'], ['aa', 'aaa', 'aaaa'], 'matches', { value: '^(?:a){3}$' }),
  text('notMatches holds null', ['b', 'c'], ['ab', 'ba', null], 'notMatches', { value: '^ab' }),
  text('a text compared with another', ['a', 'c', 'e'], ['x', 'y', 'z', 'Y', 'x'], 'is', {
    value: { attribute: 't.other' },
  }),
  text('a text compared with another, ignoring case', ['a', 'b', 'c', 'd', 'e'], ['x', 'y', 'z', 'Y', 'x'], 'is', {
    value: { attribute: 't.other' },
    ignoreCase: true,
  }),
  text('a text contains another', ['a', 'b', 'c'], ['xyz', 'b', 'b', 'y'], 'contains', {
    value: { attribute: 't.other' },
  }),
  word('max of texts is by code point beyond the BMP', ['z'], { aggregate: 'max' }, 'is', '\u{1F600}'),
  word('min of texts is by code point beyond the BMP', ['z'], { aggregate: 'min' }, 'is', '\uFFFD'),
  word('max of texts is not by alphabet', ['Z'], { aggregate: 'max' }, 'is', '\u00e9'),
  word('min of texts: upper case stands before lower', ['Z'], { aggregate: 'min' }, 'is', 'Zebra'),
  word(
    'last by a text beyond the BMP',
    ['z'],
    { aggregate: 'last', attribute: 'words.n', orderBy: 'words.word' },
    'is',
    2,
  ),
  word('the empty text is a value', ['\uFFFD'], { aggregate: 'max' }, 'is', ''),
  {
    name: 'keys are printed in the order of their code points',
    world: words,
    definition: where(attribute('owners.id', 'isSet')),
    members: ['Z', 'z', '\uFFFD', '\u{1F600}'],
  },
]
