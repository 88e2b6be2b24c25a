/** A JSON value, as a manifest holds it. */
export type Json = string | number | boolean | null | readonly Json[] | JsonObject;

export interface JsonObject {
  readonly [field: string]: Json;
}

/** The menus that contain the commands; the command palette has a field of its own. */
type MenuId = 'view/title' | 'view/item/context' | 'editor/title' | 'editor/context' | 'webview/context';

export interface MenuEntry {
  readonly menu: MenuId;
  /** `group@order`; `inline` and `navigation` are drawn as icons. */
  readonly group: string;
  readonly when: string;
}

export interface KeyBinding {
  readonly key: string;
  /** On macOS, where it differs. */
  readonly mac?: string;
  readonly when?: string;
  /** The first argument of the command. */
  readonly args?: Json;
}

export interface CommandContribution {
  readonly title: string;
  /** Other words for the title, by which the command palette finds the command too. */
  readonly alias?: string;
  /** Name of a codicon. */
  readonly icon?: string;
  /** When the command palette lists the command: always if left out. */
  readonly palette?: string;
  readonly menus?: readonly MenuEntry[];
  readonly keys?: readonly KeyBinding[];
}

/** Text of an empty view; links to commands are Markdown. */
interface WelcomeContent {
  readonly contents: string;
  readonly when: string;
}

export interface ViewContribution {
  readonly name: string;
  /** Place in the view container, from the top. */
  readonly order: number;
  /** `$(codicon)` or path of a picture. */
  readonly icon: string;
  readonly when?: string;
  readonly visibility?: 'collapsed';
  readonly welcome?: readonly WelcomeContent[];
}

interface WalkthroughStep {
  readonly title: string;
  readonly order: number;
  readonly description: string;
  readonly media: { readonly markdown: string } | { readonly image: string; readonly altText: string };
  readonly completionEvents: readonly string[];
}

/** A tool for language models. */
export interface ToolContribution {
  readonly title: string;
  /** For people. */
  readonly summary: string;
  /** For the model. */
  readonly description: string;
  /** Name of a codicon. */
  readonly icon: string;
  /** A JSON schema. */
  readonly input: JsonObject;
  readonly when?: string;
}

/** A participant in the chat. */
interface ChatParticipantContribution {
  /** Written behind `@`. */
  readonly name: string;
  readonly description: string;
  /** The description of each of its commands, which are typed behind `/`. */
  readonly commands: Readonly<Record<string, string>>;
}

interface ColorContribution {
  readonly description: string;
  readonly defaults: Readonly<Record<'dark' | 'light' | 'highContrast' | 'highContrastLight', string>>;
}

/**
 * The entries that one feature adds to the manifest. The keys of all records are ids without the extension's prefix; a
 * setting is a JSON schema as VS Code takes it.
 */
export interface Contributions {
  readonly commands?: Readonly<Record<string, CommandContribution>>;
  /** Context keys that the code sets, and their values: `boolean` or one of some texts. */
  readonly contextKeys?: Readonly<Record<string, 'boolean' | readonly string[]>>;
  readonly views?: Readonly<Record<string, ViewContribution>>;
  readonly settings?: Readonly<Record<string, JsonObject>>;
  readonly walkthroughSteps?: Readonly<Record<string, WalkthroughStep>>;
  readonly colors?: Readonly<Record<string, ColorContribution>>;
  readonly tools?: Readonly<Record<string, ToolContribution>>;
  readonly chatParticipants?: Readonly<Record<string, ChatParticipantContribution>>;
}

/** A setting of where a service is reached: the site itself, or a mirror. A workspace cannot set it. */
export function addressSetting(address: string, order: number, description: string): JsonObject {
  return {
    type: 'string',
    default: address,
    scope: 'machine',
    pattern: '^https?://',
    patternErrorMessage: 'Write an address that begins with https:// or http://.',
    description: `${description} A workspace cannot change this.`,
    order,
  };
}
