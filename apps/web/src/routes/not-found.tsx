import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { EmptyNotice } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';

/** Any address that is no page. */
export function NotFoundPage(): ReactNode {
  return (
    <>
      <PageHead title="No such page" />
      <EmptyNotice title="There is nothing at this address" action={<Link to="/leaderboards">All leaderboards</Link>}>
        The link may be mistyped, or the page may have moved.
      </EmptyNotice>
    </>
  );
}
