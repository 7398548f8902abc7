import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';

export type TakenMail = { mailFrom: string; rcptTo: string; text: string };
/** What the server answers instead of taking the mail: at the recipient, or after the text. `CLOSE` ends the connection there. */
type Refusals = { rcpt?: string; data?: string };

const OUT_OF_ORDER = '503 5.5.1 Bad sequence of commands';

/**
 * A mail server that takes commands only in their order (RFC 5321), lines only with CRLF, and one recipient for each mail. It speaks
 * DSN (RFC 3461). An address of `refusals` is answered as that says.
 */
export const startSmtpServer = async (refusals: Record<string, Refusals> = {}) => {
  const taken: TakenMail[] = [];
  const faults: string[] = [];
  const lines: string[] = [];
  const sockets = new Set<Socket>();

  const talk = (socket: Socket) => {
    let held = '';
    let greeted = false;
    let mail: Partial<TakenMail> = {};
    let data: string[] | null = null;
    const say = (answer: string) => (answer === 'CLOSE' ? socket.destroy() : socket.write(`${answer}\r\n`));
    const wrong = (line: string) => {
      faults.push(line);
      say(OUT_OF_ORDER);
    };
    const addressIn = (line: string, verb: string): string | null =>
      new RegExp(`^${verb}:<([^<>\\s]+)>(?: [A-Z]+=[^\\s]+)*$`).exec(line)?.[1] ?? null;
    const command = (line: string) => {
      const [verb = ''] = line.split(/[ :]/, 1);
      if (verb === 'EHLO') {
        greeted = true;
        return say('250-test.example.org\r\n250-DSN\r\n250 8BITMIME');
      }
      if (verb === 'QUIT') return socket.end('221 2.0.0 bye\r\n');
      if (verb === 'RSET') {
        mail = {};
        return say('250 2.0.0 ok');
      }
      if (verb === 'MAIL') {
        const from = addressIn(line, 'MAIL FROM');
        if (!greeted || mail.mailFrom !== undefined || from === null) return wrong(line);
        mail = { mailFrom: from };
        return say('250 2.1.0 ok');
      }
      if (verb === 'RCPT') {
        const to = addressIn(line, 'RCPT TO');
        if (mail.mailFrom === undefined || mail.rcptTo !== undefined || to === null) return wrong(line);
        const refusal = refusals[to]?.rcpt;
        if (refusal !== undefined) return say(refusal);
        mail.rcptTo = to;
        return say('250 2.1.5 ok');
      }
      if (verb === 'DATA' && mail.rcptTo !== undefined) {
        data = [];
        return say('354 go');
      }
      return wrong(line);
    };
    const dataLine = (line: string) => {
      if (data === null) return;
      if (line !== '.') return void data.push(line.startsWith('.') ? line.slice(1) : line);
      const { mailFrom = '', rcptTo = '' } = mail;
      const refusal = refusals[rcptTo]?.data;
      if (refusal === undefined) taken.push({ mailFrom, rcptTo, text: data.join('\r\n') });
      data = null;
      mail = {};
      say(refusal ?? '250 2.0.0 queued');
    };
    sockets.add(socket);
    socket.on('error', () => {}).on('close', () => sockets.delete(socket));
    socket.on('data', (bytes) => {
      held += bytes.toString('latin1');
      for (let at = held.indexOf('\n'); at >= 0; at = held.indexOf('\n')) {
        const line = held.slice(0, at + 1);
        held = held.slice(at + 1);
        if (!line.endsWith('\r\n')) faults.push(`a bare line feed: ${line}`);
        lines.push(line.trimEnd());
        if (data === null) command(line.trimEnd());
        else dataLine(line.replace(/\r?\n$/, ''));
      }
    });
    say('220 test.example.org');
  };

  const server = createServer(talk).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
  return {
    url: `smtp://127.0.0.1:${port}`,
    /** Every mail that it took. */
    taken,
    /** Every line that a strict server does not take. */
    faults,
    lines,
    stop: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
};
export type SmtpServer = Awaited<ReturnType<typeof startSmtpServer>>;
