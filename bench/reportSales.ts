import type { PageResult } from './measures/page.ts';
import type { RushResult } from './measures/rush.ts';
import type { WebhookResult } from './measures/webhooks.ts';
import { round } from './numbers.ts';
import type { Beside } from './sales/costs.ts';

const sides = (what: string, { attune, byHand, ratio, serverRatio, databaseRatio }: Beside, aim: string): string[] => [
  '',
  `| ${what} | CPU of the servers | CPU of PostgreSQL |`,
  '|---|---|---|',
  `| Attune | ${attune.serverMs} ms | ${attune.databaseMs} ms |`,
  `| by hand | ${byHand.serverMs} ms | ${byHand.databaseMs} ms |`,
  `| Attune over by hand | ${serverRatio} | ${databaseRatio} |`,
  '',
  `By both: ${ratio.median} (half of the turns from ${ratio.from} to ${ratio.to})${aim}.`,
];

export const rushLines = ({ rounds, buyers, seats, standInMs, ...result }: RushResult): string[] => [
  ...sides(
    `an attempt, ${rounds} rushes of ${buyers} buyers for ${seats} seats at two processes`,
    result,
    ', aim at most 3',
  ),
  `The stand-in of Stripe, which is counted nowhere, took ${standInMs} ms for each attempt.`,
];

export const pageLines = ({ rounds, ...result }: PageResult): string[] =>
  sides(`the public page of an event, ${rounds} turns`, result, '');

export const webhookLines = (result: WebhookResult): string[] => {
  const { perSecond, seconds, rounds, receiving, attune, byHand, ratios, ratio } = result;
  const row = (name: string, { serverMs, workerMs, databaseMs, drainSeconds }: WebhookResult['attune']) =>
    `| ${name} | ${serverMs} ms | ${workerMs} ms | ${databaseMs} ms | ${round(serverMs + workerMs + databaseMs)} ms | ${drainSeconds} s |`;
  return [
    ...sides(`an event is kept and answered, ${perSecond} a second`, receiving, ', aim at most 3'),
    '',
    `| an event until it is done, ${perSecond} a second for ${seconds} s, none lost, median of ${rounds} | server | worker | PostgreSQL | together | the last is done after |`,
    '|---|---|---|---|---|---|',
    row('Attune', attune),
    row('by hand', byHand),
    '',
    `Attune over by hand: ${ratio} (${ratios.join(', ')}), aim at most 3.`,
  ];
};
