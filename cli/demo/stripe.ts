import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { JourneyFailed } from './client.ts';

const STAND_IN = fileURLToPath(new URL('../../test/support/stripeProcess.ts', import.meta.url));

/** Stripe as the tests know it, in a process of its own. Nothing leaves this machine. */
export type StandIn = {
  url: string;
  secretKey: string;
  webhookSecret: string;
  /** Does what a buyer does on Stripe's page. */
  complete(sessionId: string): Promise<void>;
  /** Sends each event to this address when it happens. */
  deliverTo(url: string): Promise<void>;
  stop(): Promise<void>;
};

/** Starts the stand-in of Stripe, or answers null where the tests are not installed, as in the image. */
export async function startStandIn(): Promise<StandIn | null> {
  if (!existsSync(STAND_IN)) return null;
  const child = spawn(process.execPath, [STAND_IN], { stdio: ['pipe', 'pipe', 'inherit'] });
  const [line] = (await Promise.race([
    once(createInterface(child.stdout), 'line'),
    once(child, 'exit').then(() => ['']),
  ])) as [string];
  if (line === '') throw new JourneyFailed('The stand-in of Stripe did not start.');
  const { url, secretKey, webhookSecret } = JSON.parse(line);
  const control = async (name: string, ...values: unknown[]) => {
    const answer = await fetch(`${url}/_control/${name}`, { method: 'POST', body: JSON.stringify(values) });
    if (!answer.ok) throw new JourneyFailed(`The stand-in of Stripe: ${await answer.text()}`);
  };
  return {
    ...{ url, secretKey, webhookSecret },
    complete: (sessionId) => control('complete', sessionId),
    deliverTo: (address) => control('deliverTo', address),
    stop: () => ended(child),
  };
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.stdin?.end();
  await once(child, 'exit');
}
