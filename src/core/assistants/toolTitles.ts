import { english, type Localization } from '../base/localization';
import type { ToolName } from './toolSchemas';

const titles: Readonly<Record<ToolName, (l10n: Localization) => string>> = {
  search: (l10n) => l10n.t('Search Papers'),
  readPaper: (l10n) => l10n.t('Read Paper'),
  readNote: (l10n) => l10n.t('Read Note'),
  days: (l10n) => l10n.t('List Days'),
  related: (l10n) => l10n.t('Find Related Papers'),
  cite: (l10n) => l10n.t('Cite Papers'),
  references: (l10n) => l10n.t('Find References'),
  annotate: (l10n) => l10n.t('Annotate Paper'),
};

/** The title of a tool for people. Models see its name and its description, which are not translated. */
export function toolTitle(name: ToolName, l10n: Localization = english): string {
  return titles[name](l10n);
}
