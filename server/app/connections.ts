import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { siteOf } from '../http/network.ts';

/** How many connections a process keeps, how many of them one network may hold, and how many requests one may have in progress. */
export type ConnectionLimits = { most: number; mostOfNetwork: number; mostAtOnce: number };

const MOST_CONNECTIONS = 4_000;
/** Descriptors for the database, files, threads and mail. */
const RESERVE = 512;
/** No browser sends a request before the one before it was answered; a program may. */
const MOST_AT_ONCE = 16;

/** At most 4,000 connections, and fewer where the system lets the process open fewer than 4,512 descriptors. */
export function connectionLimits(descriptors: number = openFiles()): ConnectionLimits {
  const spare = Math.max(descriptors - RESERVE, Math.floor(descriptors / 4));
  const most = Math.min(MOST_CONNECTIONS, spare);
  return { most, mostOfNetwork: Math.ceil(most / 4), mostAtOnce: MOST_AT_ONCE };
}

function openFiles(): number {
  // Without it the report looks up the names of all peers. Node's types know neither it nor what a report contains.
  Object.assign(process.report, { excludeNetwork: true });
  const { userLimits } = process.report.getReport() as { userLimits?: { open_files?: { soft?: unknown } } };
  const soft = userLimits?.open_files?.soft;
  return typeof soft === 'number' ? soft : Number.POSITIVE_INFINITY;
}

type Closed = 'FULL' | 'NETWORK' | 'PIPELINED';

export type Guard = {
  limits: ConnectionLimits;
  /** Everybody behind a proxy has its address, so a proxy may hold all connections. */
  isProxy: (address: string) => boolean;
  /** Told of each connection that the guard closes. */
  onClosed: (because: Closed) => void;
};

type Connection = {
  network: string | null;
  requests: number;
  last: { request: IncomingMessage; response: ServerResponse } | null;
};

/**
 * Bounds the connections of a server. When there is no room, it closes the connection that has waited the longest for a request,
 * so that newcomers get in; if none waits, one whose client is slow. Returns the listener that hands
 * requests to the application; it ends a connection that has too many in progress.
 */
export function guardConnections(server: Server, app: RequestListener, guard: Guard): RequestListener {
  const { limits, isProxy, onClosed } = guard;
  const open = new Map<Socket, Connection>();
  const waiting = waitingLine();
  const room = Math.max(1, Math.floor(limits.most / 16));
  const close = (socket: Socket, because: Closed) => {
    onClosed(because);
    socket.destroy();
    forget(socket);
  };
  const forget = (socket: Socket) => {
    const connection = open.get(socket);
    if (connection === undefined) return;
    open.delete(socket);
    waiting.leave(socket, connection.network);
    waiting.count(connection.network, -1);
  };
  const makeRoom = () => {
    const closable = waiting.first() ?? slowest(open);
    if (closable !== undefined) close(closable, 'FULL');
  };
  server.maxConnections = limits.most;
  server.on('drop', () => onClosed('FULL'));
  server.on('connection', (socket) => {
    const address = socket.remoteAddress ?? '';
    const network = isProxy(address) ? null : siteOf(address);
    socket.once('close', () => forget(socket));
    open.set(socket, { network, requests: 0, last: null });
    if (waiting.count(network, 1) > limits.mostOfNetwork) close(waiting.first(network) ?? socket, 'NETWORK');
    if (open.size > limits.most - room) makeRoom();
    if (open.has(socket)) waiting.enter(socket, network);
  });
  return (request, response) => {
    const { socket } = request;
    const connection = open.get(socket);
    if (connection === undefined) return;
    if (connection.requests >= limits.mostAtOnce) return close(socket, 'PIPELINED');
    connection.requests += 1;
    connection.last = { request, response };
    waiting.leave(socket, connection.network);
    response.once('close', () => {
      connection.requests -= 1;
      if (connection.requests === 0 && open.has(socket)) waiting.enter(socket, connection.network);
    });
    app(request, response);
  };
}

/** The oldest connection whose client has yet to send its request, or to read an answer that is complete. */
function slowest(open: Map<Socket, Connection>): Socket | undefined {
  for (const [socket, { last }] of open)
    if (last !== null && (!last.request.complete || last.response.writableEnded)) return socket;
  return undefined;
}

/** Connections without a request in progress, in all and for each network, and how many each network has open. Null is a proxy. */
function waitingLine() {
  const all = new Set<Socket>();
  const networks = new Map<string, { open: number; waiting: Set<Socket> }>();
  const of = (network: string | null) => (network === null ? undefined : networks.get(network));
  return {
    enter: (socket: Socket, network: string | null) => {
      all.add(socket);
      of(network)?.waiting.add(socket);
    },
    leave: (socket: Socket, network: string | null) => {
      all.delete(socket);
      of(network)?.waiting.delete(socket);
    },
    /** Changes how many connections the network has open, and returns it; 0 for a proxy. */
    count: (network: string | null, by: 1 | -1): number => {
      if (network === null) return 0;
      const own = networks.get(network) ?? { open: 0, waiting: new Set() };
      own.open += by;
      if (own.open === 0) networks.delete(network);
      else networks.set(network, own);
      return own.open;
    },
    /** The one that has waited the longest. */
    first: (network?: string | null): Socket | undefined =>
      (network === undefined ? all : of(network)?.waiting)?.values().next().value,
  };
}
