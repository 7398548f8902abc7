import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { paletteOf } from '../../certificates/draw/palette.ts';
import { PAGE } from '../../certificates/layout/page.ts';

const { resolve } = createRequire(import.meta.url);

const FACES = [
  ['Garamond', 'normal', 400, 'eb-garamond/400Regular/EBGaramond_400Regular.ttf'],
  ['Garamond', 'italic', 400, 'eb-garamond/400Regular_Italic/EBGaramond_400Regular_Italic.ttf'],
  ['Garamond', 'normal', 500, 'eb-garamond/500Medium/EBGaramond_500Medium.ttf'],
  ['Inter', 'normal', 400, 'inter/400Regular/Inter_400Regular.ttf'],
] as const;

const fontFaces = (): string =>
  FACES.map(([family, style, weight, file]) => {
    const data = readFileSync(resolve(`@expo-google-fonts/${file}`)).toString('base64');
    return `@font-face{font-family:${family};font-style:${style};font-weight:${weight};src:url(data:font/ttf;base64,${data})}`;
  }).join('\n');

/** CLASSIC in CSS: the same files of fonts, sizes, colors and places. */
export const styleSheet = (): string => {
  const { text, gray, primary, accent, line } = paletteOf('CLASSIC', undefined);
  return `${fontFaces()}
@page{size:${PAGE.width}pt ${PAGE.height}pt;margin:0}
*{margin:0;padding:0;box-sizing:border-box}
body{font:400 10pt/1.2 Garamond;color:${text};-webkit-print-color-adjust:exact}
.page{position:relative;width:${PAGE.width}pt;height:${PAGE.height}pt;overflow:hidden;break-after:page}
.page:last-child{break-after:auto}
.page>svg{position:absolute;left:0;top:0;width:100%;height:100%}
.line{position:absolute;left:72pt;right:72pt;text-align:center;white-space:nowrap}
.caps{font-variant-caps:small-caps}
em{color:${gray}}
h1,h2{font-weight:400;color:${primary}}
h3{font:400 11.6pt/1 Garamond;font-variant-caps:small-caps;letter-spacing:.5pt;color:${accent};border-bottom:.5pt solid ${line};padding-bottom:2pt;margin:11pt 0 4pt;break-after:avoid}
.name{font-size:46pt;line-height:1}
.title{font-weight:500;font-size:25pt;color:${primary}}
dl{position:absolute;top:349pt;left:72pt;right:72pt;display:flex;justify-content:space-between;text-align:center}
dt{font-style:italic;font-size:11pt;color:${accent}}
dd{font-size:13pt}
.foot{position:absolute;top:462pt;width:204pt;text-align:center;border-top:.7pt solid ${accent};padding-top:4pt;font-size:12pt}
.foot small{display:block;font-size:10.5pt;color:${gray}}
figure{position:absolute;left:${PAGE.axis - 36}pt;top:410pt;width:72pt;height:72pt;background:#fff}
a{font:400 7pt/1.2 Inter;color:${gray};text-decoration:none}
.statements{position:absolute;left:190pt;right:190pt;bottom:56pt;text-align:center;font-size:9.2pt;color:${gray};text-wrap:balance}
.record{position:absolute;left:72pt;right:72pt;top:161pt;height:352pt;columns:2;column-gap:40pt}
.record p,.record li{margin-top:2.5pt;break-inside:avoid}
.record li{list-style:none;padding-left:18pt;position:relative}
.record li span{position:absolute;left:7pt;color:${accent}}
.record .learner{font-size:11.2pt}
.record a,.record .hash{font:400 7.2pt/1.4 Inter;color:${gray}}
.running{position:absolute;left:72pt;right:72pt;top:524pt;display:flex;justify-content:space-between;font-size:9.5pt;color:${gray}}`;
};
