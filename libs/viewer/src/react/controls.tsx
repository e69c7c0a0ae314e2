import { useId, useState, type ReactNode } from 'react';

/** What steers a viewer. Where there is little room, a button shows and hides it: the picture has the room. */
export function Controls({ children }: { children: ReactNode }) {
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  return (
    <div className="viewer-controls">
      <button
        type="button"
        className="viewer-more"
        aria-expanded={isOpen}
        aria-controls={id}
        aria-label="View controls"
        onClick={() => {
          setOpen(!isOpen);
        }}
      >
        <svg
          viewBox="0 0 16 16"
          width="18"
          height="18"
          aria-hidden="true"
          fill="none"
          stroke="currentColor"
          strokeWidth="1.6"
        >
          <path d="M1 4h5M10 4h5M1 12h2M7 12h8M8 2v4M5 10v4" />
        </svg>
      </button>
      <div id={id} className="viewer-controls-list" data-open={isOpen || undefined}>
        {children}
      </div>
    </div>
  );
}
