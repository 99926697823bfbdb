// Where an occurrence is, in the terms that findings use. Rows, columns, lines and pages count from 1,
// records from 0; columns of lines count characters.

export type Location =
  | {
      readonly kind: 'cell'
      readonly row: number
      readonly column: number
      readonly columnName?: string
      /** Excel only: `Sheet2!C5`. */
      readonly cellReference?: string
    }
  | { readonly kind: 'lines'; readonly start: number; readonly end: number; readonly startColumn: number }
  | { readonly kind: 'page'; readonly pageNumber: number }
  | { readonly kind: 'record'; readonly recordIndex: number; readonly jsonPath?: string }
