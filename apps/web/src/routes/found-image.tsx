import { imageFiles, type Image, type QualityReport } from '@cellboard/contract';
import { skipToken, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTRPC } from '../app/trpc.ts';
import { firstNames } from '../features/datasets/finding-groups.tsx';
import { Picture } from '../ui/picture.tsx';

/** Images that a report names; undefined while they load. */
type Found = readonly Image[] | undefined;

/** The images of the findings that stand there at once, in one request. */
export function useFirstFound(dataset: string, report: QualityReport | null): Found {
  const trpc = useTRPC();
  const names = report ? firstNames(report) : [];
  const query = names.length > 0 ? { dataset, names, limit: names.length } : skipToken;
  const { data, error } = useQuery(trpc.images.list.queryOptions(query, { staleTime: Infinity }));
  return error !== null || names.length === 0 ? [] : data?.items;
}

interface FoundImageProps {
  readonly dataset: string;
  readonly name: string;
  /** Images that are known already; others are requested. */
  readonly first: Found;
}

/** A small picture of an image that a report names, with a link to the image. */
export function FoundImage({ dataset, name, first }: FoundImageProps): ReactNode {
  const trpc = useTRPC();
  const known = first?.find((image) => image.name === name);
  const isAsked = first !== undefined && known === undefined;
  const query = isAsked ? { dataset, names: [name], limit: 1 } : skipToken;
  const { data } = useQuery(trpc.images.list.queryOptions(query, { staleTime: Infinity }));
  const image = known ?? data?.items[0];
  return (
    <Link
      className="finding-picture picture-frame"
      to="/images/$dataset/$name"
      params={{ dataset, name }}
      search={{ dataset }}
    >
      {image && <Picture src={imageFiles.thumbnail(image.id)} alt="" failed="" isMute />}
      {image && image.cellCount !== null && (
        <Picture src={imageFiles.truth(image.id)} alt="" className="picture-overlay" failed="" isMute />
      )}
      <span className="visually-hidden">Open {name}</span>
    </Link>
  );
}
