// What a job's scope says by the key alone: for names of a listing that are no objects, such as links and folders
// that may not be opened, of which neither size nor time nor tags are known.
import type { ScopeTerm, Scoping } from '../model/job.ts'
import { keyExtension } from './scoping.ts'

/** False where no object of this key can be in scope; of a key that ends in `/`, none below it. */
export function mayBeInScope(scoping: Scoping | undefined, key: string): boolean {
  const includes = scoping?.includes?.and ?? []
  const excludes = scoping?.excludes?.and ?? []
  if (includes.some((term) => holdsByKey(term, key) === false)) return false
  return excludes.length === 0 || excludes.some((term) => holdsByKey(term, key) !== true)
}

/** undefined: the key does not tell. */
function holdsByKey({ simpleScopeTerm }: ScopeTerm, key: string): boolean | undefined {
  const isFolder = key.endsWith('/')
  const values = simpleScopeTerm?.values ?? []
  if (simpleScopeTerm?.key === 'OBJECT_KEY') {
    if (values.some((prefix) => key.startsWith(prefix))) return true
    return isFolder && values.some((prefix) => prefix.startsWith(key)) ? undefined : false
  }
  if (simpleScopeTerm?.key !== 'OBJECT_EXTENSION' || isFolder) return undefined
  return values.includes(keyExtension(key) ?? '') === (simpleScopeTerm.comparator === 'EQ')
}
