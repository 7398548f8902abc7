import type { Data } from './client.ts';

/** What the API says the certificate prints, in the shape of the frozen facts. Checks with outside tools read it. */
export function factsOf(certificate: Data): Record<string, unknown> {
  const { printed } = certificate;
  return {
    number: certificate.number,
    specimen: certificate.specimen,
    learnerName: certificate.printedName,
    course: {
      slug: printed?.courseSlug,
      title: certificate.courseTitle,
      version: certificate.courseVersion,
      contentHash: printed?.contentHash,
      language: printed?.language,
      format: printed?.format,
      level: printed?.level,
    },
    studyHundredths: Math.round(Number(certificate.hoursOfStudy) * 100),
    completedOn: certificate.completedOn,
    timeZone: printed?.timeZone,
    issuedAt: certificate.issuedAt,
    objectives: printed?.objectives,
    contributors: printed?.contributors,
    organization: {
      legalName: certificate.organization,
      address: printed?.organizationAddress,
      website: printed?.organizationWebsite,
      email: printed?.organizationEmail,
    },
    signatory: printed?.signatory,
    assessment: printed?.passPercent === null ? null : { passPercent: printed?.passPercent },
    statements: certificate.statements,
    verifyUrl: certificate.verifyUrl,
  };
}
