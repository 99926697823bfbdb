import { describe, expect, test } from 'vitest'
import { detectEncoding } from './encoding.ts'

const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values)
const anyText = 'Ana Müller, 536-22-1234\n'

describe('the encoding of', () => {
  test.each([
    ['nothing', bytes(), { encoding: 'utf-8 or windows-1252', mark: 0 }],
    ['ASCII', Buffer.from('abc'), { encoding: 'utf-8 or windows-1252', mark: 0 }],
    ['marked UTF-8', Buffer.from(`\ufeff${anyText}`), { encoding: 'utf-8', mark: 3 }],
    ['marked UTF-16', Buffer.from(`\ufeff${anyText}`, 'utf16le'), { encoding: 'utf-16le', mark: 2 }],
    [
      'marked UTF-16, big end first',
      Buffer.from(`\ufeff${anyText}`, 'utf16le').swap16(),
      { encoding: 'utf-16be', mark: 2 },
    ],
    ['marked UTF-16 of Chinese', Buffer.from('\ufeff漢字', 'utf16le'), { encoding: 'utf-16le', mark: 2 }],
    ['UTF-16', Buffer.from(anyText, 'utf16le'), { encoding: 'utf-16le', mark: 0 }],
    ['UTF-16, big end first', Buffer.from(anyText, 'utf16le').swap16(), { encoding: 'utf-16be', mark: 0 }],
    ['one byte a character', Buffer.from(anyText, 'latin1'), { encoding: 'utf-8 or windows-1252', mark: 0 }],
    [
      'text with tabs and escapes',
      Buffer.from('a\tb\u001b[1mc\f\r\n'),
      { encoding: 'utf-8 or windows-1252', mark: 0 },
    ],
    [
      'text with separators',
      Buffer.from('a\u001fb\u001ec'.repeat(50)),
      { encoding: 'utf-8 or windows-1252', mark: 0 },
    ],
    [
      'a text with one null',
      Buffer.from(`${'text '.repeat(20)}\0`),
      { encoding: 'utf-8 or windows-1252', mark: 0 },
    ],
  ] as const)('%s', (_what, head, encoding) => {
    expect(detectEncoding(head)).toEqual(encoding)
  })

  test.each([
    ['nulls', new Uint8Array(100)],
    ['UTF-32', bytes(0xff, 0xfe, 0, 0, 0x41, 0, 0, 0, 0x42, 0, 0, 0)],
    ['all bytes', Uint8Array.from({ length: 256 }, (_, i) => i)],
    ['a mark and binary data', Buffer.concat([bytes(0xef, 0xbb, 0xbf), new Uint8Array(50)])],
  ])('%s is none', (_what, head) => {
    expect(detectEncoding(head)).toBeUndefined()
  })
})
