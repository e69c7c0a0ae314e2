// Writes docs/vocabulary.md from the vocabulary in libs/contract.
// Run with: node --conditions=@cellboard/source tools/vocabulary-page.mjs
import { writeFileSync } from 'node:fs';

import { renderVocabularyPage } from '../libs/contract/src/vocabulary/vocabulary-page.fixture.ts';

writeFileSync(new URL('../docs/vocabulary.md', import.meta.url), renderVocabularyPage());
