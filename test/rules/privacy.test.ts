import { describe, expect, test } from '@jest/globals';
import { speaksOf } from '../../schema/plainText.ts';
import {
  type CertificateOnRecord,
  erasureNotice,
  mayErase,
  standingErasure,
  yearsAfter,
} from '../../schema/privacy/rules.ts';

const issuedAt = new Date('2026-11-22T12:30:00.000Z');
const on = (facts: Partial<CertificateOnRecord> = {}): CertificateOnRecord => ({
  number: 'SAMPLE',
  organization: 'Sample Institute',
  purpose: 'CREDIT',
  specimen: false,
  issuedAt,
  retentionYears: 7,
  keptUntil: null,
  ...facts,
});

describe('how long a record is kept', () => {
  test('calendar years, and never a day less', () => {
    expect(yearsAfter(issuedAt, 7).toISOString()).toBe('2033-11-22T12:30:00.000Z');
    expect(yearsAfter(issuedAt, 0)).toEqual(issuedAt);
    expect(yearsAfter(new Date('2028-02-29T00:00:00Z'), 7).toISOString()).toBe('2035-03-01T00:00:00.000Z');
    expect(yearsAfter(new Date('2028-02-29T00:00:00Z'), 4).toISOString()).toBe('2032-02-29T00:00:00.000Z');
  });

  test('no certificates, study for personal growth and specimens do not delay an erasure', () => {
    expect(mayErase([], issuedAt)).toEqual({ ok: true });
    expect(mayErase([on({ purpose: 'PERSONAL' }), on({ specimen: true })], issuedAt)).toEqual({ ok: true });
    expect(mayErase([on({ retentionYears: 0 })], issuedAt)).toEqual({ ok: true });
  });

  test('an award is kept until the day that was frozen with it, whatever the organization says later', () => {
    const award = on({ retentionYears: 1, keptUntil: '2032-11-22' });
    expect(mayErase([award], new Date('2032-11-22T23:59:59Z')).ok).toBe(false);
    expect(mayErase([award], new Date('2032-11-23T00:00:00Z')).ok).toBe(true);
    expect(mayErase([on({ retentionYears: 7, keptUntil: '2027-11-22' })], new Date('2028-01-01T00:00:00Z')).ok).toBe(
      false,
    );
  });

  test('until the very instant of the last one, as its own organization says', () => {
    const held = [
      on(),
      on({ number: 'LATER', organization: 'Other', retentionYears: 10 }),
      on({ purpose: 'PERSONAL' }),
    ];
    const verdict = mayErase(held, new Date('2030-01-01T00:00:00Z'));
    expect(verdict).toMatchObject({ ok: false, because: 'RETENTION', dueAt: new Date('2036-11-22T12:30:00.000Z') });
    expect(!verdict.ok && verdict.heldBy.map(({ certificateNumber }) => certificateNumber)).toEqual([
      'LATER',
      'SAMPLE',
    ]);
    expect(mayErase([on()], new Date('2033-11-22T12:29:59.999Z')).ok).toBe(false);
    expect(mayErase([on()], new Date('2033-11-22T12:30:00.000Z')).ok).toBe(true);
  });
});

describe('what the person sees', () => {
  const dueAt = new Date('2033-11-22T12:30:00.000Z');
  const request = { requestedAt: issuedAt, dueAt, carriedOutAt: null };

  test('the day moves on with further credit, and never back', () => {
    const later = mayErase([on({ issuedAt: new Date('2027-05-01T00:00:00Z') })], issuedAt);
    expect(standingErasure(request, later)).toMatchObject({ dueAt: new Date('2034-05-01T00:00:00Z') });
    const sooner = mayErase([on({ retentionYears: 3 })], issuedAt);
    expect(standingErasure(request, sooner)).toMatchObject({ dueAt });
    expect(standingErasure(request, { ok: true })).toEqual({ ...request, heldBy: [], heldOrders: [] });
  });

  test('the day, the reason and that nothing changes until then; or that it is done', () => {
    const notice = erasureNotice(standingErasure(request, mayErase([on(), on()], issuedAt)));
    expect(notice).toMatch(/Sample Institute must keep .* 7 years/);
    expect(notice).toMatch(/2 certificates/);
    expect(notice).toMatch(/2033-11-22, all at the same time/);
    expect(erasureNotice({ ...request, heldBy: [], heldOrders: [] })).toMatch(/^Your personal data will be deleted/);
    expect(erasureNotice({ ...request, carriedOutAt: dueAt, heldBy: [], heldOrders: [] })).toMatch(
      /^Your personal data was deleted/,
    );
  });
});

test.each([
  ['Asked by Li Wu', true],
  ['asked by li  wu.', true],
  ['Li Wutang asked', false],
  ['Mail from robin@example.org', true],
  ['By telephone', false],
])('“%s” names the person: %s', (text, expected) => {
  expect(speaksOf(text, ['Li Wu', 'robin@example.org', ''])).toBe(expected);
});
