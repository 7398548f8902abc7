/** What a CMS takes beside its certificates, and what a token takes with the chain of its authority, in bytes of DER. */
const OWN_BYTES = 1_024;
const TOKEN_BYTES = 12_288;

/** How many bytes of DER a seal may need: by the certificates (base64) of the key that will make it, and whether it is timestamped. */
export const roomForSeal = (certificates: readonly string[], timestamped: boolean): number => {
  const chain = certificates.reduce((sum, text) => sum + Buffer.byteLength(text, 'base64'), 0);
  return OWN_BYTES + chain + (timestamped ? TOKEN_BYTES : 0);
};

export type SignatureField = {
  /** The legal name of who seals. */
  signedBy: string;
  reason: string;
  at: Date;
  /** What a screen reader says of the field (PDF/UA-1, 7.18.1). */
  tooltip: string;
  /** Bytes of DER that the seal may have. */
  room: number;
};

/** What is reached in PDFKit beyond its types; test/certificates/seal.test.ts holds it. */
type Inside = {
  _root: { data: Record<string, unknown> };
  page: { dictionary: PDFKit.PDFKitReference & { data: Record<string, unknown> }; annotations: unknown[] };
  endAcroForm(): unknown;
};

/**
 * Adds an invisible signature field with an empty seal to the page that is open; `sealPdf` fills it. Its zero rectangle needs
 * neither appearance nor structure element (ISO 19005-3, 6.3.3; ISO 14289-1, 7.18.1). Call it once, before `doc.end()`.
 */
export const addSignatureField = (doc: PDFKit.PDFDocument, field: SignatureField): void => {
  const inside = doc as unknown as Inside;
  const widget = add(doc, {
    Type: 'Annot',
    Subtype: 'Widget',
    FT: 'Sig',
    T: new String('Seal'),
    TU: new String(field.tooltip),
    Rect: [0, 0, 0, 0],
    // Print and Locked; Hidden is forbidden (ISO 19005-3, 6.3.2).
    F: 132,
    P: inside.page.dictionary,
    V: emptySeal(doc, field),
  });
  inside.page.annotations.push(widget);
  inside.page.dictionary.data.Tabs = 'S';
  // SignaturesExist and AppendOnly. PDFKit's own form sets NeedAppearances, which ISO 19005-3, 6.4.1 forbids.
  const form = add(doc, { Fields: [widget], SigFlags: 3 });
  inside._root.data.AcroForm = form;
  inside.endAcroForm = () => doc;
  // ETSI EN 319 142-1: what PAdES adds to PDF 1.7.
  inside._root.data.Extensions = { Type: 'Extensions', ESIC: { BaseVersion: '1.7', ExtensionLevel: 2 } };
};

const emptySeal = (doc: PDFKit.PDFDocument, { signedBy, reason, at, room }: SignatureField): PDFKit.PDFKitReference => {
  // As wide as any number of bytes; written as names, for PDFKit knows no raw text.
  const unknown = '*'.repeat(10);
  return add(doc, {
    Type: 'Sig',
    Filter: 'Adobe.PPKLite',
    SubFilter: 'ETSI.CAdES.detached',
    ByteRange: [0, unknown, unknown, unknown],
    Contents: Buffer.alloc(room),
    M: at,
    Name: new String(signedBy),
    Reason: new String(reason),
  });
};

const add = (doc: PDFKit.PDFDocument, object: object): PDFKit.PDFKitReference => {
  const reference = doc.ref(object);
  reference.end(undefined);
  return reference;
};
