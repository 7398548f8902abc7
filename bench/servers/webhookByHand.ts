import { createServer } from 'node:http';
import express from 'express';
import postgres from 'postgres';
import Stripe from 'stripe';
import { CONNECTIONS, serve, settings } from './child.ts';

/** A webhook as one would write it by hand: Express, Stripe's own check of the signature, and event and job in one transaction. */
const secret = process.env.STRIPE_WEBHOOK_SECRET ?? '';
const sql = postgres(settings().databaseUrl, { max: CONNECTIONS });
const app = express();
app.post('/webhooks/stripe', express.raw({ type: 'application/json', limit: '1mb' }), async (request, response) => {
  let event: Stripe.Event;
  try {
    event = Stripe.webhooks.constructEvent(request.body, request.get('stripe-signature') ?? '', secret);
  } catch {
    return void response.status(400).json({ error: 'bad signature' });
  }
  const object = event.data.object as { id: string };
  await sql.begin(async (tx) => {
    const [kept] = await tx<{ id: string }[]>`insert into by_hand_stripe_events (event_id, type, object_id)
      values (${event.id}, ${event.type}, ${object.id}) on conflict (event_id) do nothing returning id`;
    if (kept !== undefined) await tx`insert into by_hand_jobs (event_key) values (${kept.id})`;
  });
  response.json({ received: true });
});
await serve(createServer(app));
