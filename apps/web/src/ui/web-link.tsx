import type { ReactNode } from 'react';

interface WebLinkProps {
  readonly href: string;
  /** The address itself, without its protocol, where it is left out. */
  readonly children?: ReactNode;
}

/** A link that leaves the site. */
export function WebLink({ href, children }: WebLinkProps): ReactNode {
  return (
    <a href={href} rel="noreferrer">
      {children ?? href.replace(/^https?:\/\/(?:www\.)?/, '').replace(/\/$/, '')}
    </a>
  );
}
