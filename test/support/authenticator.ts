import { createHash, createSign, generateKeyPairSync, randomBytes } from 'node:crypto';

type Cbor = number | string | Buffer | Map<number | string, Cbor>;

const cborHead = (major: number, count: number): Buffer => {
  if (count < 24) return Buffer.from([(major << 5) | count]);
  return count < 256
    ? Buffer.from([(major << 5) | 24, count])
    : Buffer.from([(major << 5) | 25, count >> 8, count & 255]);
};

/** As much of CBOR (RFC 8949) as a WebAuthn attestation needs. */
const cbor = (value: Cbor): Buffer => {
  if (typeof value === 'number') return value >= 0 ? cborHead(0, value) : cborHead(1, -1 - value);
  if (typeof value === 'string') return Buffer.concat([cborHead(3, Buffer.byteLength(value)), Buffer.from(value)]);
  if (Buffer.isBuffer(value)) return Buffer.concat([cborHead(2, value.length), value]);
  return Buffer.concat([cborHead(5, value.size), ...[...value].flatMap(([key, item]) => [cbor(key), cbor(item)])]);
};

const sha256 = (data: Buffer | string) => createHash('sha256').update(data).digest();
const FLAG = { present: 1, verified: 4, attested: 0x40 };

type Ceremony = { challenge: string; origin: string; rpId: string; verified?: boolean; counter?: number };

/** A security key in software: ES256, one credential, attestation "none". Each answer can be bent for a test. */
export const createAuthenticator = () => {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
  const cose = new Map<number | string, Cbor>([
    [1, 2],
    [3, -7],
    [-1, 1],
    [-2, Buffer.from(x, 'base64url')],
    [-3, Buffer.from(y, 'base64url')],
  ]);
  const credentialId = randomBytes(32);
  const id = credentialId.toString('base64url');

  const clientData = (type: string, { challenge, origin }: Ceremony) =>
    Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));
  const authData = ({ rpId, verified = true, counter = 0 }: Ceremony, attested?: Buffer) => {
    const flags = FLAG.present | (verified ? FLAG.verified : 0) | (attested ? FLAG.attested : 0);
    const count = Buffer.alloc(4);
    count.writeUInt32BE(counter);
    return Buffer.concat([sha256(rpId), Buffer.from([flags]), count, attested ?? Buffer.alloc(0)]);
  };
  const envelope = { id, rawId: id, type: 'public-key', clientExtensionResults: {} };

  return {
    id,
    /** What navigator.credentials.create() gives the page. */
    register: (ceremony: Ceremony) => {
      const length = Buffer.from([0, credentialId.length]);
      const attested = Buffer.concat([Buffer.alloc(16), length, credentialId, cbor(cose)]);
      const attestationObject = cbor(
        new Map<string, Cbor>([
          ['fmt', 'none'],
          ['attStmt', new Map()],
          ['authData', authData(ceremony, attested)],
        ]),
      ).toString('base64url');
      const clientDataJSON = clientData('webauthn.create', ceremony).toString('base64url');
      return { ...envelope, response: { clientDataJSON, attestationObject, transports: ['internal'] } };
    },
    /** What navigator.credentials.get() gives the page. */
    signIn: (ceremony: Ceremony) => {
      const data = clientData('webauthn.get', ceremony);
      const authenticatorData = authData(ceremony);
      const signature = createSign('sha256')
        .update(Buffer.concat([authenticatorData, sha256(data)]))
        .sign(privateKey);
      const response = {
        clientDataJSON: data.toString('base64url'),
        authenticatorData: authenticatorData.toString('base64url'),
        signature: signature.toString('base64url'),
      };
      return { ...envelope, response };
    },
  };
};
