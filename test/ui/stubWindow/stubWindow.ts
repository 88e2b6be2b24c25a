import { StubServer } from '../../support/stubServer';
import { openWorkbench, type Workbench } from '../../support/workbench';

export interface StubWindow {
  readonly workbench: Workbench;
  /** Plays the services that the window asks. A suite sets the day that it is there. */
  readonly stub: StubServer;
}

let opened: Promise<StubWindow> | undefined;

/**
 * The window of the suites in this folder, opened for the first of them, whose `settings` it has. A suite finds the days and
 * notes of the suites before it, but none of their editors, messages and open rows. The end of the run closes it.
 */
export async function stubWindow(
  viewport = { width: 1280, height: 800 },
  settings: Readonly<Record<string, unknown>> = {},
): Promise<StubWindow> {
  if (opened === undefined) return (opened = open(viewport, settings));
  const { workbench, stub } = await opened;
  await workbench.page.setViewportSize(viewport);
  await tidyForDays(workbench);
  stub.today = '2024-03-14';
  return { workbench, stub };
}

/** Tidies up, and leaves the room of the view Later, which is empty here, to the days. */
export async function tidyForDays(workbench: Workbench): Promise<void> {
  await workbench.tidy();
  await workbench.view('Later').setExpanded(false);
}

async function open(
  viewport: { readonly width: number; readonly height: number },
  settings: Readonly<Record<string, unknown>>,
): Promise<StubWindow> {
  const stub = await StubServer.start({
    today: '2024-03-14',
    papersOn: (day) => ({ '2024-03-12': 130, '2024-03-14': 2 })[day] ?? 3,
  });
  const services = ['huggingFace.url', 'arxiv.url', 'arxiv.htmlUrl'];
  const machineSettings = Object.fromEntries(services.map((name) => [`dailyPapers.${name}`, stub.base]));
  return { workbench: await openWorkbench({ viewport, settings, machineSettings }), stub };
}
