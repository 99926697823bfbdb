// The shape of an answer as it goes over the wire, derived from the AWS SDK's own response types.
//
// The SDK marks every member optional, so a forgotten member would compile. Here every key is required (its
// value may be undefined, which is left out of the JSON), and dates are strings.

export type Wire<T> = T extends Date
  ? string
  : T extends readonly (infer Element)[]
    ? readonly Wire<Element>[]
    : T extends object
      ? string extends keyof T
        ? { readonly [Key in keyof T]: Wire<T[Key]> }
        : keyof T extends never
          ? Readonly<Record<string, never>>
          : { readonly [Key in keyof Required<T>]: Wire<Exclude<T[Key], undefined>> | undefined }
      : T
