import type { MoneyTexts, MoneyTold } from '../shapes.ts';

const DAYS_COUNT = 'Ka tatauria ngā rā maramataka, ā, ka tatauria te rā whakamutunga hei rā katoa.';
const BACK = 'Ka hoki te moni mā te ara i tae mai ai. Tērā pea ka roa ētahi rā i mua i te kitenga ki te pēke.';

/** Said where nobody is told who ended the places of two people. */
const notAhead = (what: string): string => `Kāore ngā wāhi mō ${what} e haere whakamua.`;

function ended({ endedBy, place, what, reason }: MoneyTold): string {
  const of = `${place} mō ${what}`;
  const says = {
    PAYER: `Nā te tangata nāna te ota i whakakore ${of}.`,
    PERSON: `Nā te tangata nōna i tuku ${of}.`,
    ERASED: `I katia e te tangata nōna tōna pūkete, nā reira i mutu ai ${of}.`,
    ORGANIZER: `Nā te kaiwhakarite i whakakore ${of}.`,
    EVENT: `I mate te kaiwhakarite ki te whakakore i te hui, nā reira i mutu ai ${of}.`,
    LEFT: `I nekehia te hui, ā, nā te tangata nōna i tuku ${of}.`,
    LAPSED: `Kua kore he mea e pupuri ana i ${of}.`,
    SOMEBODY: notAhead(what),
  };
  return `${endedBy === null ? `I whakakorea tētahi wāhi i utua e koe (${what}).` : says[endedBy]}${reason}`;
}

function orderEnded({ endedBy, what, reason }: MoneyTold): string {
  const by = {
    ORGANIZER: `Nā te kaiwhakarite i whakakore te ota mō ${what}.`,
    EVENT: `I mate te kaiwhakarite ki te whakakore i te hui, nā reira i mutu ai te ota mō ${what}.`,
    PAYER: `Nā te tangata nāna te ota mō ${what} i whakakore.`,
    PERSON: `Nā te tangata nōna te wāhi i tuku, nā reira i mutu ai te ota mō ${what}.`,
    SOMEBODY: notAhead(what),
  };
  const known = endedBy !== null && Object.hasOwn(by, endedBy) ? by[endedBy as keyof typeof by] : null;
  return `${known ?? `I whakakorea te ota mō ${what}.`}${reason}`;
}

function refundWhy(told: MoneyTold): string {
  if (told.endedBy !== null) return `${ended(told)}\n\n`;
  return told.decided ? `Nā te kaiwhakarite tēnei i whakatau mō ${told.place}.${told.reason}\n\n` : '';
}

/** What had been paid of an order that ends; nothing when nothing had. */
const comesBack = ({ has, amount }: MoneyTold): string =>
  has ? `\n\nKa whakahokia e mātou te ${amount} i utua, ka tuhi anō ai ina oti. ${BACK}` : '';

const stillOpen = ({ amount, parts, inParts, due }: MoneyTold): string => {
  if (parts === '') return `E toe ana te ${amount}.`;
  return inParts
    ? `E toe ana te ${amount}: ${parts}. ${DAYS_COUNT}`
    : `E toe ana te ${amount}, me utu i mua i ${due}. ${DAYS_COUNT}`;
};

/** The mails about money. */
export const money: MoneyTexts = {
  ORDER_INVOICED: {
    subject: 'Tō nama utu (invoice)',
    says: (told) => `Kua reri te nama utu ${told.document}, ${told.amount}, mō ${told.what}.${told.attached}
${told.inParts ? `\nE rua ngā wāhanga o te utu: ${told.parts}.\n` : ''}
Ka puritia e mātou te wāhi tae atu ki ${told.due}, te rā whakamutunga hei utu${told.inParts ? ' i te wāhanga tuatahi' : ''}. ${DAYS_COUNT}

${told.howToPay}

${told.see}`,
  },
  ORDER_PAID: {
    subject: 'Kua tae mai tō utu',
    says: ({ what, amount, attached, see }) => `Kua tae mai te ${amount} mō ${what}. Kāore he utu e toe ana.${attached}

${see}`,
  },
  PAYMENT_RECEIVED: {
    subject: 'Kua tae mai tō utu',
    says: (told) => `Kua tae mai tō utu mō ${told.what}. ${stillOpen(told)}

${told.see}`,
  },
  PAYMENT_DUE: {
    subject: 'Kua tata te wā mō tētahi utu',
    says: ({
      what,
      amount,
      due,
      attached,
      howToPay,
      see,
    }) => `Me utu te ${amount} mō ${what} i mua i ${due}. ${DAYS_COUNT}${attached}

${howToPay}

Mēnā kua utu kē koe, kāore he mahi māu. ${see}`,
  },
  PAYMENT_OVERDUE: {
    subject: 'Kua hipa te wā mō tētahi utu',
    says: ({
      what,
      amount,
      due,
      attached,
      howToPay,
      write,
      see,
    }) => `Me utu te ${amount} mō ${what} i mua i ${due}, ā, kāore anō kia tae mai.${attached}

Tēnā, utua ināianei, ${write} rānei. ${howToPay}

${see}`,
  },
  PAYMENT_UNDONE: {
    subject: 'Mō tō utu',
    says: (
      told,
    ) => `I hē tā mātou mauhanga i tētahi utu o te ${told.undone} mō ${told.what}, ā, kua whakahokia taua mauhanga.${told.reason}${told.calledOff}

${told.has ? `${stillOpen(told)} ` : ''}${told.stays ? 'Ka noho tonu te wāhi.' : 'Ka puritia e mātou te wāhi kia tae rā anō ki taua wā.'} Mēnā kei te hē tēnei, ${told.write}. ${told.see}`,
  },
  INVOICE_LAPSED: {
    subject: 'Kua kore tō wāhi e puritia',
    says: (told) => `Kua hipa te rā whakamutunga hei utu mō ${told.what}, nō reira kua kore te wāhi e puritia.

Kāore he utu e toe ana: mā tētahi pānui whakahoki utu (credit note) ka whakakorea ${told.document}.${told.attached}${comesBack(told)} ${told.see}`,
  },
  ORDER_CANCELLED: {
    subject: 'I whakakorea tō ota',
    says: (told) => `${orderEnded(told)} Kāore he utu mōna e toe ana.${told.attached}${comesBack(told)}

${told.see}`,
  },
  PLACE_GIVEN_UP: {
    subject: 'I whakakorea tētahi wāhi',
    says: (
      told,
    ) => `${ended(told)} E ai ki te kaupapahere i whakaaetia e koe, kāore he moni e whakahokia.${told.attached}

${told.see}`,
  },
  PAID_TOO_LATE: {
    subject: 'Ka whakahokia tō moni',
    says: ({
      what,
      amount,
      see,
    }) => `I tae mai tō utu mō ${what} i te wā kua kore he wāhi e puritia ana mōna, kua kore hoki he wāhi e toe ana.
Ka whakahokia e mātou te ${amount}.

${BACK} ${see}`,
  },
  PAID_TWICE: {
    subject: 'Ka whakahokia tō moni',
    says: ({
      what,
      amount,
      see,
    }) => `Kua utua kētia ${what}. Ka whakahokia e mātou te utu tuarua, te ${amount}. Ka noho tonu te wāhi.

${BACK} ${see}`,
  },
  PAID_TOO_MUCH: {
    subject: 'Ka whakahokia tō moni',
    says: ({
      what,
      amount,
      see,
    }) => `He nui ake tō utu i te utu mō ${what}. Ka whakahokia e mātou te ${amount}. Ka noho tonu te wāhi.

${BACK} ${see}`,
  },
  REFUND_REQUESTED: {
    subject: 'Ka whakahokia tō moni',
    says: (
      told,
    ) => `${refundWhy(told)}Ka whakahokia e mātou te ${told.amount} mō ${told.what} ki a koe, ka tuhi anō ai ina oti.${told.attached}

${BACK} ${told.see}`,
  },
  REFUNDED: {
    subject: 'Kua whakahokia tō moni',
    says: ({ what, amount, attached, see }) => `Kua whakahokia e mātou te ${amount} mō ${what} ki a koe.${attached}

${BACK} ${see}`,
  },
  REFUND_FAILED: {
    subject: 'Mō te whakahoki i tō moni',
    says: ({
      what,
      amount,
      see,
    }) => `Kāore i taea te ${amount} mō ${what} te whakahoki. Kei te rapu mātou i tētahi atu ara, ka tuhi ai ki a
koe.

${see}`,
  },
  PAYMENT_TAKEN_BACK: {
    subject: 'Mō tō utu',
    says: (told) => `I tangohia anō e tō pēke te ${told.amount} mō ${told.what}, ā, kua tau tana whakatau.

Kei te puritia tonu te wāhi, engari kua kore e whakaaturia kei hea, me tōna hononga. Hei pupuri, hei tuku rānei, ${told.write}.

${told.see}`,
  },
  REFUND_TO_SEND: {
    subject: 'He moni hei whakahoki māu',
    says: ({
      what,
      amount,
      see,
    }) => `Kei te tatari te whakahoki o te ${amount} mō ${what} kia tukuna e koe mā te pēke, kia whakaūngia hoki. Kāore
ētahi atu o taua rā e pānuitia takitahitia.

${see}`,
  },
  REFUND_STUCK: {
    subject: 'Me āwhina koe i tētahi whakahoki moni',
    says: ({
      what,
      amount,
      see,
    }) => `Kāore i taea te ${amount} mō ${what} te whakahoki, ā, kua whakamōhiotia te kaiutu. Kimihia tētahi atu ara,
pērā i te whakawhiti pēke, ka tuhi ai ki a ia.

${see}`,
  },
  DISPUTE_OPENED: {
    subject: 'Kua whakahētia tētahi utu',
    says: ({
      what,
      amount,
      until,
      see,
    }) => `Kua whakahē tētahi pēke i te utu mō ${what}: ${amount}. Mēnā e hiahia ana koe ki te pupuri, whakautua i mua i
${until}; i muri i tērā ka ngaro. Kei te ota ngā kōrero mō te whakautu.

${see}`,
  },
};
