import type { Words } from '../words.ts';

export const privacy: Words['privacy'] = {
  welcomeTitle: 'Antes de empezar',
  safety: {
    title: 'Leer con seguridad',
    lead: '¿Alguien cercano mira su teléfono, su computadora o su correo?',
    leave:
      '«Salir de esta página» está arriba a la derecha en cada página. Vacía la página enseguida, termina su sesión y va a una página del pronóstico del tiempo. Pulsar Mayús tres veces hace lo mismo.',
    limits:
      'No puede borrar lo que su navegador recuerda de antes, su buzón, ni lo que haya visto un programa en un dispositivo vigilado.',
    more: 'Lea lo que no se puede deshacer, y a quién llamar',
    ask: '¿Qué nombre debe dar este navegador a estas páginas?',
    plain: 'Por lo que son',
    plainHint: 'En este navegador no se guarda ningún ajuste.',
    discreet: 'Como «Lectura»',
    discreetHint:
      'Modo discreto, con un icono sencillo y una sola entrada en el historial por curso. Esta única elección se guarda en este navegador. Puede cambiarla en «Usted».',
    go: 'Seguir',
  },
  agree: {
    title: 'Dos textos y una elección',
    changedTitle: 'Un texto ha cambiado',
    lead: 'Son cortos. Léalos antes de aceptar.',
    changedLead: 'Ha cambiado desde que usted lo aceptó.',
    read: 'Leerlo',
    version: (version: string, day: string) => `Versión ${version}, del ${day}`,
    optional: 'Puede dejar vacía esta casilla y cambiarla cuando quiera.',
    missing:
      'Marque las dos primeras casillas para seguir. Sin ellas puede leer las páginas públicas, y no se guarda nada sobre usted.',
    missingChanged: 'Marque la casilla para seguir.',
    textChanged: 'En este momento llegó una versión más nueva. Léala antes de aceptar.',
    go: 'Aceptar y seguir',
    signOut: 'Mejor no: cerrar mi sesión',
  },
  texts: {
    title: 'Lo que aceptó',
    agreed: (version: string, when: string) => `Versión ${version}, aceptada el ${when}`,
    notAgreed: 'No aceptado',
    newer: 'Hay una versión más nueva. Se le pregunta la próxima vez que inicie sesión.',
    consentNewer: 'Hay una versión más nueva. Se le pregunta donde usted escribe.',
    withdrawn: (when: string) => `Retirado el ${when}`,
    withdraw: 'Retirarlo',
    give: 'Aceptar',
    withdrawWarn:
      'Lo que escribió para usted en las reflexiones se borra entonces enseguida y para siempre. Si quiere conservarlo, descargue antes sus datos.',
    withdrawCare:
      'También lo que escribió para eventos de terapia: el formulario, su propio plan, y el plan que escriben las dos personas si usted lo cambió o lo acepta. La persona que viene con usted puede ver que ese plan ya no está. Su lugar se queda.',
    withdrawNow: 'Retirarlo y borrar',
    keep: 'Dejarlo como está',
    emptied: (reflections: number, events: number) => {
      const parts = [
        reflections === 0 ? [] : `${reflections} ${reflections === 1 ? 'reflexión' : 'reflexiones'}`,
        events === 0 ? [] : `lo que escribió para ${events} ${events === 1 ? 'evento' : 'eventos'}`,
      ].flat();
      return parts.length === 0 ? 'Retirado. No había nada que borrar.' : `Retirado. Se borró: ${parts.join(', y ')}.`;
    },
  },
  data: {
    title: 'Sus datos',
    what: 'Todo lo que se guarda sobre usted, en un archivo: perfil, cursos, tiempo de estudio, respuestas, reflexiones, certificados, sus lugares en eventos, y de los eventos de terapia su formulario, su propio plan, el plan que escriben las dos personas y lo que pidió para poder participar. Las evaluaciones no están en él: nadie sabe cuáles son suyas.',
    warn: 'El archivo nombra sus cursos y tiene lo que usted escribió. Queda entre las descargas de este dispositivo.',
    get: 'Descargar mis datos',
  },
  erasure: {
    title: 'Borrar su cuenta',
    goes: 'Se borran su nombre, su dirección, sus reflexiones, sus firmas y toda manera de iniciar sesión, todo al mismo tiempo. No se puede deshacer.',
    goesCare:
      'Lo que escribió para eventos de terapia se borra enseguida, también donde lo demás debe esperar: el formulario, su propio plan, y el plan que escriben las dos personas si usted lo cambió o lo acepta. La persona que viene con usted puede ver que ese plan ya no está. Cuando se borra la cuenta terminan sus lugares en eventos y, si vienen dos personas juntas, los de ambas: la otra recibe un correo que dice que el lugar no sigue adelante.',
    stays:
      'Sus certificados todavía se pueden comprobar por su número, sin su nombre. Las evaluaciones se quedan, porque nadie sabe cuáles son suyas. Descargue antes sus certificados.',
    waits:
      'Donde una organización debe conservar un registro de créditos o de dinero, el borrado espera hasta ese día. Se le dice cuál y hasta cuándo.',
    start: 'Borrar mi cuenta',
    confirm: 'Escriba su dirección de correo para confirmar',
    confirmHint: (email: string) => `Es ${email}.`,
    now: 'Borrarla',
    no: 'Cancelar',
    cancel: 'Anular la petición',
    requested: (when: string) => `Usted lo pidió el ${when}.`,
    held: 'Lo que debe conservarse, y hasta cuándo',
    certificate: (number: string, organization: string, until: string) =>
      `Certificado ${number}, ${organization}: hasta el ${until}`,
    order: (organization: string, until: string) => `Un pedido, ${organization}: hasta el ${until}`,
    doneTitle: 'Su cuenta está borrada',
    home: 'A los cursos',
  },
  failed: 'Eso no funcionó. Inténtelo de nuevo.',
  offline: 'No tiene conexión. No se cambió nada.',
};
