import { afterAll, expect, test } from '@jest/globals';
import { SHORT_FAULTS } from '../../../faults/faults.ts';
import { runFaults } from '../../../faults/run.ts';
import { killProcesses } from '../../../faults/serviceProcess.ts';

afterAll(killProcesses);

test('a learner reaches the certificate while everything around breaks, and nothing acknowledged is lost', async () => {
  const said: string[] = [];
  const { arrived, history } = await runFaults(SHORT_FAULTS, {
    seed: 8,
    rounds: 3,
    lanes: 1,
    say: (line) => said.push(line),
  });
  expect(history.faults).toEqual([]);
  expect(arrived).toBeGreaterThanOrEqual(2);
  expect(history.tally.acknowledged).toBeGreaterThan(100);
  expect(said).toHaveLength(SHORT_FAULTS.length + 1);
}, 240_000);
