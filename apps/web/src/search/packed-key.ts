/** The search parameter of an address whose view is packed. */
export const packedKey = 'packed';
