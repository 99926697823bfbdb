// Every managed data identifier through the real readers and the real engine, all of them on at once: what its file
// says of it holds, and the id, category and severity of those that Macie has are AWS's.
import { readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { createDetector } from '../src/detection/detector.ts'
import { managedIdentifiers } from '../src/detection/managed/index.ts'
import {
  isManagedIdentifier,
  managedIdentifierById,
  selectManagedIdentifiers,
} from '../src/detection/select-identifiers.ts'
import type { Example, ManagedIdentifier } from '../src/model/managed-identifier.ts'
import { awsManagedIdentifiers, awsRecommendedIdentifiers } from './fixtures/aws-managed-identifiers.ts'
import { contentsOf, findIn, markedIn, record, table, text, unmarked, type Content } from './passages.ts'

const ids = managedIdentifiers.map(({ id }) => id)
const beyond = managedIdentifiers.filter(({ beyondMacie }) => beyondMacie).map(({ id }) => id)
const detector = createDetector({ managed: ids, custom: [] })
const inTypeScript = createDetector({ managed: ids, custom: [] }, { kind: 'typescript' })

describe.each(managedIdentifiers.map((identifier) => [identifier.id, identifier] as const))(
  '%s',
  (id, identifier) => {
    const own = async (content: Content): Promise<readonly string[]> =>
      (await findIn(detector, content)).filter((found) => found.id === id).map((found) => found.text)

    test.each(identifier.examples.map((example) => [titleOf(example), example]))(
      'finds exactly what is marked in %s',
      async (_title, example) => {
        expect(markedIn(example)).not.toEqual([])
        for (const content of contentsOf(example)) expect(await own(content)).toEqual(markedIn(example))
      },
    )

    test('finds an example that is a whole cell or value', async () => {
      for (const example of identifier.examples.filter((each) => typeof each === 'string')) {
        const value = unmarked(example)
        expect(await own(table(['number', 'remark'], [['1', value]]))).toEqual(markedIn(example))
        expect(await own(record({ entry: { remark: value } }))).toEqual(markedIn(example))
      }
    })

    test.each(identifier.counterExamples.map(([example, reason]) => [reason, titleOf(example), example]))(
      'finds nothing where %s: %s',
      async (_reason, _title, example) => {
        expect(markedIn(example)).toEqual([])
        for (const content of contentsOf(example)) expect(await own(content)).toEqual([])
      },
    )

    test('still misses what it is known to miss', async () => {
      for (const miss of identifier.knownMisses ?? []) {
        for (const content of contentsOf(miss)) expect(await own(content)).toEqual([])
      }
    })

    test('finds the same where no-break blanks are between groups', async () => {
      for (const example of identifier.examples.map(withNoBreakBlanks)) {
        const marked = identifier.forms.every(({ keyword }) => keyword === 'absent')
          ? expect.anything()
          : markedIn(example)
        for (const content of contentsOf(example)) {
          expect(await own(content)).toEqual(marked)
          expect(await findIn(inTypeScript, content)).toEqual(await findIn(detector, content))
        }
      }
      for (const [example] of identifier.counterExamples)
        for (const content of contentsOf(withNoBreakBlanks(example))) expect(await own(content)).toEqual([])
    })

    test('gives both engines the same to find', async () => {
      const { examples, counterExamples, knownMisses = [] } = identifier
      const texts = [...examples, ...counterExamples.map(([example]) => example), ...knownMisses]
      for (const content of texts.flatMap(contentsOf)) {
        expect(await findIn(inTypeScript, content)).toEqual(await findIn(detector, content))
      }
    })

    test('shares its examples with the declared identifiers and no other', async () => {
      const others = new Set<string>()
      for (const content of identifier.examples.flatMap(contentsOf)) {
        for (const found of await findIn(detector, content)) if (found.id !== id) others.add(found.id)
      }
      expect([...others].toSorted()).toEqual([...(identifier.overlaps ?? [])].toSorted())
    })

    test('takes every keyword in text, as a column and as the name of a value', async () => {
      const { keywords } = identifier
      const instance = await keywordInstance(identifier)
      if (instance === undefined) return
      const every = keywords.map(() => instance)
      const lines = keywords.map((word) => `${word} ${instance}`)
      expect(await own(text(lines.join(`\n${' '.repeat(80)}\n`)))).toEqual(every)
      const after = keywords.map((word) => `${instance} ${word}`)
      expect(await own(text(after.join(`\n${' '.repeat(80)}\n`)))).toEqual(every)
      expect(await own(table(keywords, [every]))).toEqual(every)
      expect(await own(record(keywords.map((word) => ({ [word]: { value: instance } }))))).toEqual(every)
    })

    test('asks for a keyword within thirty characters and in the same column', async () => {
      const instance = await keywordInstance(identifier)
      if (instance === undefined) return
      const [word] = identifier.keywords
      expect(await own(text(`${word}${' '.repeat(30)}${instance}`))).toEqual([instance])
      expect(await own(text(`${word}${' '.repeat(31)}${instance}`))).toEqual([])
      expect(await own(table(['number', word!], [[instance, 'none']]))).toEqual([])
      expect(await own(record({ number: instance, [word!]: 'none' }))).toEqual([])
    })
  },
)

/** An instance of a form that needs a keyword: one that is found only when a keyword is near. */
async function keywordInstance(identifier: ManagedIdentifier): Promise<string | undefined> {
  const { id, forms } = identifier
  if (!forms.some(({ keyword }) => keyword === 'required')) return undefined
  for (const instance of identifier.examples.flatMap(markedIn)) {
    const alone = await findIn(detector, text(instance))
    if (!alone.some((found) => found.id === id)) return instance
  }
  throw new Error(`Cannot try the keywords of ${id}: every example is found without them`)
}

/** What word processors put between groups, so that no line ends there. */
function withNoBreakBlanks(example: Example): Example {
  return typeof example === 'string'
    ? example.replaceAll(' ', '\u00a0')
    : { ...example, text: example.text.replaceAll(' ', '\u00a0') }
}

function titleOf(example: Example): string {
  return JSON.stringify(typeof example === 'string' ? example : `${example.label}: ${example.text}`)
}

describe('the list of identifiers', () => {
  const catalogue = new Map(awsManagedIdentifiers.map(([id, ...facts]) => [id, facts]))
  const idsOfMacie = managedIdentifiers.filter(({ beyondMacie }) => !beyondMacie).map(({ id }) => id)

  test('names no identifier twice', () => {
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([])
  })

  test('marks as beyond Macie those that AWS does not have, and no other', () => {
    expect(idsOfMacie.filter((id) => !catalogue.has(id))).toEqual([])
    expect(beyond.filter((id) => catalogue.has(id))).toEqual([])
  })

  test('lacks nothing that AWS has', () => {
    expect([...catalogue.keys()].filter((id) => !idsOfMacie.includes(id))).toEqual([])
    expect(catalogue.size).toBe(166)
  })

  test('names those beyond Macie as AWS would: a place, and what its number is', () => {
    expect(
      beyond.filter((id) => !/^[A-Z]+(?:_[A-Z]+)*_(?:NUMBER|LICENSE|IDENTIFIER|CODE)$/.test(id)),
    ).toEqual([])
  })

  test("has AWS's category and severity for each that AWS has", () => {
    const declared = managedIdentifiers
      .filter(({ beyondMacie }) => !beyondMacie)
      .map(({ id, category, severity }) => [id, category, severity.map((level) => level[0]).join('')])
    expect(declared).toEqual(idsOfMacie.map((id) => [id, ...catalogue.get(id)!]))
  })

  test('recommends what AWS recommends', () => {
    const recommended = managedIdentifiers.filter((identifier) => identifier.recommended).map(({ id }) => id)
    expect(recommended.toSorted()).toEqual(awsRecommendedIdentifiers.toSorted())
    expect(recommended).toHaveLength(35)
  })

  test.each(['credentials', 'financial', 'personal'])('has a line for every file in %s', (folder) => {
    const files = readdirSync(new URL(`../src/detection/managed/${folder}`, import.meta.url))
    const named = new Set(
      ids.map((id) => `${id.toLowerCase().replaceAll(/[()]/g, '').replaceAll('_', '-')}.ts`),
    )
    const tables: Record<string, string[]> = { financial: ['ibans.ts'], personal: ['driving-licences.ts'] }
    expect(files.filter((file) => !named.has(file))).toEqual(tables[folder] ?? [])
  })

  test('gives each identifier examples, counter-examples with a reason, and keywords without repeats', () => {
    const lacking = managedIdentifiers.filter(
      ({ examples, counterExamples }) =>
        !examples.some((example) => markedIn(example).length > 0) ||
        !counterExamples.some(([, reason]) => reason.length > 0),
    )
    const repeating = managedIdentifiers.filter(
      ({ keywords }) => new Set(keywords.map((word) => word.toLowerCase())).size < keywords.length,
    )
    expect([...lacking, ...repeating].map(({ id }) => id)).toEqual([])
  })
})

describe('a check digit', () => {
  const shapesAlone = new Set([
    'ARGENTINA_DNI_NUMBER',
    'BANK_ACCOUNT_NUMBER',
    'BRAZIL_CEP_CODE',
    'CANADA_NATIONAL_IDENTIFICATION_NUMBER',
    'CANADA_PASSPORT_NUMBER',
    'COLOMBIA_CITIZENSHIP_CARD_NUMBER',
    'CREDIT_CARD_EXPIRATION',
    'CREDIT_CARD_SECURITY_CODE',
    'DATE_OF_BIRTH',
    'EUROPEAN_HEALTH_INSURANCE_CARD_NUMBER',
    'FINLAND_EUROPEAN_HEALTH_INSURANCE_NUMBER',
    'FRANCE_HEALTH_INSURANCE_NUMBER',
    'FRANCE_PASSPORT_NUMBER',
    'HTTP_COOKIE',
    'INDIA_PERMANENT_ACCOUNT_NUMBER',
    'ITALY_PASSPORT_NUMBER',
    'LATITUDE_LONGITUDE',
    'MEXICO_INDIVIDUAL_RFC_NUMBER',
    'MEXICO_ORGANIZATION_RFC_NUMBER',
    'SPAIN_PASSPORT_NUMBER',
    'UK_ELECTORAL_ROLL_NUMBER',
    'UK_NATIONAL_INSURANCE_NUMBER',
    'UK_PASSPORT_NUMBER',
    'USA_HEALTHCARE_PROCEDURE_CODE',
    'USA_HEALTH_INSURANCE_CLAIM_NUMBER',
    'USA_INDIVIDUAL_TAX_IDENTIFICATION_NUMBER',
    'USA_MEDICARE_BENEFICIARY_IDENTIFIER',
    'USA_NATIONAL_DRUG_CODE',
    'USA_PASSPORT_NUMBER',
    'USA_SOCIAL_SECURITY_NUMBER',
  ])
  // The last digit of a German licence is outside its check.
  const checkedLicences = new Set(['SPAIN_DRIVERS_LICENSE', 'SWEDEN_DRIVERS_LICENSE'])
  const checked = managedIdentifiers.filter(
    ({ id, category, finder }) =>
      category !== 'CREDENTIALS' &&
      finder === undefined &&
      !shapesAlone.has(id) &&
      !id.endsWith('MAGNETIC_STRIPE') &&
      !id.endsWith('PHONE_NUMBER') &&
      (!id.endsWith('DRIVERS_LICENSE') || checkedLicences.has(id)),
  )

  test.each(checked.map(({ id, examples }) => [id, examples[0]] as const))(
    'of %s refuses its first example with any one digit raised',
    async (id, example) => {
      const marked = typeof example === 'string' ? example : example.text
      const raised = Array.from(marked.matchAll(/\d/g), ({ index, 0: digit }) =>
        unmarked(marked.slice(0, index) + ((Number(digit) + 1) % 10) + marked.slice(index + 1)),
      )
      const found = await findIn(detector, text(raised.join(`\n${' '.repeat(80)}\n`)))
      expect(found.filter((match) => match.id === id)).toEqual([])
      expect(raised.length).toBeGreaterThan(6)
    },
  )
})

describe('text that only looks like data', () => {
  const decoys = [
    '3f2b8c1d-9e47-4a60-b5d2-7c19e08f4a36',
    'd41d8cd98f00b204e9800998ecf8427e',
    '2fd4e1c67a2d28fced849ee1bb76e7391b93eb12',
    'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    'v2.14.0-rc.3',
    '10.212.31.147',
    '3.14159265358979',
    '#ff7733',
    '12:30:45',
    '97.5 %',
    '1,234,567.89 USD',
    'arn:aws:s3:::reports-2026',
  ]

  // Beside a keyword these are what they seem: licences and accounts of some places are any run of digits.
  const plainNumbers = [
    'order #A-10023-XL',
    'INV-2026-000482-EU',
    'build 20260312',
    '2001:db8:85a3::8a2e:370:7334',
    '1790812800',
    '1790812800123',
    '4820019376',
    '20260312093000',
    '000482917735',
    '9781492056355',
  ]

  test.each([...decoys, ...plainNumbers])('%s is nothing in text, in a cell, in a record', async (decoy) => {
    for (const content of [
      text(`see ${decoy} there`),
      table(['number', 'remark'], [['1', decoy]]),
      record({ decoy }),
    ])
      expect(await findIn(detector, content)).toEqual([])
  })

  test('is nothing beside the keywords of an identifier either', async () => {
    const found: string[] = []
    for (const { id, keywords } of managedIdentifiers.filter((each) => each.keywords.length > 0)) {
      for (const decoy of decoys) {
        const matches = await findIn(detector, text(`${keywords[0]} ${decoy}`))
        found.push(
          ...matches.filter((match) => match.id === id).map((match) => `${id}: ${match.text} in ${decoy}`),
        )
      }
    }
    expect(found).toEqual([])
  })
})

describe('a selection', () => {
  const some = ['PKCS', 'USA_SOCIAL_SECURITY_NUMBER']
  const others = ids.filter((id) => !some.includes(id))

  test.each([
    ['ALL', [], ids],
    ['ALL', some, ids],
    ['NONE', [], []],
    ['INCLUDE', some, some],
    ['INCLUDE', [], []],
    ['INCLUDE', [...some, 'NO_SUCH_ID', 'pkcs'], some],
    ['EXCLUDE', some, others],
    ['EXCLUDE', [], ids],
    ['EXCLUDE', [...some, 'NO_SUCH_ID'], others],
    ['RECOMMENDED', [], ids.filter((id) => awsRecommendedIdentifiers.includes(id))],
  ] as const)('%s of %j', (selector, named, selected) => {
    expect(selectManagedIdentifiers(selector, named)).toEqual(selected)
  })

  // Chosen like any other, and in no job that does not say so: see docs/decisions/beyond-macie.md.
  test('has what is beyond Macie in ALL, in what EXCLUDE leaves, and where it is named', () => {
    expect(beyond.length).toBeGreaterThan(0)
    expect(selectManagedIdentifiers('ALL', [])).toEqual(expect.arrayContaining(beyond))
    expect(selectManagedIdentifiers('EXCLUDE', some)).toEqual(expect.arrayContaining(beyond))
    expect(selectManagedIdentifiers('INCLUDE', beyond)).toEqual(beyond)
    for (const selected of [
      selectManagedIdentifiers('RECOMMENDED', []),
      selectManagedIdentifiers('EXCLUDE', beyond),
    ])
      expect(selected.filter((id) => beyond.includes(id))).toEqual([])
  })

  test('comes in the order of the list, not of the request', () => {
    expect(selectManagedIdentifiers('INCLUDE', some.toReversed())).toEqual(some)
  })

  test('resolves known ids and says which one is unknown', () => {
    for (const id of ids) expect(managedIdentifierById(id).id).toBe(id)
    expect(ids.every(isManagedIdentifier)).toBe(true)
    expect(['NO_SUCH_ID', 'pkcs', ''].filter(isManagedIdentifier)).toEqual([])
    expect(() => managedIdentifierById('NO_SUCH_ID')).toThrow(
      'Cannot look for NO_SUCH_ID: there is no such managed data identifier',
    )
  })
})
