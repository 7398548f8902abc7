import { type Client, type Data, JourneyFailed } from './client.ts';

/** The papers of one certificate. */
export type Issued = { pdf: Buffer; credential: Buffer; token: Buffer };

/** Downloads a certificate in its three forms, and checks its number and its file. */
export async function issued(client: Client, certificate: Data): Promise<Issued> {
  const number = String(certificate.number);
  const papers = {
    pdf: await download(client, '/certificates/:number.pdf', `/certificates/${number}.pdf`),
    credential: await download(client, '/credentials/:number', `/credentials/${number}`),
    token: await download(client, '/credentials/:number.jwt', `/credentials/${number}.jwt`),
  };
  await verify(client, certificate);
  await verifyFile(client, papers.pdf);
  return papers;
}

/** Downloads a path; `route` is its name in the record of the journey. */
export function download(client: Client, route: string, path: string): Promise<Buffer> {
  return client.timed(`GET ${route}`, async () => {
    const answer = await client.request(path);
    if (!answer.ok) throw new JourneyFailed(`${route} was refused: ${answer.status} ${await answer.text()}`);
    const bytes = Buffer.from(await answer.arrayBuffer());
    return [`${bytes.length} bytes`, bytes];
  });
}

/** Checks a file as a licensing board does. */
const verifyFile = (client: Client, pdf: Buffer) =>
  client.timed('POST /verify', async () => {
    const headers = { 'content-type': 'application/pdf', accept: 'application/json' };
    const answer = await client.request('/verify', { method: 'POST', headers, body: new Uint8Array(pdf) });
    const report = (await answer.json()) as { overall?: string };
    if (report.overall !== 'GENUINE') throw new JourneyFailed(`The file's verdict is ${report.overall}, not GENUINE.`);
    return [report.overall, report];
  });

/** Checks a number as anyone can; no session is needed. */
async function verify(client: Client, { number, specimen }: Data) {
  const expected = String(specimen) === 'true' ? 'SPECIMEN' : 'VALID';
  await client.timed('GET /verify/:number', async () => {
    const answer = await client.request(`/verify/${number}`, { headers: { accept: 'application/json' } });
    const verdict = (await answer.json()) as { status?: string };
    if (verdict.status !== expected) throw new JourneyFailed(`The verdict is ${verdict.status}, not ${expected}.`);
    return [verdict.status, verdict];
  });
  await client.run('VerifyCertificate', { number });
}
