import type { Database } from '../../drizzle/client.ts';
import { type OrderId, parseId } from '../../drizzle/ids.ts';
import type { Issuer } from '../../schema/issuance/rules/issuer.ts';
import { documentOf } from '../../schema/orders/queries/documents.ts';
import { invoiceDocument } from '../../schema/orders/rules/invoiceSheet.ts';
import type { MailedPaper, PapersOf } from '../../schema/registrations/operations/sendEventMail.ts';

type Drawing = { press: Pick<Issuer['press'], 'invoice'> };

/**
 * The invoices and credit notes that a mail carries, since its reader may have no account: drawn as the download is, one after the
 * other, so that a process never holds more than those of one mail. Throws PressUnavailable, and then the mail is sent later.
 */
export function mailedPapers(db: Database, { press }: Drawing): PapersOf {
  return async ({ order, carries }) => {
    const orderId = parseId<OrderId>(String(order));
    const papers: MailedPaper[] = [];
    for (const label of orderId !== null && Array.isArray(carries) ? carries : []) {
      const found = orderId === null ? null : await documentOf(db, { orderId, label, viewer: null });
      if (found === null) continue;
      papers.push({ name: `${found.label}.pdf`, bytes: await press.invoice(invoiceDocument(found)) });
    }
    return papers;
  };
}
