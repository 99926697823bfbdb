// Explains what identifiers find in the passages of one content, and what they nearly find: why, and why not.
import type { AllowedText, CustomIdentifierDefinition } from '../../model/identifier.ts'
import type { ManagedIdentifier } from '../../model/managed-identifier.ts'
import type { Passage } from '../../model/passage.ts'
import { createAllowCheck } from '../allow/allow-check.ts'
import { createCustomExplainer } from './explain-custom.ts'
import { createGazetteerExplainer } from './explain-gazetteer.ts'
import { createManagedExplainer } from './explain-managed.ts'
import type { ByteRange, ExplainedText, Explanation } from './explanation.ts'
import { textPassage } from './text-passage.ts'

/** What to explain. */
export interface Explained {
  readonly managed: readonly ManagedIdentifier[]
  readonly custom?: readonly CustomIdentifierDefinition[]
  readonly allowed?: AllowedText | undefined
}

export interface Explainer {
  /** Of one passage after the other: what begins in the range, ascending by start; in all that is new unless set. */
  explain(passage: Passage, within?: ByteRange): readonly Explanation[]
}

/** @throws ExpressionRefused */
export function createExplainer({ managed, custom = [], allowed }: Explained): Explainer {
  const isAllowed = allowed === undefined ? () => false : createAllowCheck(allowed)
  const explainGazetteer = createGazetteerExplainer(managed, isAllowed)
  const explainManaged = createManagedExplainer(managed, isAllowed)
  const explainCustom = custom.map((definition) => createCustomExplainer(definition, isAllowed))
  return {
    explain(passage, within = passage) {
      return [explainManaged, explainGazetteer, ...explainCustom]
        .flatMap((explain) => explain(passage, within))
        .toSorted((a, b) => a.start - b.start || b.end - a.end || (a.identifier < b.identifier ? -1 : 1))
    },
  }
}

/** @throws ExpressionRefused */
export function explainText(explained: Explained, text: ExplainedText): readonly Explanation[] {
  return createExplainer(explained).explain(textPassage(text))
}
