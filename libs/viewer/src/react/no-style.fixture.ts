/** Stands for style sheets where there is no page. */
export const noStyle = true;
