import type { Client, Data } from './client.ts';
import { download, type Issued, issued } from './download.ts';
import type { Earnable, Held } from './licenses.ts';

export type CreditFile = { name: string; bytes: Buffer };
type Claiming = { enrollmentId: string; printedName: string; earnable: readonly Earnable[]; all: readonly Held[] };

/** Claims each offer with its license. Returns the files of the folder `credit`, and a line on what is in them or is missing. */
export async function claimOffers(
  client: Client,
  { enrollmentId, printedName, earnable, all }: Claiming,
  plain: Issued,
) {
  const files: CreditFile[] = [];
  const told: string[] = [];
  await client.run('EnrollmentOffers', { id: enrollmentId });
  const given = earnable.length === 0 ? [] : await claim(client, { enrollmentId, printedName, earnable });
  for (const { certificate, licenseId, boardName, keepsLog } of all) {
    const award = given.find(({ held }) => held.licenseId === licenseId);
    const papers = keepsLog ? plain : award?.papers;
    if (papers === undefined) {
      told.push(`No credit for ${boardName}: ${award?.refusal ?? 'this server offers none that its file lists.'}`);
      continue;
    }
    const { pdf, credential } = papers;
    files.push({ name: `${certificate}.pdf`, bytes: pdf }, { name: `${certificate}.json`, bytes: credential });
    told.push(`${certificate}.pdf: ${award?.words ?? 'the certificate of completion, for the log'}. ${boardName}`);
  }
  for (const held of all) files.push(...(await transcripts(client, held)));
  return { files, told };
}

type Given = { held: Held; words: string; papers?: Issued; refusal?: string };

async function claim(client: Client, { enrollmentId, printedName, earnable }: Omit<Claiming, 'all'>): Promise<Given[]> {
  const offers = earnable.map(({ held, offer }) => ({ offerId: offer.id, licenseIds: [held.licenseId] }));
  const input = { enrollmentId, printedName, offers, giveRest: true };
  const { awards, refused } = await client.run('ClaimOffers', { input });
  const given: Given[] = [];
  for (const { held, offer } of earnable) {
    const ofOffer = ({ offerId }: Data) => String(offerId) === String(offer.id);
    const award = Object.values(awards ?? {}).find(ofOffer);
    const words = String(offer.amountInWords);
    if (award?.certificate !== undefined) given.push({ held, words, papers: await issued(client, award.certificate) });
    const blockers = Object.values(Object.values(refused ?? {}).find(ofOffer)?.blockers ?? {});
    if (blockers.length > 0) given.push({ held, words, refusal: blockers.map(({ message }) => message).join(' ') });
  }
  return given;
}

async function transcripts(client: Client, { licenseId, transcript, profession, jurisdiction }: Held) {
  const told = `CreditTranscript: ${profession} in ${jurisdiction}`;
  const { creditTranscript } = await client.run('CreditTranscript', { licenseId, first: 20 }, told);
  const files: CreditFile[] = [];
  for (const kind of ['pdf', 'csv'] as const) {
    const { pathname, search } = new URL(String(creditTranscript?.[`${kind}Url`]));
    const bytes = await download(client, `/transcripts/:license.${kind}`, `${pathname}${search}`);
    files.push({ name: `${transcript}.${kind}`, bytes });
  }
  return files;
}
