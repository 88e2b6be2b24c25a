import type { HostMessage, WholePaperSettings } from '../protocol/messages';

// Settings become classes and properties of the document, which the style sheet reads.

export function applyWholePaperSettings({ collapseCitations, lightFigures }: WholePaperSettings): void {
  const { classList } = document.documentElement;
  classList.toggle('collapses-citations', collapseCitations);
  classList.toggle('lights-figures', lightFigures);
}

export function applyTypography({
  fontFamily,
  fontSize,
}: Extract<HostMessage, { type: 'typography' }>): void {
  const { dataset, style } = document.documentElement;
  dataset['font'] = fontFamily;
  if (fontSize > 0) style.setProperty('--reader-size', `${String(fontSize)}px`);
  else style.removeProperty('--reader-size');
}
