// Every error that Magpie answers with: AWS's names, their statuses, and the one way to raise one.
//
// Rules and stores return values; only the API turns what they say into one of these.

export const errorStatus = {
  ValidationException: 400,
  SerializationException: 400,
  ServiceQuotaExceededException: 402,
  AccessDeniedException: 403,
  MissingAuthenticationTokenException: 403,
  IncompleteSignatureException: 403,
  UnrecognizedClientException: 403,
  InvalidSignatureException: 403,
  ExpiredTokenException: 403,
  ResourceNotFoundException: 404,
  UnknownOperationException: 404,
  RequestTimeoutException: 408,
  ConflictException: 409,
  RequestEntityTooLargeException: 413,
  UnprocessableEntityException: 422,
  RequestHeaderFieldsTooLargeException: 431,
  ThrottlingException: 429,
  InternalServerException: 500,
  ServiceUnavailable: 503,
} as const

export type ErrorName = keyof typeof errorStatus

/** The errors that AWS's model lists for most operations; any operation may also meet the authentication errors. */
export const standardErrors = [
  'ValidationException',
  'ServiceQuotaExceededException',
  'AccessDeniedException',
  'ResourceNotFoundException',
  'ConflictException',
  'ThrottlingException',
  'InternalServerException',
] as const satisfies readonly ErrorName[]

/** Of operations that neither count against a quota nor conflict. */
export const errorsWithoutQuotaAndConflict = standardErrors.filter(
  (name) => name !== 'ServiceQuotaExceededException' && name !== 'ConflictException',
)

/** An answer other than success. The message goes to the client: it never carries content of objects or secrets. */
export class ApiError extends Error {
  override readonly name: ErrorName

  constructor(name: ErrorName, message: string) {
    super(message)
    this.name = name
  }

  get status(): number {
    return errorStatus[this.name]
  }
}

/** 400 in the wording clients know. `detail` names the member at fault; a name that a client made up may be any length. */
export function invalid(detail: string): ApiError {
  const most = 500
  // The cut may fall into a character.
  const shown = detail.length > most ? `${detail.slice(0, most).toWellFormed()}…` : detail
  return new ApiError('ValidationException', `Input validation failed, ${shown}`)
}

/** 404 for a resource that is not there, or belongs to another account. */
export function notFound(what: string): ApiError {
  return new ApiError('ResourceNotFoundException', `The ${what} does not exist.`)
}
