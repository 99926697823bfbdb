import { expect, test } from 'vitest'
import { detectDelimiter } from './delimiter.ts'

const comma = 0x2c
const tab = 9

test.each([
  ['a,b,c\n1,2,3\n', comma, ','],
  ['a;b;c\n1;2;3\n', comma, ';'],
  ['a|b|c\n1|2|3\n', comma, '|'],
  ['a\tb\n1\t2\n', comma, '\t'],
  ['a,b\n1,2\n', tab, ','],
  ['a\tb, c\n1\t2\n', tab, '\t'],
  // Decimal commas in each row but not in the header.
  ['a;b\n1,5;2,5\n3,5;4,5\n', comma, ';'],
  // What is in quotes divides nothing.
  ['a;"b,c,d"\n1;"2,3,4"\n', comma, ';'],
  ['"a;b";x,y\n"1;2";3,4\n', comma, ','],
  // A row that is cut off does not count.
  ['a;b;c\n1;2;3\n4;', comma, ';'],
  ['a;b', comma, ';'],
  ['a;b\r1;2\r', comma, ';'],
  ['ssn\n536-22-1234\n', comma, ','],
  ['', comma, ','],
  ['\n\n\n', tab, '\t'],
])('of %j, where %i is preferred, is %j', (head, preferred, delimiter) => {
  expect(String.fromCharCode(detectDelimiter(Buffer.from(head), preferred))).toBe(delimiter)
})
