// What an explanation says, in words for people.
import type { KeywordFact, Reason } from './explanation.ts'

export const reasonTexts: Readonly<Record<Reason, string>> = {
  'touches-word': 'a letter or digit touches it',
  'within-number': 'it is a piece of a decimal or dotted number',
  joined: 'it is joined to what is no part of such a number',
  'no-keyword': 'no keyword is near',
  'keyword-too-far': 'its keyword is too far away',
  'keyword-in-data': 'its keyword is a part of the data itself',
  'keyword-elsewhere': 'its keyword belongs to another column or value',
  'keyword-near': 'it counts only where no keyword is near',
  'check-refused': 'its check says no',
  'ignore-word': 'an ignore word is in it',
  covered: 'another identifier claims the same text',
  allowed: 'an allow list permits it',
  'no-shape': 'nothing near the keyword has its shape',
  'named-for': 'it is the name of a street, a company or a place',
  'common-words': 'its words are also words of the language, and nothing says that a name follows',
  'unknown-surname': 'what follows the given name is in no list of surnames',
}

export function keywordText(fact: KeywordFact): string {
  switch (fact.kind) {
    case 'not-needed':
      return 'none needed'
    case 'none':
      return 'none near'
    case 'near':
    case 'too-far':
      return `${fact.keyword}, ${fact.distance} ${fact.distance === 1 ? 'character' : 'characters'} ${fact.side} it`
    case 'in-name':
      return `${fact.keyword}, in the name ${fact.name === undefined ? '' : `${fact.name} `}of its column or path`
    case 'in-other-name':
      return `${fact.keyword}, but in the name ${fact.name === undefined ? '' : `${fact.name} `}of another column or path`
    case 'in-other-value':
      return `${fact.keyword}, but in another cell or value`
    case 'in-data':
      return `${fact.keyword}, but in the data itself`
    case 'alone':
    case 'before':
      return fact.keyword
    default:
      return fact satisfies never
  }
}
