import 'react';

declare module 'react' {
  interface CSSProperties {
    /** Custom properties that our style sheets read. */
    [property: `--${string}`]: string | number | undefined;
  }
}
