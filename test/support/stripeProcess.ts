import { startStripe } from './stripe/standIn.ts';

/** The stand-in of Stripe in a process of its own. Prints where it is and its keys; POST /_control/<name> does what a buyer does. */
const { url, secretKey, webhookSecret } = await startStripe();
process.stdout.write(`${JSON.stringify({ url, secretKey, webhookSecret })}\n`);
process.on('disconnect', () => process.exit(0));
