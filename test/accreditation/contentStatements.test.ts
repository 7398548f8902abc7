import { describe, expect, test } from '@jest/globals';
import { statementOn } from '../../schema/accreditation/rules/inForce.ts';
import { fillStatement } from '../../schema/accreditation/rules/statement.ts';
import { accreditor, accreditors, DAY } from '../support/contentBodies.ts';

describe('statements', () => {
  const PRINTED = { organization: 'Example Institute', number: 'X-1', amount: '1.5', from: 'A', to: 'B' };
  const ACE =
    'Example Institute, #X-1, is approved as an ACE provider to offer social work continuing education by the Association of Social Work Boards (ASWB) Approved Continuing Education (ACE) program. Regulatory boards are the final authority on courses accepted for continuing education credit. ACE provider approval period: A–B. Social workers completing this course receive 1.5 continuing education credits.';

  test.each([
    [
      'apa',
      'Example Institute is approved by the American Psychological Association to sponsor continuing education for psychologists. Example Institute maintains responsibility for this program and its content.',
    ],
    ['aswb-ace', ACE],
    [
      'nbcc-acep',
      'Example Institute has been approved by NBCC as an Approved Continuing Education Provider, ACEP No. X-1. Programs that do not qualify for NBCC credit are clearly identified. Example Institute is solely responsible for all aspects of the programs.',
    ],
    [
      'nysed-social-work',
      "Example Institute is recognized by the New York State Education Department's State Board for Social Work as an approved provider of continuing education for licensed social workers #X-1.",
    ],
    [
      'nysed-mental-health-counseling',
      "Example Institute is recognized by the New York State Education Department's State Board for Mental Health Practitioners as an approved provider of continuing education for licensed mental health counselors #X-1.",
    ],
    [
      'nysed-marriage-and-family-therapy',
      "Example Institute is recognized by the New York State Education Department's State Board for Mental Health Practitioners as an approved provider of continuing education for licensed marriage and family therapists #X-1.",
    ],
    [
      'nysed-psychology',
      "Example Institute is recognized by the New York State Education Department's State Board for Psychology as an approved provider of continuing education for licensed psychologists #X-1.",
    ],
    [
      'naadac',
      'Example Institute is a NAADAC Approved Education Provider, being NAADAC Provider #X-1. Example Institute is responsible for all aspects of the programming.',
    ],
    ['camft', 'CAMFT-Approved Continuing Education Provider #X-1'],
  ])('%s of a provider, word for word', (key, text) => {
    const template = statementOn(accreditor(key), 'PROVIDER', DAY);
    expect(fillStatement(template?.value ?? '', PRINTED)).toEqual({ ok: true, text });
  });

  test('nbcc-acep of two providers names both', () => {
    const template = statementOn(accreditor('nbcc-acep'), 'CO_SPONSORED', DAY);
    const partner = { partner: 'Sample College', partnerNumber: 'Y-2' };
    expect(fillStatement(template?.value ?? '', { ...PRINTED, ...partner })).toEqual({
      ok: true,
      text: 'Example Institute, ACEP No. X-1, and Sample College, ACEP No. Y-2, are cosponsors of this program. This cosponsorship has been approved by NBCC. Both ACEPs are responsible for this program, including the awarding of NBCC credit.',
    });
  });

  test('a body without a sourced sentence has none', () => {
    const silent = accreditors.filter(({ statements }) => statements.length === 0).map(({ key }) => key);
    expect(silent.sort()).toEqual(['aca-australia', 'florida-491', 'nasw', 'nzcca', 'pacfa', 'plain']);
  });

  test('none holds a word that its body forbids', () => {
    const broken = accreditors.flatMap(({ statements, values }) =>
      (values.forbiddenWords ?? []).flatMap(({ value }) =>
        value.filter((word) => statements.some((statement) => statement.value.includes(word))),
      ),
    );
    expect(broken).toEqual([]);
  });
});
