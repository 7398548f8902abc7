import type { MoneyTexts, MoneyTold } from '../shapes.ts';

const DAYS_COUNT = 'Cuentan los días del calendario, y el último cuenta entero.';
const BACK = 'El dinero vuelve por el mismo camino. Un banco puede tardar algunos días en mostrarlo.';

/** Said where nobody is told who ended the places of two people. */
const notAhead = (what: string): string => `Los lugares para ${what} no siguen adelante.`;

/** Who ended a place or places. */
function ended({ endedBy, place, what, reason }: MoneyTold): string {
  const of = `${place} para ${what}`;
  const says = {
    PAYER: `Quien hizo el pedido canceló ${of}.`,
    PERSON: `Quien lo tenía dejó ${of}.`,
    ERASED: `Quien lo tenía cerró su cuenta, lo que terminó ${of}.`,
    ORGANIZER: `La organización canceló ${of}.`,
    EVENT: `La organización tuvo que cancelar el evento, lo que termina ${of}.`,
    LEFT: `El evento cambió de fecha, y quien lo tenía dejó ${of}.`,
    LAPSED: `Ya nada guarda ${of}.`,
    SOMEBODY: notAhead(what),
  };
  return `${endedBy === null ? `Un lugar que usted pagó (${what}) se canceló.` : says[endedBy]}${reason}`;
}

function orderEnded({ endedBy, what, reason }: MoneyTold): string {
  const by = {
    ORGANIZER: `La organización canceló el pedido para ${what}.`,
    EVENT: `La organización tuvo que cancelar el evento, lo que termina el pedido para ${what}.`,
    PAYER: `Quien hizo el pedido para ${what} lo canceló.`,
    PERSON: `Quien tenía el lugar lo dejó, lo que termina el pedido para ${what}.`,
    SOMEBODY: notAhead(what),
  };
  const known = endedBy !== null && Object.hasOwn(by, endedBy) ? by[endedBy as keyof typeof by] : null;
  return `${known ?? `El pedido para ${what} se canceló.`}${reason}`;
}

function refundWhy(told: MoneyTold): string {
  if (told.endedBy !== null) return `${ended(told)}\n\n`;
  return told.decided ? `La organización lo decidió para ${told.place}.${told.reason}\n\n` : '';
}

/** What had been paid of an order that ends; nothing when nothing had. */
const comesBack = ({ has, amount }: MoneyTold): string =>
  has ? `\n\nDevolvemos ${amount} que se habían pagado, y escribimos de nuevo cuando esté hecho. ${BACK}` : '';

const stillOpen = ({ amount, parts, inParts, due }: MoneyTold): string => {
  if (parts === '') return `Quedan por pagar ${amount}.`;
  return inParts
    ? `Quedan por pagar ${amount}: ${parts}. ${DAYS_COUNT}`
    : `Quedan por pagar ${amount}, hasta ${due}. ${DAYS_COUNT}`;
};

/** The mails about money. */
export const money: MoneyTexts = {
  ORDER_INVOICED: {
    subject: 'Su factura',
    says: (told) => `La factura ${told.document} por ${told.amount} para ${told.what} está lista.${told.attached}
${told.inParts ? `\nSe paga en dos partes: ${told.parts}.\n` : ''}
Guardamos el lugar hasta ${told.due}, el último día para pagar${told.inParts ? ' la primera parte' : ''}. ${DAYS_COUNT}

${told.howToPay}

${told.see}`,
  },
  ORDER_PAID: {
    subject: 'Su pago ha llegado',
    says: ({ what, amount, attached, see }) => `Tenemos ${amount} para ${what}. No se debe nada más.${attached}

${see}`,
  },
  PAYMENT_RECEIVED: {
    subject: 'Su pago ha llegado',
    says: (told) => `Su pago para ${told.what} ha llegado. ${stillOpen(told)}

${told.see}`,
  },
  PAYMENT_DUE: {
    subject: 'Un pago vence pronto',
    says: ({
      what,
      amount,
      due,
      attached,
      howToPay,
      see,
    }) => `${amount} para ${what} deben pagarse hasta ${due}. ${DAYS_COUNT}${attached}

${howToPay}

Si ya ha pagado, no tiene que hacer nada. ${see}`,
  },
  PAYMENT_OVERDUE: {
    subject: 'Un pago está vencido',
    says: ({
      what,
      amount,
      due,
      attached,
      howToPay,
      write,
      see,
    }) => `${amount} para ${what} debían pagarse hasta ${due} y no han llegado.${attached}

Por favor, páguelos ahora, o ${write}. ${howToPay}

${see}`,
  },
  PAYMENT_UNDONE: {
    subject: 'Sobre su pago',
    says: (
      told,
    ) => `Habíamos registrado por error un pago de ${told.undone} para ${told.what}, y lo hemos anulado.${told.reason}${told.calledOff}

${told.has ? `${stillOpen(told)} ` : ''}${told.stays ? 'El lugar queda como está.' : 'Guardamos el lugar hasta entonces.'} Si esto es un error, ${told.write}. ${told.see}`,
  },
  INVOICE_LAPSED: {
    subject: 'Ya no se guarda su lugar',
    says: (told) => `Ya pasó el último día para pagar ${told.what}, así que el lugar ya no se guarda.

Ya no se debe nada: una nota de crédito anula ${told.document}.${told.attached}${comesBack(told)} ${told.see}`,
  },
  ORDER_CANCELLED: {
    subject: 'Su pedido se canceló',
    says: (told) => `${orderEnded(told)} Ya no se debe nada por él.${told.attached}${comesBack(told)}

${told.see}`,
  },
  PLACE_GIVEN_UP: {
    subject: 'Un lugar se canceló',
    says: (told) => `${ended(told)} Según la política que usted aceptó, no se devuelve nada.${told.attached}

${told.see}`,
  },
  PAID_TOO_LATE: {
    subject: 'Su dinero vuelve',
    says: ({
      what,
      amount,
      see,
    }) => `Su pago para ${what} llegó cuando ya no se guardaba ningún lugar para él y no quedaba ninguno.
Devolvemos ${amount}.

${BACK} ${see}`,
  },
  PAID_TWICE: {
    subject: 'Su dinero vuelve',
    says: ({
      what,
      amount,
      see,
    }) => `${what} ya estaba pagado. Devolvemos el segundo pago de ${amount}. El lugar se queda.

${BACK} ${see}`,
  },
  PAID_TOO_MUCH: {
    subject: 'Su dinero vuelve',
    says: ({ what, amount, see }) => `Usted pagó más de lo que cuesta ${what}. Devolvemos ${amount}. El lugar se queda.

${BACK} ${see}`,
  },
  REFUND_REQUESTED: {
    subject: 'Su dinero vuelve',
    says: (
      told,
    ) => `${refundWhy(told)}Le devolvemos ${told.amount} para ${told.what}, y escribimos de nuevo cuando esté hecho.${told.attached}

${BACK} ${told.see}`,
  },
  REFUNDED: {
    subject: 'Su dinero se devolvió',
    says: ({ what, amount, attached, see }) => `Le hemos devuelto ${amount} para ${what}.${attached}

${BACK} ${see}`,
  },
  REFUND_FAILED: {
    subject: 'Sobre su reembolso',
    says: ({
      what,
      amount,
      see,
    }) => `El reembolso de ${amount} para ${what} no se pudo hacer. Buscamos otra manera y le escribimos.

${see}`,
  },
  PAYMENT_TAKEN_BACK: {
    subject: 'Sobre su pago',
    says: (told) => `Su banco retiró ${told.amount} para ${told.what}, y lo decidió de forma definitiva.

El lugar se guarda todavía, pero ya no se muestra dónde es ni su enlace. Para conservarlo o dejarlo, ${told.write}.

${told.see}`,
  },
  REFUND_TO_SEND: {
    subject: 'Un reembolso le espera',
    says: ({
      what,
      amount,
      see,
    }) => `Un reembolso de ${amount} para ${what} espera a que usted lo envíe por banco y lo confirme. Otros del mismo día no se
anuncian uno por uno.

${see}`,
  },
  REFUND_STUCK: {
    subject: 'Un reembolso le necesita',
    says: ({
      what,
      amount,
      see,
    }) => `Un reembolso de ${amount} para ${what} no se pudo hacer, y a quien pagó se le dijo. Busque otra manera, como una
transferencia por banco, y escríbale.

${see}`,
  },
  DISPUTE_OPENED: {
    subject: 'Un pago se disputa',
    says: ({
      what,
      amount,
      until,
      see,
    }) => `Un banco disputa un pago para ${what}: ${amount}. Si quiere conservarlo, responda hasta ${until}; después se
pierde. El pedido muestra lo que diría la respuesta.

${see}`,
  },
};
