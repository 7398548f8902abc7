type Reported = {
  /** The mail as it was sent. */
  mail: string;
  to: string;
  status?: string;
  action?: string;
  diagnostic?: string;
  envelopeId?: string | null;
  finalRecipient?: string;
  /** Without it the report returns nothing of the mail. */
  returns?: boolean;
};

/** The report of a mail server about a mail, as RFC 3464 shows it. */
export const reportOf = ({
  mail,
  to,
  status = '5.1.1',
  action = 'failed',
  diagnostic = 'smtp; 550 5.1.1 <someone>: Recipient address rejected',
  envelopeId = null,
  finalRecipient = to,
  returns = true,
}: Reported): string => {
  const [head = ''] = mail.split('\r\n\r\n', 1);
  return [
    'Return-Path: <>',
    'From: MAILER-DAEMON@mx.example.org (Mail Delivery System)',
    'To: no-reply@example.org',
    'Subject: Undelivered Mail Returned to Sender',
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=delivery-status;',
    '\tboundary="ABC.1/mx.example.org"',
    '',
    'This is a MIME-encapsulated message.',
    '',
    '--ABC.1/mx.example.org',
    'Content-Type: text/plain; charset=us-ascii',
    '',
    'Status: 5.1.1 in words for people counts nothing.',
    '',
    '--ABC.1/mx.example.org',
    'Content-Description: Delivery report',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; mx.example.org',
    ...(envelopeId === null ? [] : [`Original-Envelope-Id: ${envelopeId}`]),
    'Arrival-Date: Thu, 26 Nov 2026 12:00:00 +0000',
    '',
    `Final-Recipient: rfc822; ${finalRecipient}`,
    `Original-Recipient: rfc822;${to}`,
    `Action: ${action}`,
    `Status: ${status}`,
    `Diagnostic-Code: ${diagnostic.slice(0, 20)}`,
    `    ${diagnostic.slice(20)}`,
    '',
    ...(returns ? ['--ABC.1/mx.example.org', 'Content-Type: text/rfc822-headers', '', ...head.split('\r\n'), ''] : []),
    '--ABC.1/mx.example.org--',
    '',
  ].join('\r\n');
};
