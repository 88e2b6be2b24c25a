import type { Repository } from '../core/library/paper';
import { arxivAddress } from '../core/library/arxivAddress';
import type { DayPosition, ReaderPage } from '../protocol/page';
import { button, type Child, element } from './dom';
import type { Host } from './host';
import { icon } from './icons';
import { webLink } from './webLink';
import { l10n } from './localization';

type DaysShown = Pick<ReaderPage, 'days' | 'dayId'>;

/** The days that list the paper. If there are several, the user can choose the one to navigate. */
export function drawDays({ days, dayId }: DaysShown, host: Host): readonly Child[] {
  if (days.length < 2) return days.map((day) => element('span', { class: 'place' }, placeLabel(day)));
  return days.map((day) => {
    const chosen = String(day.id === dayId);
    const press = (): void => host.post({ type: 'chooseDay', dayId: day.id });
    const title = l10n.t('Move through {0}', day.label);
    return button({ class: 'place', 'aria-pressed': chosen, title }, press, placeLabel(day));
  });
}

function placeLabel({ label, position, count }: DayPosition): readonly Child[] {
  return [element('strong', {}, label), ` ${l10n.t('{0} of {1}', position, count)}`];
}

const factNames = [
  'authors',
  'arxivId',
  'published',
  'updated',
  'categories',
  'upvotes',
  'repository',
  'ruleResult',
] as const;
type FactsShown = Pick<ReaderPage, (typeof factNames)[number]>;

/** The fields of a page that {@link drawFacts} shows. */
export function factsOf(page: ReaderPage): FactsShown {
  const known = factNames.filter((name) => page[name] !== undefined).map((name) => [name, page[name]]);
  return { authors: page.authors, ...(Object.fromEntries(known) as Partial<FactsShown>) };
}

/** More of them are folded. */
const mostAuthors = 10;
const mostTags = 12;

function drawAuthors(authors: readonly string[]): readonly Child[] {
  const others = authors.slice(mostAuthors);
  if (others.length < 2) return [authors.join(', ')];
  const rest = element('span', {}, `, ${others.join(', ')}`);
  rest.hidden = true;
  return [
    authors.slice(0, mostAuthors).join(', '),
    rest,
    unfold(l10n.t('{0} more authors', others.length), [rest]),
  ];
}

/** A button that shows what is folded, and goes. The focus stays at the place. */
function unfold(label: string, folded: readonly HTMLElement[]): HTMLElement {
  const more = button(
    { class: 'unfold', 'aria-expanded': 'false' },
    () => {
      for (const one of folded) one.hidden = false;
      const [first] = folded;
      more.remove();
      if (!first) return;
      first.tabIndex = -1;
      first.focus();
    },
    label,
  );
  return more;
}

/** Authors, dates, arXiv number and other metadata, as far as known, and the rule that applies. */
export function drawFacts(shown: FactsShown, host: Host): readonly Child[] {
  const { authors, arxivId, published, updated, categories = [], upvotes, repository, ruleResult } = shown;
  const number = arxivId === undefined ? undefined : arxivLink(arxivId, host);
  const [first, last] = [dateOf(published), dateOf(updated)];
  const date = last !== undefined && last !== first ? withUpdate(first, last) : first;
  const votes = upvotes === undefined ? undefined : upvotesText(upvotes);
  const kinds = categories.length === 0 ? undefined : categories.join(', ');
  const record = [date, number, kinds, votes, repository && repositoryLink(repository, host), ruleResult]
    .filter((part) => part !== undefined)
    .map((part) => element('span', {}, part));
  return [
    authors.length > 0 ? element('p', { class: 'authors', dir: 'auto' }, drawAuthors(authors)) : undefined,
    record.length > 0 ? element('p', { class: 'record' }, record) : undefined,
  ];
}

function dateOf(text: string | undefined): string | undefined {
  return text === undefined ? undefined : /^\d{4}(?:-\d{2}(?:-\d{2})?)?/.exec(text)?.[0];
}

function withUpdate(first: string | undefined, last: string): string {
  return first === undefined ? l10n.t('(updated {0})', last) : l10n.t('{0} (updated {1})', first, last);
}

function upvotesText(count: number): string {
  return count === 1 ? l10n.t('1 upvote') : l10n.t('{0} upvotes', count);
}

function starsText(count: number): string {
  return count === 1 ? l10n.t('1 star') : l10n.t('{0} stars', count);
}

function repositoryLink({ url, stars }: Repository, host: Host): HTMLElement {
  const open = (href: string): void => host.post({ type: 'openLink', href });
  const name = url.replace(/^https?:\/\/(?:www\.)?(?:github\.com\/)?/, '').replace(/(?<!\/)\/+$/, '');
  return webLink(url, open, stars === undefined ? name : `${name} · ${starsText(stars)}`);
}

function arxivLink(arxivId: string, host: Host): HTMLElement {
  const open = (href: string): void => host.post({ type: 'openLink', href });
  return webLink(arxivAddress(arxivId), open, `arXiv:${arxivId}`);
}

export function drawTags(tags: readonly string[], host: Host): readonly Child[] {
  const chips = tags.map((tag) =>
    element(
      'li',
      {},
      button(
        { class: 'tag', title: l10n.t('Show papers tagged {0}', tag) },
        () => host.post({ type: 'revealTag', tag }),
        tag,
      ),
    ),
  );
  const edit = button(
    { class: 'tag edit', 'aria-keyshortcuts': 't', title: l10n.t('Edit tags (t)') },
    () => host.post({ type: 'editTags' }),
    icon('tag'),
    tags.length === 0 ? l10n.t('Add tags…') : l10n.t('Edit…'),
  );
  const folded = chips.slice(mostTags);
  for (const chip of folded) chip.hidden = true;
  const more = folded.length === 0 ? undefined : element('li', {}, unfold(moreTags(folded.length), folded));
  return [
    element('ul', { class: 'tags', 'aria-label': l10n.t('Tags') }, chips, more, element('li', {}, edit)),
  ];
}

function moreTags(count: number): string {
  return count === 1 ? l10n.t('1 more tag') : l10n.t('{0} more tags', count);
}
