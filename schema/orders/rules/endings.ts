/** Who ended an order or a place, as a payer is told. LEFT: the event was moved, and whoever had the place left. */
export const ENDED_BY = ['PAYER', 'PERSON', 'ERASED', 'ORGANIZER', 'EVENT', 'LEFT', 'LAPSED'] as const;
export type EndedBy = (typeof ENDED_BY)[number];
