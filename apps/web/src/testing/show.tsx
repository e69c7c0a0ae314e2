import { MantineProvider } from '@mantine/core';
import { render } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import type { ReactElement } from 'react';
import { cssVariablesResolver, theme } from '../app/theme.ts';

/** Draws a component in the product's theme and hands out a visitor who uses it. Transitions are off: nothing waits. */
export function show(element: ReactElement) {
  const drawn = render(element, {
    wrapper: ({ children }) => (
      <MantineProvider theme={theme} cssVariablesResolver={cssVariablesResolver} env="test">
        {children}
      </MantineProvider>
    ),
  });
  return { ...drawn, visitor: userEvent.setup() };
}
