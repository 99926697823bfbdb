// A location as JSON writes it, as JSON.stringify would: of a million occurrences this is most of what is written.
import type { Location } from '../model/location.ts'

export function locationJson(location: Location): string {
  switch (location.kind) {
    case 'lines': {
      const { start, end, startColumn } = location
      return `{"kind":"lines","start":${start},"end":${end},"startColumn":${startColumn}}`
    }
    case 'cell': {
      const { row, column, columnName, cellReference } = location
      const named = member('columnName', columnName) + member('cellReference', cellReference)
      return `{"kind":"cell","row":${row},"column":${column}${named}}`
    }
    case 'page':
      return `{"kind":"page","pageNumber":${location.pageNumber}}`
    case 'record':
      return `{"kind":"record","recordIndex":${location.recordIndex}${member('jsonPath', location.jsonPath)}}`
    default:
      return location satisfies never
  }
}

function member(name: string, value: string | undefined): string {
  return value === undefined ? '' : `,"${name}":${JSON.stringify(value)}`
}
