/** A label image that cannot be used. The message says what was found, what was expected and how to fix it. */
export class LabelImageError extends Error {
  override readonly name = 'LabelImageError';
}
