// A style sheet has no meaning in a test without a browser.
export {};
