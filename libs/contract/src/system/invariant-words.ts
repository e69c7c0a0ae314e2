/** What must never be, in words. */
export const invariantWords = {
  overdue: 'An evaluation has not ended within 24 hours.',
  lost: 'A closed submission has no evaluation.',
  twice: 'A submission is evaluated twice at once on one dataset.',
  unscored: 'An evaluation counts as scored without all of its scores.',
  unfinished: 'An evaluation has scores but does not count as scored.',
  board: 'A board shows what is not published or not scored.',
  current: 'A candidate stands on a board twice.',
  quota: 'A daily place was neither used nor given back.',
  file: 'A stored file is empty or of unknown size.',
} as const;
