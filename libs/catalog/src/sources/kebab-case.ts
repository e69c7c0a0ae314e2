/** Text as a short name for addresses: lower-case letters and digits, with single hyphens for everything else. */
export function kebabCase(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}
