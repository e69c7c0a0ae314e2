import { IconLink } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { CopyButton } from './copy-button.tsx';

/** Longer addresses are packed by a program of its own, which nobody else loads. */
const usual = 1500;

async function addressToShare(href: string): Promise<string> {
  const packed = await import('../search/packed-view.ts');
  return packed.addressToShare(href);
}

/** Puts the address of this very view into the clipboard. */
export function CopyLinkButton(): ReactNode {
  return (
    <CopyButton
      text={() => {
        const { href } = window.location;
        return href.length <= usual ? href : addressToShare(href);
      }}
      label="Copy link"
      done="Link copied"
      otherwise="The browser refused the clipboard. Copy the address from the address bar."
      icon={IconLink}
      className="copy-link"
    />
  );
}
