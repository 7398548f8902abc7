import { threadId, workerData } from 'node:worker_threads';
import type { BadgesDocument } from '../../certificates/badges.ts';
import type { DoorListDocument } from '../../certificates/doorList.ts';
import type { InvoiceDocument } from '../../certificates/invoice.ts';
import { type CertificateTask, type CredentialTask, createPress, type PreviewTask } from '../../certificates/press.ts';
import type { TranscriptDocument } from '../../certificates/transcript.ts';
import { warmPress } from '../../certificates/warm.ts';
import { openKeyFolder } from '../keys/keyring.ts';
import type { Pressed, PressSettings } from './press.ts';
import { TimestampError, timestamperOf } from './timestamp.ts';

// The data that startPress passed in.
const { keysDir, tsaUrl }: PressSettings = workerData;

const { keyring } = openKeyFolder(keysDir);
const press = createPress({ keyring, timestamper: timestamperOf(tsaUrl) });

async function answer<Made>(making: Promise<Made>): Promise<Pressed<Made>> {
  try {
    return { made: await making };
  } catch (error) {
    if (error instanceof TimestampError) return { unavailable: error.message };
    throw error;
  }
}

export const credential = (task: CredentialTask) => answer(press.credential(task));
export const certificate = (task: CertificateTask) => answer(press.certificate(task));
export const preview = (task: PreviewTask) => answer(press.preview(task));
export const picture = (task: PreviewTask) => answer(press.picture(task));
export const transcript = (task: TranscriptDocument) => answer(press.transcript(task));
export const invoice = (task: InvoiceDocument) => answer(press.invoice(task));
export const doorList = (task: DoorListDocument) => answer(press.doorList(task));
export const badges = (task: BadgesDocument) => answer(press.badges(task));

let warming: Promise<void> | undefined;

/** Once in a thread, and without the timestamp authority. Returns which thread is warm. */
export async function warm(): Promise<number> {
  warming ??= warmPress(createPress({ keyring, timestamper: null }));
  await warming;
  return threadId;
}
