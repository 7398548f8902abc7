import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** Messages that end a turn: a simple query, a sync, and a flush, after which the client waits for the answer too. */
const TURNS = new Set(['Q', 'S', 'H']);

/** Counts the turns in what a client sends to PostgreSQL. Its first message, at the start, has no type. */
const turnCounter = (counted: () => void) => {
  let rest = Buffer.alloc(0);
  let started = false;
  return (chunk: Buffer) => {
    rest = Buffer.concat([rest, chunk]);
    for (;;) {
      const head = started ? 1 : 0;
      if (rest.length < head + 4) return;
      const size = head + rest.readInt32BE(head);
      if (rest.length < size) return;
      if (started && TURNS.has(String.fromCharCode(rest[0] ?? 0))) counted();
      started = true;
      rest = rest.subarray(size);
    }
  };
};

/** A relay before PostgreSQL that counts how often a client waits for its answer: the round trips. */
export const openWire = async (databaseUrl: string) => {
  const target = new URL(databaseUrl);
  const sockets = new Set<Socket>();
  let turns = 0;
  const relay = createServer((client) => {
    const server = connect(Number(target.port), target.hostname);
    const count = turnCounter(() => {
      turns += 1;
    });
    client.on('data', count);
    client.pipe(server).pipe(client);
    for (const socket of [client, server]) {
      sockets.add(socket);
      socket.on('error', () => socket.destroy());
    }
  });
  await new Promise<void>((resolve) => relay.listen(0, '127.0.0.1', resolve));
  const url = new URL(databaseUrl);
  url.host = `127.0.0.1:${(relay.address() as AddressInfo).port}`;
  return {
    url: url.href,
    /** The round trips of a call on connections that are already open. */
    count: async <Result>(act: () => Promise<Result>): Promise<{ turns: number; result: Result }> => {
      turns = 0;
      const result = await act();
      return { turns, result };
    },
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => relay.close(resolve));
    },
  };
};
