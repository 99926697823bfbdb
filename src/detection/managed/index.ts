// Every managed data identifier that works. One line each: what is not in this list is unknown to the API.
import type { ManagedIdentifier } from '../../model/managed-identifier.ts'
import { awsCredentials } from './credentials/aws-credentials.ts'
import { gcpApiKey } from './credentials/gcp-api-key.ts'
import { httpBasicAuthHeader } from './credentials/http-basic-auth-header.ts'
import { jsonWebToken } from './credentials/json-web-token.ts'
import { opensshPrivateKey } from './credentials/openssh-private-key.ts'
import { pgpPrivateKey } from './credentials/pgp-private-key.ts'
import { pkcs } from './credentials/pkcs.ts'
import { puttyPrivateKey } from './credentials/putty-private-key.ts'
import { stripeCredentials } from './credentials/stripe-credentials.ts'
import { bankAccountNumber } from './financial/bank-account-number.ts'
import { creditCardExpiration } from './financial/credit-card-expiration.ts'
import { creditCardMagneticStripe } from './financial/credit-card-magnetic-stripe.ts'
import { creditCardNumberNoKeyword } from './financial/credit-card-number-no-keyword.ts'
import { creditCardNumber } from './financial/credit-card-number.ts'
import { creditCardSecurityCode } from './financial/credit-card-security-code.ts'
import { ibanIdentifiers } from './financial/ibans.ts'
import { argentinaDniNumber } from './personal/argentina-dni-number.ts'
import { argentinaIndividualTaxIdentificationNumber } from './personal/argentina-individual-tax-identification-number.ts'
import { argentinaOrganizationTaxIdentificationNumber } from './personal/argentina-organization-tax-identification-number.ts'
import { australiaDriversLicense } from './personal/australia-drivers-license.ts'
import { australiaTaxFileNumber } from './personal/australia-tax-file-number.ts'
import { brazilCnpjNumber } from './personal/brazil-cnpj-number.ts'
import { argentinaTarjetaSube } from './personal/argentina-tarjeta-sube.ts'
import { brazilCepCode } from './personal/brazil-cep-code.ts'
import { brazilCpfNumber } from './personal/brazil-cpf-number.ts'
import { brazilRgNumber } from './personal/brazil-rg-number.ts'
import { brazilPhoneNumber } from './personal/brazil-phone-number.ts'
import { canadaDriversLicense } from './personal/canada-drivers-license.ts'
import { canadaHealthNumber } from './personal/canada-health-number.ts'
import { canadaNationalIdentificationNumber } from './personal/canada-national-identification-number.ts'
import { canadaPassportNumber } from './personal/canada-passport-number.ts'
import { canadaSocialInsuranceNumber } from './personal/canada-social-insurance-number.ts'
import { chileRutNumber } from './personal/chile-rut-number.ts'
import { colombiaCitizenshipCardNumber } from './personal/colombia-citizenship-card-number.ts'
import { colombiaIndividualNitNumber } from './personal/colombia-individual-nit-number.ts'
import { colombiaOrganizationNitNumber } from './personal/colombia-organization-nit-number.ts'
import { dateOfBirth } from './personal/date-of-birth.ts'
import { driversLicense } from './personal/drivers-license.ts'
import { europeanHealthInsuranceCardNumber } from './personal/european-health-insurance-card-number.ts'
import { finlandEuropeanHealthInsuranceNumber } from './personal/finland-european-health-insurance-number.ts'
import { franceHealthInsuranceNumber } from './personal/france-health-insurance-number.ts'
import { drivingLicenceIdentifiers } from './personal/driving-licences.ts'
import { franceNationalIdentificationNumber } from './personal/france-national-identification-number.ts'
import { francePassportNumber } from './personal/france-passport-number.ts'
import { francePhoneNumber } from './personal/france-phone-number.ts'
import { franceTaxIdentificationNumber } from './personal/france-tax-identification-number.ts'
import { germanyDriversLicense } from './personal/germany-drivers-license.ts'
import { germanyNationalIdentificationNumber } from './personal/germany-national-identification-number.ts'
import { germanyPassportNumber } from './personal/germany-passport-number.ts'
import { germanyPhoneNumber } from './personal/germany-phone-number.ts'
import { germanyTaxIdentificationNumber } from './personal/germany-tax-identification-number.ts'
import { indiaAadhaarNumber } from './personal/india-aadhaar-number.ts'
import { indiaPermanentAccountNumber } from './personal/india-permanent-account-number.ts'
import { httpCookie } from './personal/http-cookie.ts'
import { indiaDriversLicense } from './personal/india-drivers-license.ts'
import { italyNationalIdentificationNumber } from './personal/italy-national-identification-number.ts'
import { italyPassportNumber } from './personal/italy-passport-number.ts'
import { medicalDeviceUdi } from './personal/medical-device-udi.ts'
import { mexicoCurpNumber } from './personal/mexico-curp-number.ts'
import { mexicoIndividualRfcNumber } from './personal/mexico-individual-rfc-number.ts'
import { mexicoOrganizationRfcNumber } from './personal/mexico-organization-rfc-number.ts'
import { italyPhoneNumber } from './personal/italy-phone-number.ts'
import { latitudeLongitude } from './personal/latitude-longitude.ts'
import { phoneNumber } from './personal/phone-number.ts'
import { spainDniNumber } from './personal/spain-dni-number.ts'
import { spainDriversLicense } from './personal/spain-drivers-license.ts'
import { spainNieNumber } from './personal/spain-nie-number.ts'
import { spainNifNumber } from './personal/spain-nif-number.ts'
import { spainPassportNumber } from './personal/spain-passport-number.ts'
import { spainPhoneNumber } from './personal/spain-phone-number.ts'
import { spainSocialSecurityNumber } from './personal/spain-social-security-number.ts'
import { spainTaxIdentificationNumber } from './personal/spain-tax-identification-number.ts'
import { swedenDriversLicense } from './personal/sweden-drivers-license.ts'
import { ukDriversLicense } from './personal/uk-drivers-license.ts'
import { ukElectoralRollNumber } from './personal/uk-electoral-roll-number.ts'
import { ukNationalInsuranceNumber } from './personal/uk-national-insurance-number.ts'
import { ukNhsNumber } from './personal/uk-nhs-number.ts'
import { ukPassportNumber } from './personal/uk-passport-number.ts'
import { ukTaxIdentificationNumber } from './personal/uk-tax-identification-number.ts'
import { usDrugEnforcementAgencyNumber } from './personal/us-drug-enforcement-agency-number.ts'
import { usaHealthInsuranceClaimNumber } from './personal/usa-health-insurance-claim-number.ts'
import { usaHealthcareProcedureCode } from './personal/usa-healthcare-procedure-code.ts'
import { ukPhoneNumber } from './personal/uk-phone-number.ts'
import { usaIndividualTaxIdentificationNumber } from './personal/usa-individual-tax-identification-number.ts'
import { usaMedicareBeneficiaryIdentifier } from './personal/usa-medicare-beneficiary-identifier.ts'
import { usaNationalDrugCode } from './personal/usa-national-drug-code.ts'
import { usaNationalProviderIdentifier } from './personal/usa-national-provider-identifier.ts'
import { usaPassportNumber } from './personal/usa-passport-number.ts'
import { usaSocialSecurityNumber } from './personal/usa-social-security-number.ts'
import { vehicleIdentificationNumber } from './personal/vehicle-identification-number.ts'

export const managedIdentifiers: readonly ManagedIdentifier[] = [
  awsCredentials,
  gcpApiKey,
  httpBasicAuthHeader,
  jsonWebToken,
  opensshPrivateKey,
  pgpPrivateKey,
  pkcs,
  puttyPrivateKey,
  stripeCredentials,
  bankAccountNumber,
  creditCardExpiration,
  creditCardMagneticStripe,
  creditCardNumberNoKeyword,
  creditCardNumber,
  creditCardSecurityCode,
  ...ibanIdentifiers,
  argentinaDniNumber,
  argentinaIndividualTaxIdentificationNumber,
  argentinaOrganizationTaxIdentificationNumber,
  australiaDriversLicense,
  australiaTaxFileNumber,
  brazilCnpjNumber,
  argentinaTarjetaSube,
  brazilCepCode,
  brazilCpfNumber,
  brazilRgNumber,
  brazilPhoneNumber,
  canadaDriversLicense,
  canadaHealthNumber,
  canadaNationalIdentificationNumber,
  canadaPassportNumber,
  canadaSocialInsuranceNumber,
  chileRutNumber,
  colombiaCitizenshipCardNumber,
  colombiaIndividualNitNumber,
  colombiaOrganizationNitNumber,
  dateOfBirth,
  driversLicense,
  europeanHealthInsuranceCardNumber,
  finlandEuropeanHealthInsuranceNumber,
  franceHealthInsuranceNumber,
  ...drivingLicenceIdentifiers,
  franceNationalIdentificationNumber,
  francePassportNumber,
  francePhoneNumber,
  franceTaxIdentificationNumber,
  germanyDriversLicense,
  germanyNationalIdentificationNumber,
  germanyPassportNumber,
  germanyPhoneNumber,
  germanyTaxIdentificationNumber,
  indiaAadhaarNumber,
  indiaPermanentAccountNumber,
  httpCookie,
  indiaDriversLicense,
  italyNationalIdentificationNumber,
  italyPassportNumber,
  medicalDeviceUdi,
  mexicoCurpNumber,
  mexicoIndividualRfcNumber,
  mexicoOrganizationRfcNumber,
  italyPhoneNumber,
  latitudeLongitude,
  phoneNumber,
  spainDniNumber,
  spainDriversLicense,
  spainNieNumber,
  spainNifNumber,
  spainPassportNumber,
  spainPhoneNumber,
  spainSocialSecurityNumber,
  spainTaxIdentificationNumber,
  swedenDriversLicense,
  ukDriversLicense,
  ukElectoralRollNumber,
  ukNationalInsuranceNumber,
  ukNhsNumber,
  ukPassportNumber,
  ukTaxIdentificationNumber,
  usDrugEnforcementAgencyNumber,
  usaHealthInsuranceClaimNumber,
  usaHealthcareProcedureCode,
  ukPhoneNumber,
  usaIndividualTaxIdentificationNumber,
  usaMedicareBeneficiaryIdentifier,
  usaNationalDrugCode,
  usaNationalProviderIdentifier,
  usaPassportNumber,
  usaSocialSecurityNumber,
  vehicleIdentificationNumber,
]
