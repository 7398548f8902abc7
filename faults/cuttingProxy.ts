import { once } from 'node:events';
import { type AddressInfo, createServer, connect as dial, type Socket } from 'node:net';

/** Where a connection is cut: the COMMIT never arrives, or it arrives and its answer is lost. */
export type Cut = 'before COMMIT' | 'after COMMIT';

export type CuttingProxy = {
  port: number;
  /** Cuts this many of the next connections that send a COMMIT. */
  cut(where: Cut, times: number): void;
  /** How many were cut so far. */
  cuts(): number;
  close(): Promise<void>;
};

/** Stands between a client and a PostgreSQL on this machine, and cuts connections when they commit. */
export async function startCuttingProxy(target: number): Promise<CuttingProxy> {
  const open = new Set<Socket>();
  let [where, left, cuts]: [Cut, number, number] = ['before COMMIT', 0, 0];
  const server = createServer((client) => {
    const upstream = dial(target, '127.0.0.1');
    for (const socket of [client, upstream]) {
      open.add(socket);
      socket.on('error', () => {}).once('close', () => open.delete(socket));
    }
    const commits = commitReader();
    client.on('close', () => upstream.destroy());
    upstream.on('close', () => client.destroy());
    upstream.on('data', (data) => client.write(data));
    client.on('data', (data) => {
      const commit = commits(data) && left > 0;
      if (!commit) return void upstream.write(data);
      left -= 1;
      cuts += 1;
      if (where === 'before COMMIT') return void client.resetAndDestroy();
      upstream.removeAllListeners('data').once('data', () => client.resetAndDestroy());
      upstream.write(data);
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    cut: (at, times) => {
      [where, left] = [at, times];
    },
    cuts: () => cuts,
    close: async () => {
      for (const socket of open) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const [PARSE, BIND] = [0x50, 0x42];

/** Reads what a client sends; returns whether these bytes complete a message that executes COMMIT. */
function commitReader(): (data: Buffer) => boolean {
  const names = new Set<string>();
  let rest: Buffer = Buffer.alloc(0);
  let started = false;
  return (data) => {
    let found = false;
    rest = Buffer.concat([rest, data]);
    for (;;) {
      // The first message has no type.
      const head = started ? 1 : 0;
      if (rest.length < head + 4) return found;
      const end = head + rest.readUInt32BE(head);
      if (rest.length < end) return found;
      const [type, words] = [rest[0], rest.toString('latin1', 5, end).split('\0')];
      // Parse: name, text. Bind: portal, name.
      if (started && type === PARSE && /^commit$/i.test(words[1] ?? '')) names.add(words[0] ?? '');
      if (started && type === BIND && names.has(words[1] ?? '')) found = true;
      rest = rest.subarray(end);
      started = true;
    }
  };
}
