import { createHash, webcrypto } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as asn1js from 'asn1js';
import {
  AlgorithmIdentifier,
  Attribute,
  AttributeTypeAndValue,
  BasicConstraints,
  Certificate,
  ContentInfo,
  CryptoEngine,
  EncapsulatedContentInfo,
  Extension,
  ExtKeyUsage,
  IssuerAndSerialNumber,
  MessageImprint,
  PKIStatusInfo,
  RelativeDistinguishedNames,
  SignedAndUnsignedAttributes,
  SignedData,
  SignerInfo,
  TimeStampReq,
  TimeStampResp,
  TSTInfo,
} from 'pkijs';
import { checkTimestampToken } from '../../certificates/seal/token.ts';

const SHA256 = '2.16.840.1.101.3.4.2.1';
const TIME_STAMPING = '1.3.6.1.5.5.7.3.8';
const subtle = webcrypto.subtle as SubtleCrypto;
const engine = new CryptoEngine({ name: 'node', crypto: webcrypto as Crypto });

/** What a stamp may get wrong, so that its readers can be tried. */
export type Misdeed = {
  imprint?: Uint8Array;
  nonce?: Uint8Array;
  certificates?: Certificate[];
  statusWithoutToken?: number;
};

type Options = {
  kind?: 'EC' | 'RSA';
  now?: () => Date;
  /** Of the certificate that stamps. */
  extendedUsage?: { critical: boolean; purposes: string[] };
  validUntil?: Date;
};

export type TimestampAuthority = Awaited<ReturnType<typeof createTimestampAuthority>>;

/** An authority with its own root, made with pkijs. It refuses a request that does not follow RFC 3161. */
export const createTimestampAuthority = async (options: Options = {}) => {
  const { kind = 'EC', now = () => new Date('2026-11-22T09:00:01Z') } = options;
  const [rootKeys, ownKeys] = [await keyPair(kind), await keyPair(kind)];
  const root = await certificate('Sample timestamp root', rootKeys, null, options);
  const own = await certificate('Sample timestamp authority', ownKeys, { name: root, keys: rootKeys }, options);
  let serial = 0;

  const stamp = async (imprint: Uint8Array, nonce?: asn1js.Integer, misdeed: Misdeed = {}): Promise<Buffer> => {
    serial += 1;
    const info = new TSTInfo({
      version: 1,
      policy: '1.3.6.1.4.1.99999.1',
      messageImprint: new MessageImprint({
        hashAlgorithm: new AlgorithmIdentifier({ algorithmId: SHA256, algorithmParams: new asn1js.Null() }),
        hashedMessage: new asn1js.OctetString({ valueHex: bytes(misdeed.imprint ?? imprint) }),
      }),
      serialNumber: new asn1js.Integer({ value: serial }),
      genTime: now(),
      ...(nonce && { nonce: misdeed.nonce ? new asn1js.Integer({ valueHex: bytes(misdeed.nonce) }) : nonce }),
    });
    return signed(info.toSchema().toBER(), own, ownKeys.privateKey, misdeed.certificates ?? [own, root]);
  };

  const respond = async (request: Buffer, misdeed: Misdeed = {}): Promise<Buffer> => {
    const asked = readRequest(request);
    if (asked === null) return response(2);
    if (misdeed.statusWithoutToken !== undefined) return response(misdeed.statusWithoutToken);
    const imprint = asked.messageImprint.hashedMessage.valueBlock.valueHexView;
    return response(0, await stamp(imprint, asked.nonce, misdeed));
  };

  /** The token as the server keeps it, in its one writing. */
  const keptToken = async (imprint: Uint8Array): Promise<Buffer> => {
    const checked = checkTimestampToken(await stamp(imprint), imprint);
    if (!checked.ok) throw new Error(checked.detail);
    return checked.timestamp.canonical;
  };

  return { root, own, stamp, respond, timestamper: (imprint: Uint8Array) => stamp(imprint), keptToken };
};

/** Serves an authority on 127.0.0.1; `answer` may be replaced to misbehave. */
export const serveTimestamps = async (authority: TimestampAuthority) => {
  const served = {
    misdeed: {} as Misdeed,
    answer: null as ((request: Buffer) => { status: number; type: string; body: Buffer } | 'NEVER') | null,
    requests: [] as Buffer[],
  };
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks);
    served.requests.push(body);
    const proper = request.method === 'POST' && request.headers['content-type'] === 'application/timestamp-query';
    const special = served.answer?.(body);
    if (special === 'NEVER') return;
    if (special) return void response.writeHead(special.status, { 'content-type': special.type }).end(special.body);
    if (!proper) return void response.writeHead(415).end();
    response.setHeader('content-type', 'application/timestamp-reply');
    response.end(await authority.respond(body, served.misdeed));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    served,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};

const bytes = (given: Uint8Array): Uint8Array<ArrayBuffer> => new Uint8Array(given);

const readRequest = (request: Buffer): TimeStampReq | null => {
  try {
    const asked = TimeStampReq.fromBER(bytes(request));
    const { hashAlgorithm, hashedMessage } = asked.messageImprint;
    const proper =
      asked.version === 1 &&
      asked.certReq === true &&
      asked.nonce !== undefined &&
      hashAlgorithm.algorithmId === SHA256 &&
      hashedMessage.valueBlock.valueHexView.length === 32 &&
      Buffer.from(asked.toSchema().toBER()).equals(request);
    return proper ? asked : null;
  } catch {
    return null;
  }
};

const response = (status: number, token?: Buffer): Buffer =>
  Buffer.from(
    new TimeStampResp({
      status: new PKIStatusInfo({ status }),
      ...(token && { timeStampToken: ContentInfo.fromBER(bytes(token)) }),
    })
      .toSchema()
      .toBER(),
  );

const keyPair = async (kind: 'EC' | 'RSA'): Promise<CryptoKeyPair> => {
  if (kind === 'EC') return subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify']);
  const rsa = { modulusLength: 2048, publicExponent: Uint8Array.of(1, 0, 1), hash: 'SHA-256' };
  return subtle.generateKey({ name: 'RSASSA-PKCS1-v1_5', ...rsa }, true, ['sign', 'verify']);
};

type Issuer = { name: Certificate; keys: CryptoKeyPair };

const certificate = async (name: string, keys: CryptoKeyPair, issuer: Issuer | null, options: Options) => {
  const subject = new RelativeDistinguishedNames({
    typesAndValues: [new AttributeTypeAndValue({ type: '2.5.4.3', value: new asn1js.Utf8String({ value: name }) })],
  });
  const made = new Certificate({
    version: 2,
    serialNumber: new asn1js.Integer({ value: issuer === null ? 1 : 2 }),
    subject,
    issuer: issuer?.name.subject ?? subject,
  });
  made.notBefore.value = new Date('2026-01-01T00:00:00Z');
  made.notAfter.value = (issuer && options.validUntil) ?? new Date('2046-01-01T00:00:00Z');
  await made.subjectPublicKeyInfo.importKey(keys.publicKey, engine);
  const { critical, purposes } = options.extendedUsage ?? { critical: true, purposes: [TIME_STAMPING] };
  const [extnID, isCritical, value] =
    issuer === null
      ? (['2.5.29.19', true, new BasicConstraints({ cA: true }).toSchema()] as const)
      : (['2.5.29.37', critical, new ExtKeyUsage({ keyPurposes: purposes }).toSchema()] as const);
  made.extensions = [new Extension({ extnID, critical: isCritical, extnValue: value.toBER() })];
  await made.sign((issuer?.keys ?? keys).privateKey, 'SHA-256', engine);
  // Read back, so that it is encoded as it was signed.
  return Certificate.fromBER(made.toSchema(true).toBER());
};

const signed = async (info: ArrayBuffer, own: Certificate, key: CryptoKey, certificates: Certificate[]) => {
  const hash = (of: ArrayBuffer) => bytes(createHash('sha256').update(Buffer.from(of)).digest());
  const octets = (valueHex: Uint8Array<ArrayBuffer>) => new asn1js.OctetString({ valueHex });
  const attribute = (type: string, value: asn1js.BaseBlock) => new Attribute({ type, values: [value] });
  const named = new asn1js.Sequence({ value: [octets(hash(own.toSchema().toBER()))] });
  const nested = new asn1js.Sequence({ value: [new asn1js.Sequence({ value: [named] })] });
  const encapContentInfo = new EncapsulatedContentInfo({ eContentType: '1.2.840.113549.1.9.16.1.4' });
  // Given to the constructor it would be cut into pieces, which DER forbids.
  encapContentInfo.eContent = octets(new Uint8Array(info));
  const data = new SignedData({
    version: 3,
    encapContentInfo,
    certificates,
    signerInfos: [
      new SignerInfo({
        version: 1,
        sid: new IssuerAndSerialNumber({ issuer: own.issuer, serialNumber: own.serialNumber }),
        signedAttrs: new SignedAndUnsignedAttributes({
          type: 0,
          attributes: [
            attribute('1.2.840.113549.1.9.3', new asn1js.ObjectIdentifier({ value: '1.2.840.113549.1.9.16.1.4' })),
            attribute('1.2.840.113549.1.9.4', octets(hash(info))),
            attribute('1.2.840.113549.1.9.16.2.47', nested),
          ],
        }),
      }),
    ],
  });
  await data.sign(key, 0, 'SHA-256', undefined, engine);
  const content = new ContentInfo({ contentType: '1.2.840.113549.1.7.2', content: data.toSchema(true) });
  return Buffer.from(content.toSchema().toBER());
};
