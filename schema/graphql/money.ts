import { moneyInWords } from '../money.ts';
import { builder } from './builder.ts';

export type MoneyValue = { amountMinor: number; currency: string };

/** An amount of money. */
export const MoneyType = builder.objectRef<MoneyValue>('Money').implement({
  description: 'An amount of money, exact.',
  fields: (t) => ({
    amountMinor: t.exposeInt('amountMinor', { description: 'In minor units of the currency: cents; whole yen.' }),
    currency: t.exposeString('currency', { description: 'ISO 4217: USD.' }),
    words: t.string({
      description: 'To show: USD 1,250.00.',
      resolve: ({ amountMinor, currency }) => moneyInWords(amountMinor, currency),
    }),
  }),
});
