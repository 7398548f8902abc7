import { z } from 'zod';
import type { RefundId } from '../../../drizzle/ids.ts';
import { rowKey } from '../../jobs/operations.ts';

/** The job that sends one refund to Stripe. It is queued with the row. */
export const refundJob = { name: 'carry-out-refunds', payload: z.object({ refundId: rowKey<RefundId>() }) };
