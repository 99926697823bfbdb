// What other libraries say of the numbers of one identifier, and where they are known to say something else than Magpie.
import { stdnum } from 'stdnum'
import type { Draw } from '../../bench/quality/draw.ts'
import type { NonEmpty } from '../../src/model/managed-identifier.ts'

export interface Question {
  readonly id: string
  /** Which of several kinds of numbers of this identifier. */
  readonly kind?: string
  /** Stands before each number in the text that Magpie is given; '' where none is needed. */
  readonly keyword: string
  /** Numbers by published rules: most of them count. */
  readonly issued: (draw: Draw) => string
  /** Any number of the shape. */
  readonly shaped: (draw: Draw) => string
  /** Numbers too rare to be drawn. */
  readonly also?: readonly string[]
  readonly opinions: NonEmpty<Opinion | TextOpinion>
}

interface Told {
  /** Name of the package. */
  readonly library: string
  /** The function and its arguments but the number. */
  readonly asked: string
  readonly differences: readonly Difference[]
}

export interface Opinion extends Told {
  readonly accepts: (number: string) => boolean
}

/** A library that looks for such data in a text. */
export interface TextOpinion extends Told {
  /** Those of the numbers that it finds as a whole. */
  readonly finds: (numbers: readonly string[]) => Promise<ReadonlySet<string>>
}

/** A class of numbers that one side always takes and the other always refuses. */
export interface Difference {
  readonly takenBy: 'library' | 'Magpie'
  /** A sentence without a point, about both sides. */
  readonly why: string
  /** Where it can be read who is right, or that nobody is. */
  readonly source: string
  /** Said of the number alone. Of two classes that hold, the first counts. */
  readonly holds: (number: string) => boolean
}

type Claim = readonly [why: string, source: string, holds: Difference['holds']]

/** Taken by the library, refused by Magpie. */
export function libraryTakes(...[why, source, holds]: Claim): Difference {
  return { takenBy: 'library', why, source, holds }
}

/** Taken by Magpie, refused by the library. */
export function magpieTakes(...[why, source, holds]: Claim): Difference {
  return { takenBy: 'Magpie', why, source, holds }
}

/** `stdnumSays('US.ssn', …)` */
export function stdnumSays(asked: string, ...differences: readonly Difference[]): Opinion {
  const [country = '', name = ''] = asked.split('.')
  const known = stdnum[country]?.[name]
  if (known === undefined) throw new Error(`Cannot ask stdnum: it has no ${asked}`)
  return { library: 'stdnum', asked, accepts: (number) => known.validate(number).isValid, differences }
}

/** `validatorSays('isEAN', validator.isEAN, …)` */
export function validatorSays(
  asked: string,
  accepts: Opinion['accepts'],
  ...differences: readonly Difference[]
): Opinion {
  return { library: 'validator', asked, accepts, differences }
}

/** Without the separators that people write: blanks, hyphens, points and slashes. */
export function unseparated(number: string): string {
  return number.replaceAll(/[ ./-]/g, '')
}

/** Numbers that Magpie takes for what people type where they have none: one digit repeated, or an ascending run. */
export function isTyped(number: string): boolean {
  const digits = number.replaceAll(/\D/g, '')
  return digits.length > 2 && ('01234567890123456789'.includes(digits) || /^(\d)\1+$/.test(digits))
}
