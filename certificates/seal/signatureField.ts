import { dateString, spell, textString } from '../draw/spelled.ts';

/** The size of a CMS without its certificates, and of a token with its authority's chain, in bytes of DER. */
const OWN_BYTES = 1_024;
const TOKEN_BYTES = 12_288;

/** How many bytes of DER a seal may need, given the certificates (base64) of its key and whether it gets a timestamp. */
export function roomForSeal(certificates: readonly string[], timestamped: boolean): number {
  const chain = certificates.reduce((sum, text) => sum + Buffer.byteLength(text, 'base64'), 0);
  return OWN_BYTES + chain + (timestamped ? TOKEN_BYTES : 0);
}

export type SignatureField = {
  /** The legal name of the sealing organization. */
  signedBy: string;
  reason: string;
  at: Date;
  /** What a screen reader says for the field (PDF/UA-1, 7.18.1). */
  tooltip: string;
  /** How many bytes of DER the seal may have. */
  room: number;
};

/** Members of PDFKit that its types omit; test/certificates/seal/seal.test.ts checks them. */
type Inside = {
  _root: { data: Record<string, unknown> };
  page: { dictionary: PDFKit.PDFKitReference; annotations: unknown[] };
  endAcroForm(): unknown;
};

/**
 * Adds an invisible signature field with an empty seal to the open page; `sealPdf` fills it. Its zero rectangle needs neither
 * appearance nor structure element (ISO 19005-3, 6.3.3; ISO 14289-1, 7.18.1). Call it once, before `doc.end()`.
 */
export function addSignatureField(doc: PDFKit.PDFDocument, field: SignatureField): void {
  const inside = doc as unknown as Inside;
  const widget = doc.ref({});
  inside.page.annotations.push(widget);
  const seal = spell(doc, emptySeal(field));
  spell(doc, widgetText(field.tooltip, inside.page.dictionary.id, seal), undefined, widget);
  // SignaturesExist and AppendOnly. PDFKit's own form sets NeedAppearances, which ISO 19005-3, 6.4.1 forbids.
  const form = doc.ref({});
  spell(doc, `<<\n/Fields [${widget.id} 0 R]\n/SigFlags 3\n>>`, undefined, form);
  inside._root.data.AcroForm = form;
  inside.endAcroForm = () => doc;
  // ETSI EN 319 142-1: what PAdES adds to PDF 1.7.
  inside._root.data.Extensions = { Type: 'Extensions', ESIC: { BaseVersion: '1.7', ExtensionLevel: 2 } };
}

/** Its flags are Print and Locked; Hidden is forbidden (ISO 19005-3, 6.3.2). */
const widgetText = (tooltip: string, page: number, seal: number): string => `<<
/Type /Annot
/Subtype /Widget
/FT /Sig
/T (Seal)
/TU ${textString(tooltip)}
/Rect [0 0 0 0]
/F 132
/P ${page} 0 R
/V ${seal} 0 R
>>`;

/** Wide enough for any number of bytes. */
const UNKNOWN = `/${'*'.repeat(10)}`;

/** Byte for byte the text that `seal/place.ts` looks for. */
const emptySeal = ({ signedBy, reason, at, room }: SignatureField): string => `<<
/Type /Sig
/Filter /Adobe.PPKLite
/SubFilter /ETSI.CAdES.detached
/ByteRange [0 ${UNKNOWN} ${UNKNOWN} ${UNKNOWN}]
/Contents <${'00'.repeat(room)}>
/M ${dateString(at)}
/Name ${textString(signedBy)}
/Reason ${textString(reason)}
>>`;
