// What Amazon Macie would have charged for the bytes of a month: an estimate by its list prices, no invoice.
//
// Source: https://aws.amazon.com/macie/pricing/, sensitive data discovery jobs in US East (N. Virginia), as announced with
// the new Macie on 13 May 2020. Other regions differ, and requests to S3 cost extra; neither is in the estimate.

const gigabyte = 2 ** 30

/** Each price holds for so many gigabytes of a month, after those of the lines above it. */
export const macieTiers = [
  { gigabytes: 1, dollarsPerGigabyte: 0 },
  { gigabytes: 50_000, dollarsPerGigabyte: 1 },
  { gigabytes: 450_000, dollarsPerGigabyte: 0.5 },
  { gigabytes: Infinity, dollarsPerGigabyte: 0.25 },
] as const

/** In US dollars. */
export function maciePrice(bytes: number): number {
  let left = bytes / gigabyte
  let dollars = 0
  for (const { gigabytes, dollarsPerGigabyte } of macieTiers) {
    const charged = Math.min(left, gigabytes)
    dollars += charged * dollarsPerGigabyte
    left -= charged
  }
  return dollars
}

/** As the API writes amounts: a decimal string, here in whole cents. */
export function inDollars(dollars: number): string {
  return dollars.toFixed(2)
}
