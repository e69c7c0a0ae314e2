import { catalogDatasets } from './catalog-datasets.ts';
import { inWords } from './in-words.ts';

const [entry] = catalogDatasets;
if (!entry) throw new Error('The catalogue is empty.');

it('imaging, stains and tissues are in the words of the vocabulary, each once; what it does not know stays', () => {
  const facts = {
    ...entry.facts,
    modalities: ['bright-field', 'brightfield', 'X-ray'],
    stains: ['HE', 'hematoxylin and eosin', 'their own dye'],
    tissues: ['lymph nodes', 'SK-OV-3', '31 organs of human and mouse', 'unknown'],
  };
  expect(inWords({ ...entry, facts }).facts).toEqual({
    ...facts,
    modalities: ['brightfield', 'X-ray'],
    stains: ['H&E', 'their own dye'],
    tissues: ['lymph node', 'SKOV3', '31 organs of human and mouse', 'unknown'],
  });
});

it('every entry is', () => {
  for (const one of catalogDatasets) expect(inWords(one)).toEqual(one);
});
