import { Socket } from 'node:net';

/** What the driver hands over for a new connection: its options, as it has read them. */
type Target = { host: string[]; port: number[]; path: string | false };

export type Sockets = {
  /** For the driver's option of this name, which its types omit. */
  socket(target: Target): Socket;
  /** Ends every connection at once, without a word to a server that may not listen, and allows no further one. */
  destroy(): void;
};

/**
 * Makes the driver's sockets, so that those of a silent server can be destroyed. The driver alone would wait until the server
 * has said goodbye.
 */
export function trackedSockets(): Sockets {
  const open = new Set<Socket>();
  let made = 0;
  let closed = false;
  return {
    // The driver takes a socket that is not connected yet: what it writes follows a turn later, and Node holds it back.
    socket: (target) => {
      for (const one of open) if (one.destroyed) open.delete(one);
      const at = made++ % target.host.length;
      const [host, port] = [target.host[at] ?? 'localhost', target.port[at] ?? 5432];
      const socket = new Socket();
      // The driver listens only after this turn. Its waiting statements are refused one connection after the other.
      if (closed) {
        setImmediate(() => socket.destroy(refusal()));
        return socket;
      }
      open.add(socket);
      const { path } = target;
      // In a later turn: a connection may fail at once, and the driver must hear it.
      setImmediate(() => (path === false ? socket.connect(port, host) : socket.connect(path)));
      // The driver checks a certificate against the name in `host`.
      return Object.assign(socket, { host, port });
    },
    destroy: () => {
      for (const one of open) one.destroy();
      open.clear();
      closed = true;
    },
  };
}

const refusal = () => Object.assign(new Error('The connections are closed.'), { code: 'CONNECTION_DESTROYED' });
