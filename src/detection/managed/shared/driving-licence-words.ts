// The English keywords of driving licences, which several countries share. Where they do, one country's licence is
// often shaped like another's, and both are reported.

export const drivingLicenceWords: readonly string[] = [
  'dl#',
  'dl:',
  'dlno#',
  'driver licence',
  'driver licences',
  'driver license',
  'driver licenses',
  'driver permit',
  'drivers lic.',
  'drivers licence',
  'drivers licences',
  "driver's licence",
  "driver's licences",
  'drivers license',
  'drivers licenses',
  "driver's license",
  "driver's licenses",
  'drivers permit',
  "driver's permit",
  'drivers permit number',
  'driving licence',
  'driving license',
  'driving permit',
]
