import type { Words } from '../words.ts';

export const care: Words['care'] = {
  tab: 'Sus eventos',
  back: 'Volver a su lugar',
  title: 'Lo que escribe para este evento',
  toForm: 'El formulario antes de venir',
  toPlan: 'Su propio plan',
  toShared: 'El plan que escriben entre los dos',
  toData: 'Qué se guarda de usted, y cómo borrarlo',
  nothing: 'El formulario está vacío. Usted decide si lo llena.',
  savedOn: (day) => `Guardó el formulario el ${day}. Nadie que dirija el evento puede abrirlo.`,
  sentOn: (day) => `Envió el formulario el ${day}.`,
  readBy: 'Quién lo lee:',
  until: (day) => `Se lee a más tardar el ${day}.`,
  unopened: 'Todavía nadie lo ha abierto.',
  opened: (who, day) => `${who} lo abrió por última vez el ${day}.`,
  somebody: 'Alguien que dirige este evento',
  met: (day) => `Hablaron con usted a solas el ${day}.`,
  closed: 'Ahora no se puede escribir nada aquí: la organización todavía no ha dicho quién lo lee ni según qué reglas.',
  over: 'Este lugar terminó, así que aquí ya no se puede escribir nada nuevo. Lo que guardó antes queda hasta su último día, o hasta que usted lo borre.',
  mailbox:
    'Quien puede leer su correo puede entrar como usted y leer esto. Si alguien lo hace, no escriba aquí: llame a alguien de confianza o a uno de los servicios, o abra una cuenta nueva con una dirección que solo usted conozca.',
  stays: '«Mantener la sesión cuando salgo» está activado en este navegador: salir no termina su sesión.',
  toStays: 'Cambiarlo',
  toCall: 'A quién llamar',
  device: (leave, stays) =>
    `Nada de lo que escribe aquí se guarda en este dispositivo, y lo que no haya guardado se pierde cuando se va. Si otras personas lo usan, pulse «${leave}» cuando termine: la página se vacía, ${stays ? 'pero su sesión sigue abierta, porque este navegador está ajustado así' : 'y su sesión termina'}. El navegador aún puede mostrar que estuvo en este sitio, y un teclado puede aprender las palabras que escribe.`,
  consentWhy:
    'Lo que escribe aquí puede hablar de su salud, su terapia o sus relaciones. Solo se conserva si usted acepta este texto.',
  consentOptional:
    'No tiene que aceptar, y puede dejar todo esto vacío. Su lugar no depende de ello. Puede retirar el consentimiento cuando quiera en «Usted»; lo que escribió aquí se destruye entonces.',
  consentFirst:
    'Todavía no está guardado. Lea el texto de arriba y acéptelo, o déjelo. Sus palabras siguen en esta página.',
  elsewhere: 'Guardó otra cosa en otra pestaña o en otro dispositivo. Si guarda aquí, esto la reemplaza.',
  leave: 'Lo que escribió no está guardado y se perdería. ¿Salir de esta página?',
  failed: 'Eso no funcionó y nada cambió. Sus palabras siguen en esta página. Inténtelo de nuevo.',
  offline:
    'No hay conexión y nada cambió. Sus palabras siguen en esta página, y en ningún otro lugar. Inténtelo de nuevo cuando tenga conexión.',
};
