// Which checks the kernels have themselves. The numbers are those of src/kernels/checks.ts.
import type { ManagedIdentifier } from '../../../model/managed-identifier.ts'
import { isNotPlaceholder } from '../../checksums/digits.ts'
import { isIbanValid } from '../../checksums/mod97.ts'
import { isToken } from '../../managed/credentials/json-web-token.ts'
import { isAccountNumber } from '../../managed/financial/bank-account-number.ts'
import { isExpiry } from '../../managed/financial/credit-card-expiration.ts'
import { isSecurityCode } from '../../managed/financial/credit-card-security-code.ts'
import { isDni } from '../../managed/personal/argentina-dni-number.ts'
import { isTaxFileNumber } from '../../managed/personal/australia-tax-file-number.ts'
import { isCep } from '../../managed/personal/brazil-cep-code.ts'
import { isSaoPauloNumber } from '../../managed/personal/brazil-rg-number.ts'
import { isSocialInsurance } from '../../managed/personal/canada-social-insurance-number.ts'
import { isRut } from '../../managed/personal/chile-rut-number.ts'
import { isCitizenshipCard } from '../../managed/personal/colombia-citizenship-card-number.ts'
import { isLicense } from '../../managed/personal/drivers-license.ts'
import { francePhoneNumber } from '../../managed/personal/france-phone-number.ts'
import { germanyPhoneNumber } from '../../managed/personal/germany-phone-number.ts'
import { italyPhoneNumber } from '../../managed/personal/italy-phone-number.ts'
import { ukPhoneNumber } from '../../managed/personal/uk-phone-number.ts'
import { isDate } from '../../managed/personal/date-of-birth.ts'
import { isNorthAmerican } from '../../managed/personal/phone-number.ts'
import { isIssuable } from '../../managed/personal/usa-social-security-number.ts'
import { isCardNumber } from '../../managed/shared/card-numbers.ts'
import { isColombiaIndividual, isColombiaOrganization } from '../../managed/shared/colombia-tax-number.ts'
import { isLicenceNumber, isLicenceWithDigits } from '../../managed/shared/licence-number.ts'

type Check = (text: string) => boolean

/** All forms of a phone number have one check. */
function checkOf({ forms }: ManagedIdentifier): Check {
  return forms[0]!.validate!
}

export const noCheck = 0
/** The host is asked, with the text. */
export const hostCheck = 1

export const nativeChecks: ReadonlyMap<Check, number> = new Map<Check, number>([
  [isCardNumber, 2],
  [isIbanValid, 3],
  [isIssuable, 4],
  [isNotPlaceholder, 5],
  [isNorthAmerican, 6],
  [isSecurityCode, 7],
  [isDate, 8],
  [isExpiry, 9],
  [isAccountNumber, 10],
  [isLicenceNumber, 11],
  [isLicenceWithDigits, 12],
  [isLicense, 13],
  [isDni, 14],
  [isCep, 15],
  [isCitizenshipCard, 16],
  [isRut, 17],
  [isColombiaIndividual, 18],
  [isColombiaOrganization, 19],
  [isSocialInsurance, 20],
  [isTaxFileNumber, 21],
  [checkOf(francePhoneNumber), 22],
  [checkOf(germanyPhoneNumber), 23],
  [checkOf(italyPhoneNumber), 24],
  [checkOf(ukPhoneNumber), 25],
  [isSaoPauloNumber, 26],
])

/** The host is asked, but the kernels refuse some of what does not even begin so, where no keyword is needed. */
const beginnings: ReadonlyMap<Check, number> = new Map<Check, number>([[isToken, 32]])

export function checkNumber(validate: Check | undefined): number {
  return validate === undefined
    ? noCheck
    : (nativeChecks.get(validate) ?? beginnings.get(validate) ?? hostCheck)
}
