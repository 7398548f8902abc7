import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import express from 'express';
import type { ExaminedForPrograms } from '../../certificates/verify/conclusion.ts';
import type { StepKey } from '../../certificates/verify/report.ts';
import { prepareDocuments } from '../../schema/issuance/operations/prepareDocuments.ts';
import { mount } from '../../server/app/mount.ts';
import { verification } from '../../server/app/routes.ts';
import { createLog } from '../../server/http/logging.ts';
import type { Examine } from '../../server/verification/examination.ts';
import type { FileOptions } from '../../server/verification/fileRoutes.ts';
import { TEST_CONFIG } from './app.ts';
import type { Issued } from './issued.ts';
import { openWorld } from './world.ts';

const SECRET = 'a session secret that only these tests know';

/** POST /verify on servers of its own, over one world, one folder and one clock. */
export const openDesk = async () => {
  const world = await openWorld();
  const folder = mkdtempSync(join(tmpdir(), 'attune-verify-test-'));
  const clock = { now: new Date('2026-11-26T00:00:00Z') };
  const stop: (() => void)[] = [];

  /** The route's address; its thread is the real one unless another is given. */
  const serve = async (examine?: Examine, options: FileOptions = {}): Promise<string> => {
    const { db, vault } = world;
    const app = express().set('trust proxy', 1);
    const clockNow = () => clock.now;
    const services = { db, vault, secret: SECRET, clock: clockNow, log: createLog('silent'), settings: TEST_CONFIG };
    mount(app, services, verification(services, { ...options, folder, ...(examine && { examine }) }));
    const server = app.listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    stop.push(() => {
      server.close();
      server.closeAllConnections();
    });
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}/verify`;
  };
  const url = await serve();

  const send = (body: Buffer, type = 'application/pdf', to = url) =>
    fetch(to, {
      method: 'POST',
      headers: { 'content-type': type, accept: 'application/json' },
      body: new Uint8Array(body),
    });

  return {
    world,
    folder,
    url,
    clock,
    serve,
    send,
    /** The report on a file that is taken. */
    examined: async (body: Buffer, type?: string): Promise<ExaminedForPrograms> => {
      const response = await send(body, type);
      if (response.status !== 200) throw new Error(`${response.status}: ${await response.text()}`);
      return (await response.json()) as ExaminedForPrograms;
    },
    /** Its sealed PDF, made now. */
    prepared: async ({ id }: Issued): Promise<Buffer> => {
      const made = await prepareDocuments(world.db, world.vault, world.issuer, { certificateId: id, now: clock.now });
      return made?.bytes ?? Buffer.alloc(0);
    },
    /** Each test uses a different hour, so that the limits of one do not affect the next. */
    nextHour: () => {
      clock.now = new Date(clock.now.getTime() + 3_700_000);
    },
    leftOver: () => readdirSync(folder),
    close: async () => {
      for (const end of stop) end();
      await world.close();
      rmSync(folder, { recursive: true });
    },
  };
};

export type Desk = Awaited<ReturnType<typeof openDesk>>;

export const stepIn = ({ steps }: ExaminedForPrograms, key: StepKey) => steps.find((step) => step.key === key);
