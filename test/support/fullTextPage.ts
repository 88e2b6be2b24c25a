import type { Sample } from './renderedDigests';

const math = (tex: string, mathml: string): string =>
  `<math class="ltx_Math" alttext="${tex}" display="inline"><semantics>${mathml}` +
  `<annotation encoding="application/x-tex">${tex}</annotation></semantics></math>`;

/** A figure as arXiv serves it: black lines on a transparent background. */
export const curve =
  '<svg xmlns="http://www.w3.org/2000/svg" width="480" height="240" viewBox="0 0 480 240">' +
  '<path d="M40 10V210H470M40 210Q150 30 460 20" fill="none" stroke="black" stroke-width="2"/>' +
  '<text x="200" y="235" font-size="16">step</text></svg>';

/** A paper as LaTeXML writes it, with one of each construct. Sections have numbers, which distinguish them. */
export function fullTextPage(
  { id, title, abstract }: Sample,
  version: number,
  sections = 3,
  figures: readonly string[] = [],
): string {
  const formula = math('x_{i}', '<msub><mi>x</mi><mi>i</mi></msub>');
  const section = (number: number): string => `
<section class="ltx_section" id="S${number}">
<h2 class="ltx_title ltx_title_section"><span class="ltx_tag ltx_tag_section">${number} </span>Part ${number}</h2>
<div class="ltx_para"><p class="ltx_p">Paragraph ${number} of the paper says that ${formula} is bounded
<cite class="ltx_cite">(Doe, <a class="ltx_ref" href="#bib.bib1">2020</a>)</cite>, as
Table <a class="ltx_ref" href="#T${number}">${number}</a> shows<span class="ltx_note ltx_role_footnote" id="footnote${number}"><sup class="ltx_note_mark">${number}</sup><span class="ltx_note_outer"><span class="ltx_note_content"><sup class="ltx_note_mark">${number}</sup><span class="ltx_tag ltx_tag_note">${number}</span>Remark ${number} in small print.</span></span></span>.</p></div>
<table class="ltx_equation ltx_eqn_table" id="S${number}.E1"><tbody><tr class="ltx_equation ltx_eqn_row"><td class="ltx_eqn_cell">${formula}</td>
<td class="ltx_eqn_cell ltx_eqn_eqno"><span class="ltx_tag ltx_tag_equation">(${number})</span></td></tr></tbody></table>
<figure class="ltx_table" id="T${number}"><figcaption class="ltx_caption"><span class="ltx_tag ltx_tag_table">Table ${number}: </span>Results ${number}.</figcaption>
<table class="ltx_tabular"><thead><tr class="ltx_tr"><th class="ltx_td ltx_th">Method</th><th class="ltx_td ltx_th">Score</th></tr></thead>
<tbody><tr class="ltx_tr"><td class="ltx_td">Ours</td><td class="ltx_td">${number}.5</td></tr></tbody></table></figure>
</section>`;
  const figure = (source: string, at: number): string => `
<figure class="ltx_figure" id="F${at}"><img src="${source}" class="ltx_graphics" width="480" height="240" alt="Refer to caption">
<figcaption class="ltx_caption"><span class="ltx_tag ltx_tag_figure">Figure ${at}: </span>Curve ${at} of the results.</figcaption></figure>`;
  return `<!DOCTYPE html><html lang="en"><head><title>${title}</title></head><body>
<div id="watermark-tr">arXiv:${id}v${version} [cs.LG]</div><a id="license-tr">License: CC BY 4.0</a>
<article class="ltx_document"><h1 class="ltx_title ltx_title_document">${title}</h1>
<div class="ltx_authors">First Author</div><div class="ltx_abstract"><h6 class="ltx_title">Abstract</h6><p class="ltx_p">${abstract}</p></div>
${Array.from({ length: sections }, (_, index) => section(index + 1)).join('')}
${figures.map((source, index) => figure(source, index + 1)).join('')}
<section class="ltx_bibliography" id="bib"><h2 class="ltx_title ltx_title_bibliography">References</h2>
<ul class="ltx_biblist"><li class="ltx_bibitem" id="bib.bib1"><span class="ltx_tag ltx_tag_bibitem">Doe (2020)</span>
<span class="ltx_bibblock">Jane Doe.</span> <span class="ltx_bibblock">On bounds.</span></li></ul></section>
</article></body></html>`;
}
