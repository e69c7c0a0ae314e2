import { useEffect, type ReactNode } from 'react';

interface PageHeadProps {
  readonly title: string;
  readonly className?: string;
  /** What the tab says, where the title alone would not do. */
  readonly tab?: string;
  /** The page above this one. */
  readonly above?: ReactNode;
  /** Under the title. */
  readonly children?: ReactNode;
  /** Choices at the right of the title. */
  readonly aside?: ReactNode;
}

/** The heading of a page; names the document too. Takes the focus after navigation. */
export function PageHead({ title, className = '', tab = title, above, children, aside }: PageHeadProps): ReactNode {
  useEffect(() => {
    document.title = `${tab} · Cellboard`;
  }, [tab]);
  return (
    <div className={`page-head ${className}`}>
      <div className="page-head-words">
        {above !== undefined && (
          <nav aria-label="Breadcrumb" className="page-above">
            {above}
          </nav>
        )}
        <h1 tabIndex={-1}>{title}</h1>
        {children}
      </div>
      {aside}
    </div>
  );
}
