import type { Task } from '@cellboard/contract';
import { Button, Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { describeFailure } from '../app/failure.ts';
import { useTRPC } from '../app/trpc.ts';
import { Steps } from '../features/submit/steps.tsx';
import { Command } from '../ui/command.tsx';
import { FailureNotice } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';

const route = getRouteApi('/submit');

/** /submit: which task, and where its images are. */
export function SubmitPage(): ReactNode {
  const tasks = useQuery(useTRPC().tasks.list.queryOptions({ limit: 200 }));
  const { task: slug } = route.useSearch();
  const navigate = useNavigate();
  const open = (tasks.data?.items ?? []).filter(({ imageCount }) => imageCount > 0);
  const task = open.find((one) => one.slug === slug) ?? open[0];
  return (
    <>
      <PageHead title="Submit predictions">
        <p>Run your model on the images of a task, and upload its masks. Nobody sees a result before it is scored.</p>
      </PageHead>
      <Steps current={1} />
      {tasks.isError && (
        <FailureNotice
          title="The tasks did not load"
          failure={describeFailure(tasks.error)}
          onRetry={() => void tasks.refetch()}
        />
      )}
      {tasks.isSuccess && !task && <p>No task has images yet. An admin has to publish a dataset first.</p>}
      {task && (
        <>
          <section className="submit-part">
            <Select
              label="Task"
              data={open.map((one) => ({ value: one.slug, label: one.name }))}
              value={task.slug}
              allowDeselect={false}
              comboboxProps={{ withinPortal: false }}
              onChange={(next) => void navigate({ to: '/submit', search: { task: next ?? undefined }, replace: true })}
            />
          </section>
          <Data task={task} />
          <div className="submit-actions">
            <Button onClick={() => void navigate({ to: '/submit/model', search: { task: task.slug } })}>
              Continue
            </Button>
          </div>
        </>
      )}
    </>
  );
}

/** Where the images are, and what the files have to be called. */
function Data({ task }: { readonly task: Task }): ReactNode {
  const images = useQuery(useTRPC().tasks.images.queryOptions({ task: task.slug, limit: 3 }));
  const names = images.data?.items.map(({ name }) => `${name}.png`) ?? [];
  return (
    <>
      <section className="submit-part" aria-labelledby="data">
        <h2 id="data">Images</h2>
        <p>
          The page of each dataset has its files, or the provider’s link where its licence does not let us share them.
        </p>
        <ul>
          {task.datasets.map(({ slug, name, licence, imageCount }) => (
            <li key={slug}>
              <Link to="/datasets/$dataset" params={{ dataset: slug }}>
                {name}
              </Link>
              : {imageCount.toLocaleString('en')} images, {licence}
            </li>
          ))}
        </ul>
        <p>You may submit predictions for one dataset or for several.</p>
      </section>
      <section className="submit-part" aria-labelledby="files">
        <h2 id="files">Files</h2>
        <p>
          One label image for each image, under its name{names.length > 0 && <>, such as {names.join(', ')}</>}: 0 for
          the background, one whole number for each cell. PNG, TIFF, NumPy and other formats are read, and one COCO or
          NPZ file for all images. To check them at the command line:
        </p>
        <Command about="the command">{`cellboard validate predictions.zip --task ${task.slug}`}</Command>
      </section>
    </>
  );
}
