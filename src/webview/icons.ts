const svgNamespace = 'http://www.w3.org/2000/svg';

/** SVG paths on a 16 × 16 grid, drawn in the colour and size of the surrounding text. */
const outlines = {
  previous: 'M10 3.5 5.5 8l4.5 4.5',
  next: 'M6 3.5 10.5 8 6 12.5',
  unread: 'M8 4.5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7Z',
  later: 'M4.5 2.5h7v11L8 10.75 4.5 13.5z',
  read: 'm3 8.6 3.4 3.4L13 4.6',
  skipped: 'M8 2.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11ZM4.1 4.1l7.8 7.8',
  tag: 'M2.5 3.5v4.2l5.8 5.8 5.2-5.2-5.8-5.8H3.5a1 1 0 0 0-1 1ZM5.4 5.3v.2',
  note: 'M3.5 2.5h9v7.5L9 13.5H3.5zM12.5 10H9v3.5M6 5.5h4M6 8h2.5',
  code: 'm5.5 4.5-3.5 3.5 3.5 3.5M10.5 4.5 14 8l-3.5 3.5',
  project:
    'M8 2.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11ZM2.5 8h11M8 2.5c-4 3.4-4 7.6 0 11M8 2.5c4 3.4 4 7.6 0 11',
  arxiv: 'M4 2.5h5.5L12.5 5.5v8H4zM9.5 2.5v3h3M6.2 7.8l3.8 4M10 7.8l-3.8 4',
  dataset:
    'M8 2.5c3 0 5 .8 5 1.8v7.4c0 1-2 1.8-5 1.8s-5-.8-5-1.8V4.3c0-1 2-1.8 5-1.8ZM3 4.3c0 1 2 1.8 5 1.8s5-.8 5-1.8M3 8c0 1 2 1.8 5 1.8S13 9 13 8',
  wholePaper:
    'M8 4.2C6.4 3 4.4 2.7 2.5 3v9.3c1.9-.3 3.9 0 5.5 1.2 1.6-1.2 3.6-1.5 5.5-1.2V3c-1.9-.3-3.9 0-5.5 1.2ZM8 4.2v9.3',
  up: 'M3.5 10 8 5.5l4.5 4.5',
  down: 'M3.5 6 8 10.5 12.5 6',
  close: 'm4 4 8 8M12 4l-8 8',
  remove: 'M3 4.5h10M6.5 4.5v-2h3v2M4.5 4.5l.6 9h5.8l.6-9M6.8 7v4M9.2 7v4',
  web: 'M6.5 3.5h-3v9h9v-3M9 3h4v4M13 3 7.5 8.5',
} as const;

export type IconName = keyof typeof outlines;

/** A decorative icon: its meaning must also be given as text or as a label. */
export function icon(name: IconName): SVGSVGElement {
  const svg = document.createElementNS(svgNamespace, 'svg');
  svg.setAttribute('viewBox', '0 0 16 16');
  svg.setAttribute('class', `icon icon-${name}`);
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS(svgNamespace, 'path');
  path.setAttribute('d', outlines[name]);
  svg.append(path);
  return svg;
}
