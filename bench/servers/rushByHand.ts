import { createServer } from 'node:http';
import express from 'express';
import postgres from 'postgres';
import { CONNECTIONS, serve, sessionLookup, settings } from './child.ts';

/**
 * A locked insert as one would write it by hand: Express, the session, a transaction that locks the event, counts its seats and inserts
 * one. No hold that ends, no price, order, payment, limit, waitlist, history or mail.
 */
const { readViewer } = sessionLookup();
const sql = postgres(settings().databaseUrl, { max: CONNECTIONS });
const app = express();
app.post('/graphql', express.json(), async (request, response) => {
  const viewer = await readViewer(request);
  if (viewer === null) return void response.status(401).json({ error: 'not signed in' });
  const { eventId }: { eventId: string } = request.body;
  const seat = await sql.begin(async (tx) => {
    const [event] = await tx<
      { capacity: number }[]
    >`select capacity from by_hand_events where id = ${eventId} for update`;
    const [{ taken } = { taken: 0 }] = await tx<{ taken: number }[]>`
      select count(*)::int as taken from by_hand_seats where event_id = ${eventId}`;
    if (event === undefined || taken >= event.capacity) return null;
    const [made] = await tx<{ id: string }[]>`
      insert into by_hand_seats (event_id, user_id) values (${eventId}, ${viewer.userId}) returning id`;
    return made?.id ?? null;
  });
  response.json(seat === null ? { refused: 'SOLD_OUT' } : { seat });
});
await serve(createServer(app));
