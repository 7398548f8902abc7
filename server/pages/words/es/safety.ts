import type { Words } from '../words.ts';

export const safety: Words['safety'] = {
  title: 'Lectura',
  heading: 'Leer con seguridad',
  lead: 'Si alguien cercano mira su teléfono, su computadora o su correo, lea esto primero. Puede salir en cualquier momento: el botón está arriba a la derecha, y pulsar Mayús tres veces hace lo mismo.',
  does: 'Lo que hace salir',
  doesText: [
    'La página queda vacía enseguida, y en su lugar aparece una página del pronóstico del tiempo.',
    'Todas las demás páginas de este sitio abiertas en este navegador también desaparecen, y su sesión termina, salvo que usted haya elegido otra cosa.',
    'Quien pulse Atrás llega a las páginas que usted abrió antes. Las de su estudio piden iniciar sesión. Las páginas que cualquiera puede leer se muestran de nuevo.',
    'Lo que este sitio guardó en el navegador se borra, también los módulos, salvo los ajustes que usted pidió conservar y una cookie por la que el sitio reconoce este dispositivo. No contiene ningún nombre ni ningún curso.',
  ],
  doesNot: 'Lo que salir no puede deshacer',
  doesNotText: [
    [
      'El historial del navegador.',
      'La página de la que usted sale se quita de él. Las páginas que abrió antes se quedan: sus direcciones están en la lista, y las páginas de los cursos tienen título. Bórrelas una por una; un historial vacío también puede llamar la atención.',
    ],
    [
      'El correo.',
      'Los códigos y los avisos llegan a su buzón. No nombran ningún curso. Si alguien lee su correo, use una dirección que solo usted conozca, abierta en un dispositivo que solo usted use, o una llave de acceso, con «Exigir una llave de acceso» activado; quien lee su correo aún puede deshacer eso en 72 horas. Cambiar la dirección o añadir una llave de acceso envía un correo al buzón.',
    ],
    [
      'Dispositivos y cuentas compartidos.',
      'Un navegador con una cuenta familiar abierta puede copiar su historial a otros dispositivos. También pueden dejar rastro una factura de teléfono, un enrutador o una nube compartida.',
    ],
    [
      'Programas que vigilan.',
      'Los programas que graban la pantalla o las teclas lo ven todo, y ningún sitio web puede encontrarlos ni detenerlos. Si cree que un dispositivo está vigilado, no lo revise: use otro, en una biblioteca, en el trabajo o de una amistad.',
    ],
    [
      'Módulos que usted guarda.',
      'No se guarda nada si no pulsa «Guardar este módulo en este dispositivo». Quien use el dispositivo puede entonces abrir ese módulo y leerlo, sin código, hasta que usted lo quite, cierre la sesión o salga, y como máximo 14 días. No guarde ninguno en un dispositivo que usen otras personas.',
    ],
    [
      'Sin conexión.',
      'Sin conexión la página también desaparece, pero su sesión solo termina cuando la cierre más tarde.',
    ],
  ],
  private: 'Una ventana privada',
  privateText: [
    'No conserva historial ni cookies después de cerrarla. Las descargas y los marcadores se quedan, y un programa que vigila la ve igualmente.',
    'En una computadora: Ctrl + Mayús + N en Chrome y Edge, Ctrl + Mayús + P en Firefox. En un Mac: Comando + Mayús + N en Safari y Chrome.',
    'En un teléfono: abra el menú de las pestañas y elija «Privada» o «Incógnito». Cierre la ventana cuando termine.',
  ],
  here: 'Lo que puede ajustar aquí',
  hereText:
    'En «Usted» puede activar el modo discreto: los títulos dicen entonces «Lectura», moverse dentro de un curso deja una sola entrada en el historial y no se puede guardar ningún módulo. También puede ver dónde tiene la sesión iniciada, y terminar esas sesiones.',
  call: 'A quién llamar',
  callText:
    'Si está en peligro ahora, llame al número de emergencias de su lugar, desde un teléfono que nadie más revise. Las personas de abajo escuchan sin juzgar. Pregúnteles primero qué guardan en confianza.',
  nobody: 'Todavía no hay números en esta lista. El número de emergencias de su lugar siempre funciona.',
};
