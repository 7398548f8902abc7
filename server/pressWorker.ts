import { workerData } from 'node:worker_threads';
import { type CertificateTask, type CredentialTask, createPress } from '../certificates/press.ts';
import { openKeyFolder } from './keys/keyring.ts';
import type { PressSettings } from './press.ts';
import { createTimestamper } from './timestamp.ts';

// What startPress handed over.
const { keysDir, tsaUrl }: PressSettings = workerData;

const press = createPress({
  keyring: openKeyFolder(keysDir).keyring,
  timestamper: tsaUrl === null ? null : createTimestamper({ url: tsaUrl, timeoutMs: 10_000 }),
});

export const credential = (task: CredentialTask) => press.credential(task);
export const certificate = (task: CertificateTask) => press.certificate(task);
