// The two engines that must agree, with every managed identifier and custom ones of several kinds.
import { createDetector, type Detector } from '../../src/detection/detector.ts'
import { managedIdentifiers } from '../../src/detection/managed/index.ts'
import type { CustomIdentifierDefinition, IdentifierSelection } from '../../src/model/identifier.ts'

const custom: readonly CustomIdentifierDefinition[] = [
  {
    regex: '[A-Z]{2}-?\\d{4,}',
    keywords: ['badge', 'card'],
    ignoreWords: ['0000'],
    maximumMatchDistance: 60,
  },
  { regex: '^\\d+|\\w+$', keywords: [], ignoreWords: [], maximumMatchDistance: 50 },
  { regex: '\\bé[^é]{0,250}é\\b', keywords: [], ignoreWords: [], maximumMatchDistance: 50 },
].map((definition, index) => ({ id: `custom ${index}`, name: 'custom', ...definition }))

const selection: IdentifierSelection = { managed: managedIdentifiers.map(({ id }) => id), custom }

/** The oracle, and the one that is compared with it. */
export function detectors(): readonly [oracle: Detector, compared: Detector] {
  return [createDetector(selection, { kind: 'typescript' }), createDetector(selection)]
}
