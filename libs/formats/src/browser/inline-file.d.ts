/** A file that the bundler puts into the script, as an address `data:`. */
declare module '*?url&inline' {
  const address: string;
  export { address as default };
}
