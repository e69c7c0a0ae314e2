import { useQuery } from '@tanstack/react-query';
import { Link, Outlet, useLocation, useRouter } from '@tanstack/react-router';
import { useEffect, type ReactNode } from 'react';
import { Hindrance } from '../ui/hindrance.tsx';
import { ImagesLink } from '../ui/links.tsx';
import { TrayButton } from '../viewing/tray-button.tsx';
import { isBrokenView } from './arrival.ts';
import { ColorSchemeButton } from './color-scheme-button.tsx';
import { useTRPC } from './trpc.ts';
import { Wordmark } from './wordmark.tsx';

/** What every page stands in: skip link, header, the page, footer. */
export function Shell(): ReactNode {
  useFocusOnNavigation();
  return (
    <div className="shell">
      <a className="skip-link" href="#page">
        Skip to the content
      </a>
      <header className="shell-header">
        <div className="shell-bar">
          <Link to="/" className="shell-home" aria-label="Cellboard, home">
            <Wordmark />
          </Link>
          <nav aria-label="Main" className="shell-nav">
            <Link to="/leaderboards">Leaderboards</Link>
            <ImagesLink>Images</ImagesLink>
            <Link to="/models">Models</Link>
            <Link to="/datasets">Datasets</Link>
            <Link to="/metrics">Metrics</Link>
            <Link to="/submit" className="shell-submit">
              Submit
            </Link>
          </nav>
          <TrayButton />
          <ColorSchemeButton />
        </div>
      </header>
      <main id="page" tabIndex={-1} className="shell-page">
        <BrokenView />
        <Outlet />
      </main>
      <Footer />
    </div>
  );
}

/** Said where a link had a packed view that is not whole. */
function BrokenView(): ReactNode {
  const pathname = useLocation({ select: (location) => location.pathname });
  if (!isBrokenView(pathname)) return null;
  return (
    <div role="alert">
      <Hindrance title="The view of this link does not exist">
        The link was cut or changed on its way. Ask for it again; you see the page as it is at first.
      </Hindrance>
    </div>
  );
}

function Footer(): ReactNode {
  const trpc = useTRPC();
  const me = useQuery(trpc.accounts.me.queryOptions(undefined, { staleTime: 60_000 }));
  const status = useQuery(trpc.system.status.queryOptions(undefined, { staleTime: Infinity }));
  return (
    <footer className="shell-footer">
      <div className="shell-bar">
        <span>
          {['Cellboard', status.data?.version].filter(Boolean).join(' ')}, the open benchmark for cell instance
          segmentation
        </span>
        {me.data ? <Link to="/me/settings">Account: {me.data.handle}</Link> : <Link to="/sign-in">Sign in</Link>}
        <Link to="/status">Status</Link>
        <span>Software: Apache License 2.0. Images: the licence of their dataset.</span>
      </div>
      <p className="shell-printed">
        Printed from {window.location.href} on {new Date().toISOString().slice(0, 10)}, Cellboard {status.data?.version}
      </p>
    </footer>
  );
}

/** After going to another page the heading has the focus, so that keyboards and screen readers start there. */
function useFocusOnNavigation(): void {
  const router = useRouter();
  useEffect(() => {
    let travelled = false;
    return router.subscribe('onRendered', ({ fromLocation, toLocation, pathChanged }) => {
      if (!fromLocation || !pathChanged || toLocation.state.keepFocus) return;
      // The home page redirects: a visitor who has just arrived has not navigated yet.
      const ledOn = fromLocation.pathname === '/' && toLocation.pathname.startsWith('/leaderboards/');
      if (ledOn && !travelled) return;
      travelled = true;
      const page = document.getElementById('page');
      (page?.querySelector<HTMLElement>('h1') ?? page)?.focus({ preventScroll: true });
    });
  }, [router]);
}
