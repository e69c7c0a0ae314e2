import { Fragment, type ReactNode } from 'react';
import { WebLink } from './web-link.tsx';

/** Words in which addresses on the web have become links. */
export function LinkedWords({ words }: { readonly words: string }): ReactNode {
  return words.split(/(https?:\/\/[^\s<>"]*[^\s<>".,;:!?)])/).map((part, i) => {
    // Addresses are what was split by: every second part.
    return i % 2 === 1 ? <WebLink key={i} href={part} /> : <Fragment key={i}>{part}</Fragment>;
  });
}
