import type { ImageId, Submission, TaskImage } from '@cellboard/contract';
import { Alert, Button, Progress } from '@mantine/core';
import { useQueries } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useEffect, useState, type ReactNode } from 'react';
import { describeFailure } from '../app/failure.ts';
import { useTRPC } from '../app/trpc.ts';
import { DropZone } from '../features/submit/drop-zone.tsx';
import { keepChecked, keptChecked } from '../features/submit/kept-file.ts';
import { OverlayList } from '../features/submit/overlay-list.tsx';
import type { Checked, Outlines } from '../features/submit/preflight/messages.ts';
import { runPreflight } from '../features/submit/preflight/run-preflight.ts';
import { ReportView } from '../features/submit/report-view.tsx';
import { Steps } from '../features/submit/steps.tsx';
import { FailureNotice } from '../ui/notice.tsx';
import { SubmitterOnly } from './submitter-only.tsx';
import { useSubmission, useTaskImages } from './use-submission.ts';

const route = getRouteApi('/submit/$submission/files');

/** /submit/:submission/files: the predictions, checked in the browser before anything is sent. */
export function SubmitFilesPage(): ReactNode {
  return <SubmitterOnly title="Your predictions">{() => <Files />}</SubmitterOnly>;
}

function Files(): ReactNode {
  const { submission: id } = route.useParams();
  const submission = useSubmission(id);
  const images = useTaskImages(submission.data?.task);
  if (submission.isError)
    return (
      <FailureNotice
        title="The submission did not load"
        failure={describeFailure(submission.error)}
        onRetry={() => void submission.refetch()}
      />
    );
  return (
    <>
      <Steps current={3} />
      {submission.data && images && <Check submission={submission.data} images={images} />}
    </>
  );
}

interface CheckProps {
  readonly submission: Submission;
  readonly images: readonly TaskImage[];
}

function Check({ submission, images }: CheckProps): ReactNode {
  const navigate = useNavigate();
  const { checked, progress, failure, check } = useCheck(submission, images);
  const isSendable = checked !== undefined && checked.report.verdict !== 'refused';
  return (
    <>
      <section className="submit-part">
        <p>
          For {submission.modelName}, {submission.candidateName}
          {checked && (
            <>
              {' '}
              · <strong>{checked.file.name}</strong>, {(checked.file.size / 2 ** 20).toFixed(1)} MiB
            </>
          )}
        </p>
        <DropZone disabled={progress !== null} onFiles={check} />
        {progress !== null && (
          <p role="status">
            Checking {progress.done} of {progress.total || '…'}
            <Progress
              aria-label="Checked files"
              value={progress.total === 0 ? 0 : (100 * progress.done) / progress.total}
            />
          </p>
        )}
        {failure !== null && (
          <Alert color="red" role="alert" title="The files could not be checked">
            {failure}
          </Alert>
        )}
      </section>
      {checked && <ReportView report={checked.report} />}
      {checked && <Drawn outlines={checked.outlines} />}
      {isSendable && (
        <div className="submit-actions">
          <Button
            onClick={() => void navigate({ to: '/submit/$submission/send', params: { submission: submission.id } })}
          >
            Continue
          </Button>
        </div>
      )}
    </>
  );
}

/** Checks what is chosen, and keeps the result in the browser. */
function useCheck({ id, task }: Submission, images: readonly TaskImage[]) {
  const [checked, setChecked] = useState<Checked>();
  const [progress, setProgress] = useState<{ done: number; total: number } | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const [stopping] = useState(() => new AbortController());
  useEffect(() => {
    void keptChecked(id).then((kept) => {
      setChecked((now) => now ?? kept);
    });
  }, [id]);
  const check = async (files: readonly File[]) => {
    setFailure(null);
    setChecked(undefined);
    setProgress({ done: 0, total: 0 });
    try {
      const named = files.map((file) => ({ file, path: file.webkitRelativePath || file.name }));
      const onProgress = (done: number, total: number) => {
        setProgress({ done, total });
      };
      const found = await runPreflight({ files: named, task, images }, { onProgress, signal: stopping.signal });
      setChecked(found);
      await keepChecked(id, found);
    } catch (error) {
      setFailure(error instanceof Error ? error.message : String(error));
    } finally {
      setProgress(null);
    }
  };
  return { checked, progress, failure, check: (files: readonly File[]) => void check(files) };
}

function Drawn({ outlines }: { readonly outlines: readonly Outlines[] }): ReactNode {
  const trpc = useTRPC();
  const found = useQueries({
    queries: outlines.map(({ dataset, image }) => trpc.images.get.queryOptions({ dataset, name: image })),
  });
  const ids = new Map<Outlines, ImageId | undefined>(outlines.map((one, i) => [one, found[i]?.data?.id]));
  return <OverlayList outlines={outlines} idOf={(one) => ids.get(one)} />;
}
