import type { ImageDetails } from '@cellboard/contract';
import type { CellRef } from '@cellboard/viewer';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link, useLocation } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { describeFailure } from '../app/failure.ts';
import { useTRPC } from '../app/trpc.ts';
import { ReportProblem, type Report, type Reporting } from '../features/image/report-problem.tsx';
import type { Viewed } from '../viewing/use-viewed.ts';

interface ImageReportProps {
  readonly image: ImageDetails;
  readonly viewed: Viewed;
  readonly selection: CellRef | null;
}

/** Longest address that a report keeps. */
const longestView = 1500;

/** Tells the curators what looks wrong, with the selected cell and this view. */
export function ImageReport({ image, viewed, selection }: ImageReportProps): ReactNode {
  const trpc = useTRPC();
  const sending = useMutation(trpc.images.reportProblem.mutationOptions());
  const about = selection && aboutCell(viewed, selection);
  const send = ({ kind, text }: Report): void => {
    const view = `${window.location.pathname}${window.location.search}`;
    const { dataset, name } = image;
    const fitting = view.length <= longestView ? { view } : {};
    sending.mutate({ dataset, name, kind, text, ...fitting, ...about?.input });
  };
  const me = useQuery(trpc.accounts.me.queryOptions(undefined, { staleTime: 60_000 }));
  const { pathname } = useLocation();
  const signIn = (
    <Link to="/sign-in" search={{ next: pathname }}>
      Sign in
    </Link>
  );
  // Where it is not known who asks, the server says so.
  const reporting: Reporting = me.data === null ? { state: 'signed-out', signIn } : reportingOf(sending);
  return <ReportProblem cell={about?.words ?? null} reporting={reporting} onSend={send} />;
}

/** The selected cell for the server, and in words. */
function aboutCell({ model, words }: Viewed, { segmentation, cell }: CellRef) {
  const found = model?.segmentation(segmentation);
  const id = found?.labels.ids[cell];
  if (!found || id === undefined) return null;
  const [slug, candidate] = (words[segmentation] ?? '').split('/');
  const input = {
    cell: id,
    ...(slug !== undefined && candidate !== undefined && { candidate: { model: slug, candidate } }),
  };
  return { input, words: `cell ${String(id)} of ${found.name}` };
}

function reportingOf({ status, error }: { status: string; error: unknown }): Reporting {
  if (status === 'pending') return { state: 'sending' };
  if (status === 'success') return { state: 'sent' };
  return error ? { state: 'refused', message: describeFailure(error).message } : { state: 'writing' };
}
