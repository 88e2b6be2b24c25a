import { isRecord } from '../base/guards';
import { citationFormats } from '../citations/cite';

/** A property of a tool's input, as JSON Schema says it. */
type InputProperty =
  | { readonly type: 'string'; readonly description: string; readonly enum?: readonly string[] }
  | { readonly type: 'boolean'; readonly description: string }
  | { readonly type: 'array'; readonly description: string; readonly items: { readonly type: 'string' } };

/** The input of a tool: an object of these properties and no others. */
export interface InputSchema {
  readonly type: 'object';
  readonly properties: Readonly<Record<string, InputProperty>>;
  readonly required?: readonly string[];
  readonly additionalProperties: false;
}

/** The description of a tool. */
export interface ToolSchema {
  /** For people: what the assistant does with it. */
  readonly summary: string;
  /** For the model. */
  readonly description: string;
  readonly input: InputSchema;
  /** The tool changes the user's annotations: it needs a setting, and consent each time. */
  readonly changes?: true;
}

const id = { type: 'string', description: 'Paper id from another answer, or its arXiv id or DOI' } as const;
const cursor = { type: 'string', description: 'From the end of an answer: continues it' } as const;
const input = (properties: InputSchema['properties'], required: readonly string[] = []): InputSchema => ({
  type: 'object',
  properties,
  ...(required.length > 0 && { required }),
  additionalProperties: false,
});

/** The tools by the name without prefix. */
export const toolSchemas = {
  search: {
    summary: 'Searches your papers, notes and highlights.',
    description:
      "Search the user's own library of research papers with their notes. Returns ids, titles and matching words. Query: words, a question, or filters such as author:name tag:x day:2024-03 is:unread is:later has:note has:highlight has:code.",
    input: input(
      {
        query: { type: 'string', description: 'Words, a question or filters' },
        in: {
          type: 'string',
          enum: ['papers', 'passages'],
          description: "passages: the user's highlights and note paragraphs only",
        },
        cursor,
      },
      ['query'],
    ),
  },
  readPaper: {
    summary: 'Reads the abstract of a paper, or sections of the whole paper that you have read.',
    description:
      'Abstract, details and state of a paper, and the headings of the whole paper if it is stored; with section, the text of that section.',
    input: input({ id, section: { type: 'string', description: 'Heading, or its first words' }, cursor }, [
      'id',
    ]),
  },
  readNote: {
    summary: 'Reads your note and highlights of a paper.',
    description: "The user's own note on a paper, with tags, highlights and comments.",
    input: input({ id, cursor }, ['id']),
  },
  days: {
    summary: 'Lists the days of your digests and their papers, or what you read in the last week.',
    description:
      'Days of the digests with counts, newest first; with day, the papers of that day with their state.',
    input: input({
      day: { type: 'string', description: 'Day id or label from the list' },
      unread: { type: 'boolean', description: 'Only unread papers' },
      readThisWeek: {
        type: 'boolean',
        description: 'Instead: papers that the user has read in the last week',
      },
      cursor,
    }),
  },
  related: {
    summary: 'Finds papers of the library about the same things, or unread ones that suit you.',
    description:
      'Papers of the library about the same things as a paper, closest first; without id, unread papers recommended to the user.',
    input: input({ id, cursor }),
  },
  cite: {
    summary: 'Gives citation keys and entries of papers.',
    description: 'Bibliography entries of papers with their citation keys.',
    input: input(
      {
        ids: { type: 'array', items: { type: 'string' }, description: 'Paper ids' },
        format: {
          type: 'string',
          enum: [...citationFormats],
          description: 'bibtex unless given',
        },
        cursor,
      },
      ['ids'],
    ),
  },
  references: {
    summary: 'Finds the places in the workspace that name a paper.',
    description: "Files and lines of the user's workspace that name a paper.",
    input: input({ id, cursor }, ['id']),
  },
  annotate: {
    changes: true,
    summary: 'Changes your tags, marks, notes or highlights of a paper, once you agree.',
    description:
      "Change the user's annotations of a paper: tags, triage state, a paragraph added to the note, a highlight of words that stand in the title, abstract or stored whole paper exactly.",
    input: input(
      {
        id,
        addTags: { type: 'array', items: { type: 'string' }, description: 'Such as method/lora' },
        removeTags: { type: 'array', items: { type: 'string' }, description: 'Tags' },
        state: {
          type: 'string',
          enum: ['unread', 'later', 'read', 'skipped'],
          description: 'Triage state',
        },
        appendToNote: { type: 'string', description: 'Markdown' },
        highlight: { type: 'string', description: 'Exact words of the paper' },
        comment: { type: 'string', description: 'On the highlight' },
      },
      ['id'],
    ),
  },
} as const satisfies Readonly<Record<string, ToolSchema>>;

export type ToolName = keyof typeof toolSchemas;

export const toolNames = Object.keys(toolSchemas) as readonly ToolName[];

/** The id of a tool in VS Code. */
export function toolId(name: string): string {
  return `dailyPapers_${name}`;
}

export function isToolName(value: unknown): value is ToolName {
  return typeof value === 'string' && Object.hasOwn(toolSchemas, value);
}

/** The input of a tool after it was checked. */
export type ToolInput = Readonly<Record<string, string | boolean | readonly string[]>>;

/** The maximum length of a text in an input, in UTF-16 units. */
const longest = 20_000;
const mostItems = 100;

/**
 * Checks what a model sent against the schema of a tool: VS Code does not.
 *
 * @returns the input, or a sentence for the model that says what is wrong
 */
export function checkInput(
  name: ToolName,
  value: unknown,
): { readonly ok: true; readonly value: ToolInput } | { readonly ok: false; readonly error: string } {
  const schema: InputSchema = toolSchemas[name].input;
  if (!isRecord(value)) return { ok: false, error: 'The input has to be an object.' };
  const checked: Record<string, string | boolean | readonly string[]> = {};
  for (const [field, given] of Object.entries(value)) {
    const property = Object.hasOwn(schema.properties, field) ? schema.properties[field] : undefined;
    if (!property)
      return {
        ok: false,
        error: `There is no “${field.slice(0, 60)}”. The input takes ${Object.keys(schema.properties).join(', ')}.`,
      };
    if (given === undefined || given === null) continue;
    const problem = problemOf(given, property);
    if (problem !== undefined) return { ok: false, error: `“${field}” ${problem}.` };
    checked[field] = given as string | boolean | readonly string[];
  }
  const missing = (schema.required ?? []).find((field) => checked[field] === undefined);
  if (missing !== undefined) return { ok: false, error: `“${missing}” is missing.` };
  return { ok: true, value: checked };
}

function problemOf(given: unknown, property: InputProperty): string | undefined {
  switch (property.type) {
    case 'string':
      return typeof given === 'string' ? textProblem(given, property.enum) : 'has to be a text';
    case 'boolean':
      return typeof given === 'boolean' ? undefined : 'has to be true or false';
    case 'array':
      return listProblem(given);
  }
}

function textProblem(text: string, allowed: readonly string[] | undefined): string | undefined {
  if (text.length > longest) return `may not be longer than ${longest} characters`;
  return allowed && !allowed.includes(text) ? `has to be one of ${allowed.join(', ')}` : undefined;
}

function listProblem(given: unknown): string | undefined {
  if (!Array.isArray(given) || !given.every((item) => typeof item === 'string'))
    return 'has to be a list of texts';
  if (given.length > mostItems) return `may not have more than ${mostItems} items`;
  return given.some((item) => item.length > longest) ? 'has an item that is too long' : undefined;
}
