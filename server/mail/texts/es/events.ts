import type { EventTexts, EventTold } from '../shapes.ts';

const signIn = ({ publicUrl }: EventTold): string => `Inicie sesión en ${publicUrl} con esta dirección para verlo.`;

/** The mails about events. */
export const events: EventTexts = {
  APPLICATION_RECEIVED: {
    subject: 'Su solicitud ha llegado',
    says: (told) => `Tenemos ${told.application}. No ocupa un lugar y no cuesta nada.

${
  told.alone
    ? 'Todavía no se puede decidir: en su cuenta queda un paso abierto.'
    : 'Le escribimos cuando esté decidida.'
} ${signIn(told)}`,
  },
  APPLICATION_NOT_ACCEPTED: {
    subject: 'Sobre su solicitud',
    says: (told) => `Esta vez no podemos decir que sí a ${told.application}. No se debe nada.

${signIn(told)}`,
  },
  ACCEPTED_WAITS: {
    subject: 'Sobre su solicitud',
    says: (
      told,
    ) => `Dijimos que sí a ${told.application}. Por el momento no hay ningún lugar libre, así que está en la lista de
espera.

Cuando haya un lugar libre y sea su turno, se lo ofrecemos por correo. ${signIn(told)}`,
  },
  PLACE_OFFERED: {
    subject: 'Se le ofrece un lugar',
    says: (told) => `Guardamos ${told.place} para usted hasta el ${told.until}.

${told.counts}
Inicie sesión en ${told.publicUrl} con esta dirección para tomarlo o rechazarlo. Después de esa hora pasa a otra persona.`,
  },
  PLACE_CONFIRMED: {
    subject: 'Su lugar está confirmado',
    says: (told) => `Su inscripción está confirmada: tiene ${told.place}.

Los horarios, y cómo llegar, están en su cuenta. ${signIn(told)}`,
  },
  HOLD_ENDS: {
    subject: 'Se le guarda su lugar cinco minutos más',
    says: (told) => `Guardamos ${told.place} para usted hasta el ${told.until}. Después pasa a otra persona.

${told.counts}
Inicie sesión en ${told.publicUrl} para terminar, o para pedir una vez más tiempo.`,
  },
  HOLD_ENDED: {
    subject: 'Ya no se le guarda su lugar',
    says: (told) => `Terminó el tiempo durante el cual guardamos ${told.place}. No debe nada por él.

Puede inscribirse de nuevo mientras queden lugares. ${signIn(told)}`,
  },
  PLACE_CANCELLED: {
    subject: 'Su lugar se canceló',
    says: (told) => `Su inscripción se canceló: ya no tiene ${told.place}.

Lo que se devuelve, si se pagó algo, está en su cuenta. ${signIn(told)}`,
  },
  PLACE_ENDED: {
    subject: 'Sobre su lugar',
    says: (
      told,
    ) => `Lamentamos decirle que su lugar no sigue adelante. No tiene que hacer nada, y puede escribir a la organización si tiene
una pregunta.

${signIn(told)}`,
  },
  PLACE_TRANSFERRED: {
    subject: 'Su lugar pasó a otra persona',
    says: (told) => `Otra persona ha tomado ${told.place}, con el enlace que usted creó.

Si usted no creó ningún enlace, escriba enseguida a la organización. ${signIn(told)}`,
  },
  PLACE_MOVED: {
    subject: 'Su lugar pasó a otra fecha',
    says: (told) => `Su inscripción pasó a otra fecha: allí tiene ${told.place}. Ya no tiene uno en la fecha anterior.

Los horarios, y cómo llegar, están en su cuenta. ${signIn(told)}`,
  },
  EVENT_CANCELLED: {
    subject: 'Sobre su lugar',
    says: (
      told,
    ) => `Lo lamentamos: la organización tuvo que cancelar, así que ${told.place} no sigue adelante. Se devuelve todo lo que se pagó.
${told.reason}
${signIn(told)}`,
  },
  CHANGE_ASKED: {
    subject: 'Algo ha cambiado: por favor, responda',
    says: (told) => `Algo de ${told.place} ha cambiado. Por favor, diga si se queda, hasta el ${told.until}.
${told.counts}
${told.changes}
A quien se va por el cambio se le devuelve todo. ${signIn(told)}`,
  },
  PLACES_ASKED: {
    subject: 'Algo ha cambiado: por favor, responda',
    says: (
      told,
    ) => `Algo de los lugares que usted guarda para otras personas ha cambiado. Por favor, diga de cada uno que nadie ha tomado
todavía si se queda, hasta el ${told.until}.
${told.counts}
${told.changes}
Por un lugar que se deja a causa del cambio se devuelve todo. ${signIn(told)}`,
  },
  WAITLIST_OFFERED: {
    subject: 'Se le ofrece un lugar',
    says: (
      told,
    ) => `Usted esperó, y ahora hay un lugar libre. Guardamos ${told.place} para usted hasta el ${told.until}.

${told.counts}
Inicie sesión en ${told.publicUrl} con esta dirección para tomarlo al precio de hoy.

Si ya no lo quiere, abra esta página y pulse el botón que hay en ella, para que lo reciba la persona siguiente:

${told.link}`,
  },
  WAITLIST_PASSED: {
    subject: 'El lugar pasó a otra persona',
    says: (
      told,
    ) => `No tomó a tiempo el lugar que se le ofreció, así que pasó a otra persona, y ya no está en la lista de espera.

Puede entrar en ella de nuevo. ${signIn(told)}`,
  },
  WAITLIST_CLOSED: {
    subject: 'La lista de espera está cerrada',
    says: (told) => `La inscripción terminó y no quedó ningún lugar libre para usted. No se debe nada.

${signIn(told)}`,
  },
  PAIR_INVITED: {
    subject: 'Una invitación para usted',
    says: (
      told,
    ) => `Alguien nos dio esta dirección, para invitarle. Usted decide si dice que sí o que no. Este correo no dice quién ni a qué,
porque otras personas pueden leerlo; pregunte a la persona en quien piensa.

Esta página le dice cómo. Pide una cuenta propia, con esta dirección, y no le compromete a nada:

${told.link}

Si no espera ninguna invitación, no haga nada. No se avisa a nadie.

Si no quiere recibir más de esta persona, abra esta página y pulse el botón que hay en ella. No hace falta una cuenta, y no se avisa a nadie:

${told.refusal}`,
  },
  PLACE_LINK: {
    subject: 'Un lugar para usted',
    says: (
      told,
    ) => `Quien reservó ${told.place} nos dio esta dirección, para que usted pueda tomarlo. Si no sabe de ello, pregunte a su
organización o a la persona que le inscribió.

Esta página le dice cómo tomarlo, con una cuenta propia:

${told.link}

Si no lo quiere, no haga nada.`,
  },
  APPLICATION_WAITS: {
    subject: 'Una solicitud espera',
    says: (
      told,
    ) => `Una solicitud${told.application} espera su decisión. Otras del mismo día no se anuncian una por una.

Inicie sesión en ${told.publicUrl} para decidir.`,
  },
  ACCOMMODATION_WAITS: {
    subject: 'Una petición espera',
    says: (
      told,
    ) => `Una petición${told.application} sobre lo que alguien necesita para participar espera su respuesta. Otras del mismo día no se
anuncian una por una.

Inicie sesión en ${told.publicUrl} para leerla y responder.`,
  },
  ACCOMMODATION_ANSWERED: {
    subject: 'Su petición tiene respuesta',
    says: (told) => `Una petición que usted hizo sobre ${told.place} tiene respuesta.

${signIn(told)}`,
  },
  TIME_BOOKED: {
    subject: 'Alguien tomó una hora suya',
    says: ({ publicUrl }) => `Alguien ha tomado una hora que usted ofrece.

Inicie sesión en ${publicUrl} para verla. Este correo no dice de quién es.`,
  },
  TIME_FREE: {
    subject: 'Una hora suya ya no está tomada',
    says: ({
      publicUrl,
    }) => `Una hora que usted ofrece ya no está tomada. Puede tomarse de nuevo mientras la inscripción esté abierta.

Inicie sesión en ${publicUrl} para verla. Este correo no dice de quién es.`,
  },
  TIME_MOVED: {
    subject: 'Se cambió una hora suya',
    says: ({ publicUrl }) => `La organización ha cambiado una hora suya. A quien la tiene se le pregunta si se queda.

Inicie sesión en ${publicUrl} para verla. Este correo no dice de quién es.`,
  },
};
