import { Link, type LinkComponentProps } from '@tanstack/react-router';
import type { ReactNode } from 'react';

// Parts of an address that a link leaves out are taken from the page it stands on, so that each is named here.

type LinkLook = Pick<LinkComponentProps, 'className' | 'title' | 'aria-current' | 'tabIndex' | 'onFocus' | 'onBlur'>;

interface BoardLinkProps extends LinkLook {
  readonly task: string;
  /** The slice of one dataset; the whole task without it. */
  readonly dataset?: string | undefined;
  readonly children: ReactNode;
}

/** A link to a board. */
export function BoardLink({ task, dataset, ...look }: BoardLinkProps): ReactNode {
  return <Link to="/leaderboards/$task/{-$dataset}" params={{ task, dataset }} {...look} />;
}

interface ModelLinkProps extends LinkLook {
  readonly model: string;
  /** The candidate in view; the model alone without it. */
  readonly candidate?: string | undefined;
  readonly children: ReactNode;
}

/** A link to a model. */
export function ModelLink({ model, candidate, ...look }: ModelLinkProps): ReactNode {
  return <Link to="/models/$model/{-$candidate}" params={{ model, candidate }} {...look} />;
}

/** Which images, and what lies over them; what is left out is the usual. */
export interface ImagesWay {
  readonly task?: string;
  readonly dataset?: string;
  readonly type?: string;
  readonly overlay?: string;
  readonly n?: number;
  readonly strength?: number;
  readonly modality?: string;
  /** Ranges of figures, see `writeRanges`. */
  readonly within?: string;
}

interface ImagesLinkProps extends LinkLook {
  readonly search?: ImagesWay;
  readonly children: ReactNode;
}

/** A link to images. */
export function ImagesLink({ search = {}, ...look }: ImagesLinkProps): ReactNode {
  return <Link to="/images" search={search} {...look} />;
}
