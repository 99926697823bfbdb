// Everything that the host may call. Each file tells what its kernel costs and why.
export { configure } from './areas'
export { candidateCount, choose } from './candidates'
export { findFragments } from './custom-keywords'
export { advanceLines } from './lines'
export { useProgram } from './program'
export { readKeywords, search } from './search'
