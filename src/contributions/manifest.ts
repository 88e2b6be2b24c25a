import { toolId } from '../core/assistants/toolSchemas';
import type {
  CommandContribution,
  Contributions,
  Json,
  JsonObject,
  KeyBinding,
  ViewContribution,
} from '../platform/vscode/contributions';
import { Localizer } from './localize';
import {
  category,
  manifestFields,
  otherContributions,
  settingsTitle,
  viewContainer,
  walkthrough,
} from './product';

export interface Manifest {
  /** Fields of package.json, `contributes` among them, with `%key%` for texts. */
  readonly fields: JsonObject;
  /** The texts of package.nls.json. */
  readonly texts: Readonly<Record<string, string>>;
  /** Ids without the extension's prefix, in alphabetical order. */
  readonly commands: readonly string[];
  /** Context keys without the prefix, in alphabetical order, and their TypeScript types. */
  readonly contextKeys: ReadonlyMap<string, string>;
}

/**
 * Assembles the manifest from what the features declare.
 * @throws if two features declare one id, or a `when` names a context key that none declares.
 */
export function buildManifest(features: readonly Contributions[]): Manifest {
  const commands = entries(features, 'commands');
  const contributes: JsonObject = {
    walkthroughs: [{ ...walkthrough, steps: walkthroughSteps(features) }],
    commands: commands.map(([id, { title, alias, icon }]) => ({
      command: prefixed(id),
      // VS Code's palette searches the title in the original language too, and does not show it in English.
      title: alias === undefined ? title : { value: title, original: alias },
      category,
      ...(icon !== undefined && { icon: `$(${icon})` }),
    })),
    viewsContainers: { activitybar: [viewContainer] },
    ...views(features),
    menus: menus(commands),
    keybindings: commands.flatMap(([id, { keys = [] }]) => keys.map((key) => keybinding(id, key))),
    configuration: { title: settingsTitle, properties: settings(features) },
    colors: entries(features, 'colors').map(([id, { description, defaults }]) => ({
      id: prefixed(id),
      description,
      defaults,
    })),
    ...tools(features),
    ...chatParticipants(features),
    ...otherContributions,
  };
  const contextKeys = new Map(
    entries(features, 'contextKeys')
      .map(([name, values]) => [name, valueType(values)] as const)
      .toSorted(([one], [other]) => compare(one, other)),
  );
  checkContextKeys(contributes, new Set([...contextKeys.keys(), ...viewKeys(features)]));
  const localizer = new Localizer();
  return {
    fields: { ...localizer.localize(manifestFields), contributes: localizer.localize(contributes) },
    texts: localizer.texts,
    commands: commands.map(([id]) => id).toSorted(compare),
    contextKeys,
  };
}

const prefixed = (id: string): string => `dailyPapers.${id}`;

/** Sorts by code units, which gives the same order on every machine. */
const compare = (one: string, other: string): number => (one < other ? -1 : Number(one > other));

/** The declarations of one kind in all features, each id once. */
function entries<K extends keyof Contributions>(
  features: readonly Contributions[],
  kind: K,
): readonly (readonly [string, NonNullable<Contributions[K]>[string]])[] {
  const found = new Map<string, NonNullable<Contributions[K]>[string]>();
  for (const feature of features) {
    for (const [id, value] of Object.entries(feature[kind] ?? {})) {
      if (found.has(id)) throw new Error(`Two features declare ${id} in their ${kind}.`);
      found.set(id, value as NonNullable<Contributions[K]>[string]);
    }
  }
  return [...found];
}

function walkthroughSteps(features: readonly Contributions[]): Json {
  return entries(features, 'walkthroughSteps')
    .toSorted(([, one], [, other]) => one.order - other.order)
    .map(([id, { title, description, media, completionEvents }]) => ({
      id,
      title,
      description,
      media: { ...media },
      completionEvents,
    }));
}

function views(features: readonly Contributions[]): JsonObject {
  const inOrder = entries(features, 'views').toSorted(([, one], [, other]) => one.order - other.order);
  return {
    views: { [viewContainer.id]: inOrder.map(([id, view]) => viewEntry(id, view)) },
    viewsWelcome: inOrder.flatMap(([id, { welcome = [] }]) =>
      welcome.map(({ contents, when }) => ({ view: prefixed(id), contents, when })),
    ),
  };
}

function viewEntry(id: string, { name, icon, when, visibility }: ViewContribution): Json {
  return {
    id: prefixed(id),
    name,
    icon,
    contextualTitle: viewContainer.title,
    ...(when !== undefined && { when }),
    ...(visibility !== undefined && { visibility }),
  };
}

function menus(commands: readonly (readonly [string, CommandContribution])[]): JsonObject {
  const found: Record<string, Json[]> = {};
  for (const [id, { palette, menus: stands = [] }] of commands) {
    const command = prefixed(id);
    for (const { menu, group, when } of stands) (found[menu] ??= []).push({ command, group, when });
    if (palette !== undefined) (found['commandPalette'] ??= []).push({ command, when: palette });
  }
  return found;
}

function keybinding(id: string, { key, mac, when, args }: KeyBinding): Json {
  return {
    command: prefixed(id),
    key,
    ...(mac !== undefined && { mac }),
    ...(when !== undefined && { when }),
    ...(args !== undefined && { args }),
  };
}

function settings(features: readonly Contributions[]): JsonObject {
  return Object.fromEntries(
    entries(features, 'settings')
      .toSorted(([, one], [, other]) => Number(one['order']) - Number(other['order']))
      .map(([id, schema]) => [prefixed(id), schema]),
  );
}

function tools(features: readonly Contributions[]): JsonObject {
  const declared = entries(features, 'tools');
  if (declared.length === 0) return {};
  return {
    languageModelTools: declared.map(([id, { title, summary, description, icon, input, when }]) => ({
      name: toolId(id),
      toolReferenceName: `papers${id.charAt(0).toUpperCase()}${id.slice(1)}`,
      displayName: title,
      userDescription: summary,
      // For a model, in the language that it is best at.
      modelDescription: description,
      canBeReferencedInPrompt: true,
      icon: `$(${icon})`,
      tags: ['papers'],
      inputSchema: input,
      ...(when !== undefined && { when }),
    })),
  };
}

function chatParticipants(features: readonly Contributions[]): JsonObject {
  const declared = entries(features, 'chatParticipants');
  if (declared.length === 0) return {};
  return {
    chatParticipants: declared.map(([id, { name, description, commands }]) => ({
      id: prefixed(id),
      name,
      fullName: 'Daily Papers',
      description,
      isSticky: true,
      commands: Object.entries(commands).map(([command, does]) => ({ name: command, description: does })),
    })),
  };
}

function valueType(values: 'boolean' | readonly string[]): string {
  return typeof values === 'string' ? values : values.map((value) => `'${value}'`).join(' | ');
}

/** A key that a clause reads by itself or compares with something; names of views follow an operator. */
const contextKey = /(?:^|[!(]|&& |\|\| )dailyPapers\.([\w.]+)/g;

/** VS Code sets these itself: whether a view is seen. */
function viewKeys(features: readonly Contributions[]): readonly string[] {
  return entries(features, 'views').map(([id]) => `${id}.visible`);
}

function checkContextKeys(contributes: JsonObject, declared: ReadonlySet<string>): void {
  for (const when of whenClauses(contributes)) {
    for (const [, name = ''] of when.matchAll(contextKey)) {
      if (!declared.has(name)) throw new Error(`No feature declares the context key ${name} of “${when}”.`);
    }
  }
}

function whenClauses(value: Json): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([field, inner]) =>
    field === 'when' && typeof inner === 'string' ? [inner] : whenClauses(inner),
  );
}
