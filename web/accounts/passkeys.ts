import { askSignIn, type SignInBody } from '../ask.ts';

const canUse = (): boolean =>
  typeof PublicKeyCredential !== 'undefined' && 'parseRequestOptionsFromJSON' in PublicKeyCredential;

async function optionsToUse(): Promise<PublicKeyCredentialRequestOptions | null> {
  const { ok, body } = await askSignIn('/passkey/generate-authenticate-options');
  return ok ? PublicKeyCredential.parseRequestOptionsFromJSON(body as never) : null;
}

async function verify(used: Credential | null): Promise<SignInBody | null> {
  const { ok, body } = await askSignIn('/passkey/verify-authentication', {
    response: (used as PublicKeyCredential | null)?.toJSON(),
  });
  return ok ? null : body;
}

/** Signs in with a passkey; null when that went well, else the refusal. */
export async function usePasskey(): Promise<SignInBody | null> {
  if (!canUse()) return { code: 'NO_PASSKEYS' };
  const publicKey = await optionsToUse();
  if (publicKey === null) return { code: 'OFFLINE' };
  try {
    return await verify(await navigator.credentials.get({ publicKey }));
  } catch {
    // The person closed the dialog, or the device knows no passkey for this site.
    return { code: 'NO_PASSKEYS' };
  }
}

/** Lets the browser offer a passkey in the field of the address; answers how to stop that. */
export function offeredPasskey(done: () => void): () => void {
  const aborter = new AbortController();
  void offer(aborter.signal, done);
  return () => aborter.abort();
}

async function offer(signal: AbortSignal, done: () => void): Promise<void> {
  if (!canUse() || !(await PublicKeyCredential.isConditionalMediationAvailable?.())) return;
  const publicKey = await optionsToUse();
  if (publicKey === null || signal.aborted) return;
  try {
    const used = await navigator.credentials.get({ publicKey, signal, mediation: 'conditional' });
    if ((await verify(used)) === null) done();
  } catch {
    // Nobody took the offer.
  }
}

type Answer = { ok: boolean; body: SignInBody };

/** Makes a passkey on this device, and gives it to the account. */
export async function addPasskey(name: string): Promise<Answer> {
  if (!canUse()) return { ok: false, body: { code: 'NO_PASSKEYS' } };
  const asked = await askSignIn('/passkey/generate-register-options');
  if (!asked.ok) return asked;
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(asked.body as never);
  try {
    const made = (await navigator.credentials.create({ publicKey })) as PublicKeyCredential | null;
    const body = { response: made?.toJSON(), ...(name === '' ? {} : { name }) };
    return await askSignIn('/passkey/verify-registration', body);
  } catch {
    // The person closed the dialog, or the device has this passkey already.
    return { ok: false, body: { code: 'NO_PASSKEYS' } };
  }
}
