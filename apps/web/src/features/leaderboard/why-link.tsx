import { useRouter } from '@tanstack/react-router';
import type { MouseEvent, ReactNode } from 'react';

interface WhyLinkProps {
  /** See `whyAddress`. */
  readonly href: string;
  readonly children: ReactNode;
}

/**
 * A number that leads to what it is made from. A board has thousands: the router's own links, which compute an address
 * each time they are drawn, would take longer than all the rest of it.
 */
export function WhyLink({ href, children }: WhyLinkProps): ReactNode {
  const router = useRouter();
  const open = (event: MouseEvent): void => {
    const elsewhere = event.metaKey || event.ctrlKey || event.shiftKey || event.altKey || event.button !== 0;
    if (elsewhere) return;
    event.preventDefault();
    void router.navigate({ href });
  };
  return (
    <a className="why-link" href={href} onClick={open}>
      {children}
    </a>
  );
}
