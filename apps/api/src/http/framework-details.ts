/** What Fastify and its plugins refuse by themselves, by their code: what happened, and what to do. */
const details: Readonly<Record<string, string>> = {
  FST_ERR_BAD_URL: 'The address cannot be read. Encode special characters, such as % as %25.',
  FST_ERR_CTP_BODY_TOO_LARGE: 'The body of the request is too large. Send fewer items at a time.',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'The body of the request is empty. Send a JSON object.',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH:
    'The body of the request does not have the length that its header Content-Length states. Send it again.',
  FST_ERR_CTP_INVALID_JSON_BODY: 'The body of the request is not valid JSON.',
  FST_ERR_CTP_INVALID_MEDIA_TYPE:
    'The content type of the request cannot be used here. Send JSON as application/json, a form as multipart/form-data, and a file as application/octet-stream.',
  FST_FIELDS_LIMIT: 'The form holds too many fields.',
  FST_FILES_LIMIT: 'The form holds too many files.',
  FST_MP_PREMATURE_CLOSE: 'The form ends before its last part does. Send it again.',
  FST_PARTS_LIMIT: 'The form holds too many parts.',
  FST_PROTO_VIOLATION: 'A field of the form has a name that cannot be used. Give it another name.',
};

/** Says in sentences why a request was refused before any of our code saw it. Nest wraps what Fastify throws. */
export function frameworkDetail(error: Error): string {
  const code = codeOf(error) ?? codeOf(error.cause);
  const known = code === undefined ? undefined : details[code];
  return known ?? `The request cannot be used: ${error.message.replace(/[.!]?$/, '.')}`;
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
