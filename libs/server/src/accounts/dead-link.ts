import { Problem } from '@cellboard/contract';

/** The refusal of links that do not work, for whatever reason. */
export function deadLink(): Problem {
  return new Problem('LINK_INVALID', 'This link does not work: it was used, or it is too old. Ask for a new message.');
}
