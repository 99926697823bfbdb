// Libraries that come without types: what of them is asked.
declare module 'itin-validator' {
  const itin: { isValid(number: string): boolean }
  export = itin
}

declare module 'vin-validator' {
  const vin: { validate(number: string): boolean }
  export = vin
}
