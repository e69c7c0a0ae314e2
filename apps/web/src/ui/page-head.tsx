import { useEffect, type ReactNode } from 'react';

interface PageHeadProps {
  readonly title: string;
  /** One paragraph under the title. */
  readonly children?: ReactNode;
  /** Choices at the right of the title. */
  readonly aside?: ReactNode;
}

/** The heading of a page; names the document too. Takes the focus after navigation. */
export function PageHead({ title, children, aside }: PageHeadProps): ReactNode {
  useEffect(() => {
    document.title = `${title} · Cellboard`;
  }, [title]);
  return (
    <div className="page-head">
      <div className="page-head-words">
        <h1 tabIndex={-1}>{title}</h1>
        {children}
      </div>
      {aside}
    </div>
  );
}
