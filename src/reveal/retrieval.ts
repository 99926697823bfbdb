// What has become of reading an object for its samples.
export type Retrieval =
  | { readonly status: 'PROCESSING' }
  /** Texts by the detection type or the custom identifier's name. */
  | { readonly status: 'SUCCESS'; readonly samples: ReadonlyMap<string, readonly string[]> }
  | { readonly status: 'ERROR'; readonly error: string }
