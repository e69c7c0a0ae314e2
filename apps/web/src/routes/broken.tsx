import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { EmptyNotice } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';

/** In the place of a page that failed, or whose program did not come, as after an update of the server. */
export function BrokenPage(): ReactNode {
  const reload = (
    <Button
      variant="default"
      onClick={() => {
        window.location.reload();
      }}
    >
      Reload the page
    </Button>
  );
  return (
    <>
      <PageHead title="This page cannot be shown" />
      <EmptyNotice title="Part of this page failed to load" action={reload}>
        The server may have been updated while you were here. The other pages may still work.
      </EmptyNotice>
    </>
  );
}
