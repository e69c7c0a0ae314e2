/** British spellings and what they are in the other English, as parts of words. */
const british: readonly (readonly [RegExp, string])[] = [
  [/haem/g, 'hem'],
  [/oesoph/g, 'esoph'],
  [/oedem/g, 'edem'],
  [/foet/g, 'fet'],
  [/leucocyt/g, 'leukocyt'],
  [/caec/g, 'cec'],
  [/gynaec/g, 'gynec'],
  [/tumour/g, 'tumor'],
  [/colour/g, 'color'],
  [/fibre/g, 'fiber'],
  [/centre/g, 'center'],
  [/grey/g, 'gray'],
  [/labell/g, 'label'],
];

/**
 * The same for all spellings of a term: capitals, accents, blanks, hyphens, the plural with s, and British or American
 * English make no difference. Not meant for reading.
 */
export function spellingKey(text: string): string {
  const plain = text.normalize('NFKD').toLowerCase().replaceAll('β', 'beta').replaceAll('α', 'alpha');
  const words = plain.replaceAll('&', ' and ').split(/[^\p{L}\p{N}+]+/u);
  const joined = words.filter((word) => word !== '').join('');
  return british.reduce((key, [from, to]) => key.replace(from, to), joined).replace(/(?<=[a-z])s$/, '');
}
