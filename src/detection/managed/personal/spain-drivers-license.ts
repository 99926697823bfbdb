// The number of the holder’s DNI: eight digits and the letter that follows from them. AWS spells conducir as
// conducer; the right spelling stands beside it.
import { digitsOf, isAllZero } from '../../checksums/digits.ts'
import { dniLetter } from '../../checksums/dni-letter.ts'
import { managedIdentifier } from '../../managed-identifier.ts'

export const spainDriversLicense = managedIdentifier({
  id: 'SPAIN_DRIVERS_LICENSE',
  title: 'Driving licence (Spain)',
  category: 'PERSONAL_INFORMATION',
  severity: ['Low', 'Medium', 'High'],
  sources: [
    'https://www.interior.gob.es/opencms/es/servicios-al-ciudadano/tramites-y-gestiones/dni/calculo-del-digito-de-control-del-nif-nie/',
    'https://learn.microsoft.com/en-us/purview/sit-defn-spain-drivers-license-number',
    'https://docs.aws.amazon.com/macie/latest/user/mdis-reference-pii.html',
  ],
  keywords: {
    required: true,
    words: [
      'permiso de conducción',
      'permiso de conducir',
      'permiso conducción',
      'permiso conducer',
      'carnet de conducir',
      'carnet conducer',
      'el carnet de conducer',
      'licencia de conducir',
      'licencia conducer',
      'licencia de manejo',
      'número carnet conducer',
      'número de carnet de conducer',
      'número de permiso conducer',
      'número de permiso de conducer',
      'número licencia conducer',
      'número permiso conducer',
    ],
  },
  pattern: /\d{8}[ -]?[A-Z]/i,
  validate: hasLetter,
  examples: [
    'permiso de conducción: «67415111H»',
    'carnet de conducir «67415111-H»',
    { label: 'permiso_conduccion', text: '«67415111h»' },
  ],
  counterExamples: [
    ['pedido 67415111H', 'no keyword nearby'],
    ['permiso de conducir 67415111J', 'the letter is wrong'],
    ['permiso de conducir 67415111', 'the letter is missing'],
    ['permiso de conducir 00000000T', 'zeros'],
    ['permiso de conducir 99999999R', 'a placeholder'],
    ['permiso de conducir 674151110H', 'a digit too many'],
  ],
})

function hasLetter(text: string): boolean {
  const digits = digitsOf(text)
  return !isAllZero(digits) && digits !== '99999999' && dniLetter(digits) === text.at(-1)!.toUpperCase()
}
