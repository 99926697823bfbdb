// What the host reads from an image: the forms, the sets of keywords, where more of them can be added.
import { programAddress } from '../../../scan-memory/layout.ts'
import { formBytes } from './image.ts'
import {
  firstBytesOfForm,
  identifierWord,
  longestWord,
  digitWithinWord,
  setRecordBytes,
  type SetForm,
} from './set-record.ts'

export interface ImageFacts {
  readonly forms: readonly ImageForm[]
  /** How many forms leave trails. */
  readonly trails: number
  /** Sets that keywords have, the empty one included; sets of forms that are walked together follow. */
  readonly sets: number
  readonly groups: number
  /** Bytes of lists that are taken. */
  readonly listBytes: number
  /** Where sets and lists begin, in the image and in the scan memory. */
  readonly setsAt: number
  readonly listsAt: number
  readonly setsAddress: number
  readonly listsAddress: number
  /** Where the pairs of a group's list and its length are, in the image. */
  readonly groupsAt: number
}

export interface ImageForm extends SetForm {
  readonly index: number
  readonly identifier: number
  /** Tried only near keywords. */
  readonly nearKeywords: boolean
}

const ruleWord = 5

export function imageFacts(image: Uint8Array): ImageFacts {
  const words = new Uint32Array(image.buffer, image.byteOffset, image.byteLength >> 2)
  const [formsAt, formCount, setsAt, listsAt] = [words[8]!, words[9]!, words[10]!, words[11]!]
  const forms = Array.from({ length: formCount }, (_, index) => {
    const at = formsAt + index * formBytes
    return {
      index,
      identifier: words[at / 4 + identifierWord]!,
      nearKeywords: words[at / 4 + ruleWord] === 0,
      longest: words[at / 4 + longestWord]!,
      digitWithin: words[at / 4 + digitWithinWord]!,
      firstBytes: image.slice(at + firstBytesOfForm, at + firstBytesOfForm + 32),
    }
  })
  return {
    forms,
    trails: words[18]!,
    sets: words[19]!,
    groups: words[21]!,
    listBytes: words[20]!,
    setsAt,
    listsAt,
    setsAddress: programAddress + setsAt,
    listsAddress: programAddress + listsAt,
    groupsAt: words[7]!,
  }
}

/** The record of a set in an image. */
export function setRecordIn(image: Uint8Array, { setsAt }: ImageFacts, set: number): Uint8Array {
  const at = setsAt + set * setRecordBytes
  return image.subarray(at, at + setRecordBytes)
}
