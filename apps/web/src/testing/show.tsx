import { MantineProvider } from '@mantine/core';
import { RouterContextProvider } from '@tanstack/react-router';
import { render } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import type { ReactElement } from 'react';
import { createAppRouter } from '../app/router.tsx';
import { cssVariablesResolver, theme } from '../app/theme.ts';

/** Draws a component in the product's theme, where links know the product's addresses, and returns a visitor who uses it. Transitions are off: nothing waits. */
export function show(element: ReactElement) {
  const router = createAppRouter();
  const drawn = render(element, {
    wrapper: ({ children }) => (
      <MantineProvider theme={theme} cssVariablesResolver={cssVariablesResolver} env="test">
        <RouterContextProvider router={router}>{children}</RouterContextProvider>
      </MantineProvider>
    ),
  });
  return { ...drawn, visitor: userEvent.setup() };
}
