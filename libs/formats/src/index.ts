/** The door that both sides share: types, limits, errors, and what runs anywhere without a platform. */
export * from './everywhere.ts';
