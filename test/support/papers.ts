import { drawInvoice } from '../../certificates/invoice.ts';
import type { Database } from '../../drizzle/client.ts';
import { mailedPapers } from '../../server/documents/mailedPapers.ts';

/** The documents of mails, drawn in this thread. */
export const papersIn = (db: Database) =>
  mailedPapers(db, { press: { invoice: async (document) => drawInvoice(document) } });
