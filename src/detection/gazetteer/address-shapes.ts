// How addresses are written in each of the countries: what stands before the postal code, the code, what stands behind.
//
// The fact to know: `before` is tried at the end of the text before the code, `code` at the beginning of what follows,
// so an address is recognised by its code; there is no list of places, one is any capitalised word that stands
// where a place does.
//
// Orders of parts: https://www.upu.int/en/postal-solutions/programmes-services/addressing-solutions (member countries' sheets).

import { streetKinds } from './street-words.ts'

export interface AddressShape {
  readonly countries: string
  /** Kinds of streets that have a word in it. */
  readonly street: number
  /** With how many digits the code begins, or what of it is behind its blank. */
  readonly digits: number
  /** Ends right before the code. */
  readonly before: RegExp
  /** The code, and what follows it. */
  readonly code: RegExp
}

// Letters, with what names of places and streets contain.
const word = String.raw`\p{Lu}[\p{L}'’.-]+`
// Bounded, and no two parts of an expression can take the same blanks or hyphens: none may go back over all of a text.
const blanks = String.raw`[ \t]{0,12}`
const newLine = String.raw`\r?\n${blanks}`
const gap = String.raw`(?:${blanks}[,;]${blanks}(?:${newLine})?|${blanks}${newLine}|[ \t]{1,3})`
const breakOrComma = String.raw`(?:${blanks}[,;·|–-]${blanks}(?:${newLine})?|${blanks}${newLine}|[ \t]{1,3})`
const comma = String.raw`(?:,?[ \t]{1,3}|,|,?${blanks}${newLine})`
const place = String.raw`${word}(?:(?: (?:of|on|upon|the|under|le|la|les|de|du|des|di|del|della|do|da|am|an|der|im|in|bei|sur|sous|en|y|i|el|los|las)){0,2} ${word}){0,4}`

const englishStreet = `Street|St|Avenue|Ave|Av|Road|Rd|Lane|Ln|Drive|Dr|Boulevard|Blvd|Court|Ct|Circle|Cir|Place|Pl|Way|Terrace|Ter|Parkway|Pkwy|Highway|Hwy|Square|Sq|Trail|Trl|Crescent|Cres|Close|Grove|Gardens|Gdns|Mews|Hill|Row|Walk|Parade|Pde|Esplanade|Quay|Broadway|Loop|Alley|Plaza|Green|Rise|View|Park`
const number = String.raw`\d{1,5}(?:[-/]\d{1,5})?[A-Za-z]?`
const unit = String.raw`(?:,?[ \t]{1,2}(?:Apt|Apartment|Unit|Suite|Ste|Floor|Fl|Room|Rm|Flat|Bldg|Building|#)\.? ?#?[\w-]{1,6})?`
const direction = String.raw`(?:N|S|E|W|NE|NW|SE|SW|North|South|East|West)\.?`
const englishLine = String.raw`(?<![\p{L}\d])(?:(?:Flat|Unit|Apt|Suite) \w{1,5},? )?${number},? (?:${direction} )?(?:(?:\p{Lu}[\p{L}'’.-]*|\d{1,3}(?:st|nd|rd|th)) ){1,4}(?:${englishStreet})\b\.?(?: ${direction})?${unit}`

const usState = `A[KLRZ]|C[AOT]|D[CE]|FL|G[AU]|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|P[AR]|RI|S[CD]|T[NX]|UT|V[AIT]|W[AIVY]|Alabama|Alaska|Arizona|Arkansas|California|Colorado|Connecticut|Delaware|Florida|Georgia|Hawaii|Idaho|Illinois|Indiana|Iowa|Kansas|Kentucky|Louisiana|Maine|Maryland|Massachusetts|Michigan|Minnesota|Mississippi|Missouri|Montana|Nebraska|Nevada|New (?:Hampshire|Jersey|Mexico|York)|(?:North|South) (?:Carolina|Dakota)|Ohio|Oklahoma|Oregon|Pennsylvania|Rhode Island|Tennessee|Texas|Utah|Vermont|(?:West )?Virginia|Washington|Wisconsin|Wyoming`
const province = `AB|BC|MB|NB|NL|NS|NT|NU|ON|PE|QC|SK|YT|Alberta|British Columbia|Manitoba|New Brunswick|Nova Scotia|Ontario|Quebec|Québec|Saskatchewan`
const australianState = `NSW|VIC|QLD|SA|WA|TAS|ACT|NT`

const frenchStreet = `[Rr]ue|[Aa]venue|[Aa]v\\.?|[Bb]oulevard|[Bb](?:oulevar)?d\\.?|[Pp]lace|[Aa]ll[ée]e|[Cc]hemin|[Ii]mpasse|[Qq]uai|[Cc]ours|[Rr]oute|[Ss]quare|[Pp]assage|[Ff]aubourg|[Ss]entier|[Vv]illa|[Rr]uelle|[Ee]splanade`
const frenchLine = String.raw`(?<![\p{L}\d])\d{1,4}(?:[ -]?(?:bis|ter|quater|[A-D]))?,? (?:${frenchStreet}) [\p{L}0-9'’. -]{2,50}?`
const frenchCanadianLine = String.raw`(?<![\p{L}\d])\d{1,5},? (?:${frenchStreet}) [\p{L}0-9'’. -]{2,50}?`

const germanStreet = String.raw`(?:\p{Lu}[\p{L}.-]*(?:stra(?:ß|ss)e|str\.|weg|platz|allee|gasse|ring|damm|ufer|chaussee|steig|stieg|markt|graben|wall|hof|berg|kamp|pfad|promenade)|(?:\p{Lu}[\p{L}.]*[ -]){1,3}(?:Stra(?:ß|ss)e|Str\.|Weg|Platz|Allee|Gasse|Ring|Damm|Ufer|Chaussee|Markt|Promenade)|(?:Am|An der|Im|In der|Auf dem|Unter den|Zum|Zur) \p{Lu}[\p{L}-]+(?: \p{Lu}[\p{L}-]+)?)`
const germanLine = String.raw`(?<![\p{L}\d])${germanStreet} \d{1,4}(?: ?[a-z])?(?: ?[-–/] ?\d{1,4}(?: ?[a-z])?)?`

const italianLine = String.raw`(?<![\p{L}\d])(?:[Vv]ia|[Vv]iale|V\.le|[Pp]iazza|P\.za|[Pp]iazzale|[Cc]orso|C\.so|[Ll]argo|[Vv]icolo|[Ss]trada|[Ll]ungomare|[Ll]ungotevere|[Cc]ontrada|[Bb]orgo|[Ss]alita) [\p{L}0-9'’. -]{2,50}?,? (?:n\.? ?|nr\.? ?)?\d{1,4}(?: ?/? ?[A-Za-z])?(?:/\d{1,3})?`
const spanishLine = String.raw`(?<![\p{L}\d])(?:[Cc]alle|C/|C\.|[Aa]venida|[Aa]vda\.?|[Aa]v\.|[Pp]laza|Pza\.?|Pl\.|[Pp]aseo|P\.º|[Rr]onda|[Cc]amino|[Cc]arretera|[Tt]raves[íi]a|[Cc]arrer|[Gg]ran [Vv][íi]a|[Rr]ambla|[Gg]lorieta|[Cc]uesta) ?[\p{L}0-9'’./º -]{2,50}?,? (?:n[.ºo°]{1,2} ?|núm\.? ?)?\d{1,4}(?:,? ?(?:\d{1,2}[.ºªo°]{0,2}|[Bb]ajo|[Ee]ntlo\.?|[Áá]tico|piso \d{1,2}) ?-?(?:[A-Z]|\d|izq\.?|dcha\.?|izda\.?|[Ii]zquierda|[Dd]erecha)?)?`

/** What is before the code, the code, what is behind. */
type Parts = readonly [before: string, code: string, after: string]

function shape(
  countries: string,
  { street, digits }: Pick<AddressShape, 'street' | 'digits'>,
  [before, code, after]: Parts,
): AddressShape {
  return {
    countries,
    street,
    digits,
    before: new RegExp(`${before}$`, 'u'),
    code: new RegExp(`^${code}(?![\\p{L}\\d])${after}`, 'u'),
  }
}

export const addressShapes: readonly AddressShape[] = [
  shape('US', { street: streetKinds.english, digits: 5 }, [
    `${englishLine}${gap}${place}${comma}(?:${usState})\\.?,? {1,2}`,
    String.raw`\d{5}(?:-\d{4})?`,
    '',
  ]),
  shape('AU', { street: streetKinds.english, digits: 4 }, [
    `${englishLine}${gap}${place}${comma}(?:${australianState}),? {1,2}`,
    String.raw`\d{4}`,
    '',
  ]),
  shape('CA', { street: streetKinds.english | streetKinds.french, digits: 1 }, [
    `(?:${englishLine}|${frenchCanadianLine})${gap}${place}${comma}\\(?(?:${province})\\)?,? {1,2}`,
    String.raw`[ABCEGHJ-NPRSTVXY]\d[ABCEGHJ-NPRSTV-Z] \d[ABCEGHJ-NPRSTV-Z]\d`,
    '',
  ]),
  shape('UK', { street: streetKinds.english, digits: 1 }, [
    `${englishLine}${gap}(?:${place}${gap}){0,2}${place}${comma}`,
    String.raw`[A-Z]{1,2}\d[A-Z\d]? \d[ABD-HJLNP-UW-Z]{2}`,
    '',
  ]),
  shape('FR', { street: streetKinds.french, digits: 5 }, [
    `${frenchLine}${breakOrComma}(?:F-)?`,
    String.raw`\d{5}`,
    ` ${place}`,
  ]),
  shape('DE', { street: streetKinds.german, digits: 5 }, [
    `${germanLine}${breakOrComma}(?:D-)?`,
    String.raw`\d{5}`,
    ` ${place}`,
  ]),
  shape('IT', { street: streetKinds.italian, digits: 5 }, [
    `${italianLine}${breakOrComma}(?:I-)?`,
    String.raw`\d{5}`,
    String.raw` ${place}(?: \([A-Z]{2}\)|,? [A-Z]{2}\b)?`,
  ]),
  shape('ES', { street: streetKinds.spanish, digits: 5 }, [
    `${spanishLine}${breakOrComma}(?:E-)?`,
    String.raw`(?:0[1-9]|[1-4]\d|5[0-2])\d{3}`,
    String.raw` ${place}`,
  ]),
]
