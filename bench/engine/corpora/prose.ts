// Sentences of a business's daily mail, for texts of any kind to be filled with.
import type { Random } from './random.ts'

const subjects = words(
  'the customer|our supplier|a colleague from billing|the night shift|somebody at the front desk|the new warehouse|the caller|' +
    'the regional office|an engineer on call|the auditor|the second parcel|this quarter’s report|the landlord|our courier|' +
    'the finance team|a member of staff|the insurance|the delivery|an older invoice|the workshop in Lyon|the school',
)
const verbs = words(
  'confirmed|asked about|could not explain|has returned|will pay for|is waiting for|never received|wrote down|moved|' +
    'complained about|reviewed|cancelled|found|replaced|promised|has not answered|wants to see|forgot|counted|reopened',
)
const objects = words(
  'the damaged goods|a refund|the second instalment|all open orders|the agreed discount|the missing pages|an older contract|' +
    'the broken scanner|two pallets of paper|the number of visitors|the meeting on Thursday|the signed form|every address on the list|' +
    'the account statement|the keys to the office|a copy of the licence|the annual check|the training material|the travel costs',
)
const circumstances = words(
  'before the end of the month|without saying why|as agreed on the telephone|for the third time this year|in spite of the rain|' +
    'because the system was down|after a long discussion|on behalf of the board|at the usual rate|when nobody was there|' +
    'while the line was busy|according to the minutes|by registered mail|over the weekend|with the old card reader',
)

/** One without a match in it, 60 to 120 characters, capital first, full stop last. */
export function sentence({ pick }: Random): string {
  const text = `${pick(subjects)} ${pick(verbs)} ${pick(objects)} ${pick(circumstances)}.`
  return text[0]?.toUpperCase() + text.slice(1)
}

export const cities = words(
  'Lisbon|Kraków|Malmö|Gent|Leeds|Bologna|Graz|Nantes|Tampere|Aarhus|Portland|Halifax|Tucson|Ottawa|Dayton|Reno|Bergen|Porto',
)
export const products = words(
  'Ergonomic steel chair|Refined paper shredder|Desk lamp, brass|Label printer 2"|Rustic oak table|Cotton gloves (12)|Sturdy box XL|' +
    'USB cable, 3 m|Whiteboard 120x90|Recycled envelopes|Hand truck|Water filter|Copper wire|Safety shoes|Ink, black',
)
export const companies = words(
  'Becker & Sons|Costa Transport|Eriksen, Ito and Partners|Fischer Optik|Horvat Foods|Jensen Marine|Kowalski Print|Larsen Energy|' +
    'Moreau Textiles|Dubois Conseil|Abbott Tools|Garcia Logistics',
)

function words(list: string): readonly string[] {
  return list.split('|')
}
