/** Whether the server could know something by this name; if not, there is no need to ask. */
export function isSlug(text: string): boolean {
  return text.length >= 2 && text.length <= 64 && /^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(text);
}
