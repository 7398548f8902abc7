import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { OrganizationId } from '../../drizzle/ids.ts';
import type { StripeEvent } from '../../test/support/stripe/state.ts';
import { NODE24, told } from '../peers.ts';
import { treeCpuSeconds } from '../processCpu.ts';

export type StandIn = {
  url: string;
  secretKey: string;
  webhookSecret: string;
  /** So many orders, each of an event of its own, whose checkouts were just paid: the events that Stripe would send. */
  sell(count: number): Promise<StripeEvent[]>;
  cpuMs(): number;
  stop(): Promise<void>;
};

/** The stand-in of Stripe in a process of its own. */
export const startStandIn = async (shop: { appUrl: string; organizationId: OrganizationId }): Promise<StandIn> => {
  const program = fileURLToPath(new URL('../servers/stripe.ts', import.meta.url));
  const child = spawn(process.execPath, ['--import', NODE24, program], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    env: { PATH: process.env.PATH, DATABASE_URL: shop.appUrl, SELLER: shop.organizationId },
  });
  const keys = await told<Pick<StandIn, 'url' | 'secretKey' | 'webhookSecret'>>(child);
  return {
    ...keys,
    sell: (count) => {
      const answer = told<StripeEvent[]>(child);
      child.send({ sell: count });
      return answer;
    },
    cpuMs: () => treeCpuSeconds(child.pid ?? 0) * 1000,
    stop: async () => {
      const ended = once(child, 'exit');
      child.disconnect();
      await ended;
    },
  };
};
