interface Meaning {
  /** What people type. */
  readonly said: readonly string[];
  /** What stands in texts about the same thing; beginnings of words. */
  readonly means: readonly string[];
}

/** Words that people use for the same thing. "Tissue" alone is more than H&E, so that H&E finds only tissue sections. */
const meanings: readonly Meaning[] = [
  {
    said: [
      'h&e',
      'he',
      'haematoxylin',
      'hematoxylin',
      'eosin',
      'histology',
      'histological',
      'histopathology',
      'pathology',
      'tissue',
      'slide',
      'slides',
      'biopsy',
    ],
    means: [
      'h&e',
      'he',
      'haematoxylin',
      'hematoxylin',
      'eosin',
      'histo',
      'patholog',
      'tissue section',
      'stained tissue',
    ],
  },
  // A stain finds its own spellings; the way of imaging finds each stain that it shows.
  { said: ['hoechst', 'höchst', 'bisbenzimide'], means: ['hoechst', 'höchst', 'bisbenzimide'] },
  {
    said: ['fluorescence', 'fluorescent', 'immunofluorescence'],
    means: ['fluo', 'immunofluor', 'confocal', 'dapi', 'hoechst'],
  },
  { said: ['brightfield', 'bright-field', 'bright'], means: ['brightfield', 'bright-field', 'h&e', 'haematoxylin'] },
  { said: ['phase', 'phase-contrast', 'phc'], means: ['phase contrast', 'phase-contrast', 'phc'] },
  { said: ['dic', 'nomarski', 'differential'], means: ['dic', 'differential interference'] },
  { said: ['nucleus', 'nuclei', 'nuclear'], means: ['nucle'] },
  { said: ['ihc', 'immunohistochemistry', 'dab'], means: ['ihc', 'immunohisto', 'dab'] },
  { said: ['multiplex', 'multiplexed', 'codex', 'mibi', 'cycif'], means: ['multiplex', 'codex', 'mibi', 'cycif'] },
  { said: ['tumour', 'tumor', 'cancer', 'carcinoma'], means: ['tumour', 'tumor', 'cancer', 'carcinoma'] },
];

/** Shorter words are parts of many others, so that they must stand alone. */
const standsAlone = 4;

/** Whether a text in lower case holds a word, or another that means the same. */
export function holdsMeaning(text: string, word: string): boolean {
  if (text.includes(word)) return true;
  return meanings.some(({ said, means }) => said.includes(word) && means.some((meaning) => begins(text, meaning)));
}

function begins(text: string, meaning: string): boolean {
  const isShort = meaning.length < standsAlone && /^[a-z]+$/.test(meaning);
  return isShort ? text.split(/[^a-z&]+/).includes(meaning) : text.includes(meaning);
}
