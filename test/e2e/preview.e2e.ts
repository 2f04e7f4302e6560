/** The HTML preview, looked at in a browser: it asks the network for nothing, runs nothing hostile, and can be read by all. */
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { previewOf, renderPreview } from '../../lib/plan';
import { fixture, sourceOf } from '../plan/support/fixture';

const CHROMIUM = [
  process.env.CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
].find((path) => path !== undefined && existsSync(path));
const GET = 'Chromium is not here: apt-get install chromium, or name it in CHROMIUM.';

function describeInBrowser(name: string, tests: () => void): void {
  if (CHROMIUM !== undefined) describe(name, tests);
  else if (process.env.CI)
    describe(name, () => {
      it('has its browser', () => {
        throw new Error(GET);
      });
    });
  else {
    // Not console.warn: Jest keeps back what a wholly skipped file says there.
    process.stderr.write(`SKIPPED: ${name}. ${GET}\n`);
    describe.skip(name, tests);
  }
}

/** Contrast of two colours as the guidelines for accessible pages count it. See https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio */
const lowContrast = (least: number): readonly string[] => {
  const channel = (value: number): number => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
  const parse = (color: string): readonly number[] => (color.match(/[\d.]+/g) ?? []).map(Number);
  const luminance = ([r = 0, g = 0, b = 0]: readonly number[]): number =>
    0.2126 * channel(r / 255) + 0.7152 * channel(g / 255) + 0.0722 * channel(b / 255);
  const ground = (element: Element | null): readonly number[] => {
    for (let at = element; at; at = at.parentElement) {
      const color = parse(getComputedStyle(at).backgroundColor);
      if ((color[3] ?? 1) > 0) return color;
    }
    return [255, 255, 255];
  };
  return [...document.querySelectorAll('body *')].flatMap((element) => {
    const hasText = [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent?.trim());
    if (!hasText || element.closest('[hidden],script,style,.skip') || element.getClientRects().length === 0) return [];
    const [a, b] = [luminance(parse(getComputedStyle(element).color)), luminance(ground(element))];
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    return ratio < least
      ? [`${element.className || element.tagName} ${ratio.toFixed(2)}: ${element.textContent?.slice(0, 40)}`]
      : [];
  });
};

describeInBrowser('the preview as a page', () => {
  const folder = mkdtempSync(join(tmpdir(), 'rampart-page-'));
  let browser: Browser;

  beforeAll(async () => {
    browser = await chromium.launch({
      executablePath: CHROMIUM,
      args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-background-networking'],
    });
  }, 60_000);

  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true });
  });

  function write(...names: readonly string[]): string {
    const previews = names.map((name) => previewOf(fixture(name), { environment: name, source: sourceOf(name) }));
    const file = join(folder, `${names.join('-')}.html`);
    writeFileSync(file, renderPreview({ previews, revision: { head: 'a'.repeat(40) } }, 'html'));
    return file;
  }

  async function open(file: string, options: Parameters<Browser['newPage']>[0] = {}) {
    const page = await browser.newPage(options);
    const requests: string[] = [];
    const said: string[] = [];
    page.on('request', (request) => requests.push(request.url()));
    page.on('console', (message) => said.push(message.text()));
    page.on('pageerror', (error) => said.push(String(error)));
    page.on('dialog', (dialog) => {
      said.push(`dialog ${dialog.message()}`);
      void dialog.dismiss();
    });
    await page.goto(pathToFileURL(file).href);
    return { page, requests, said };
  }

  const openAll = (page: Page) =>
    page.evaluate(() =>
      document.querySelectorAll('details').forEach((one) => {
        one.open = true;
      }),
    );

  it('is one file: it asks for nothing else, and its own script and style pass its content security policy', async () => {
    const file = write('aws-stateful', 'aws-create');
    const { page, requests, said } = await open(file);
    expect(requests).toEqual([pathToFileURL(file).href]);
    expect(said).toEqual([]);
    expect(await page.evaluate(() => getComputedStyle(document.body).maxWidth)).toBe('1216px');
    // Its script has run: without it the filter stays hidden.
    expect(await page.locator('.tools').first().isVisible()).toBe(true);
    await page.close();
  });

  it('shows what destroys data without scrolling, before everything else', async () => {
    const { page } = await open(write('aws-stateful'), { viewport: { width: 1280, height: 800 } });
    const lost = page.locator('section.lost');
    const box = await lost.boundingBox();
    expect((box?.y ?? Number.NaN) + (box?.height ?? 0)).toBeLessThan(800);
    expect(await lost.innerText()).toMatch(
      /2 resources that hold data are lost or replaced[\s\S]*REPLACE[\s\S]*aws_dynamodb_table\.orders[\s\S]*DESTROY[\s\S]*aws_s3_bucket\.exports/,
    );
    await page.close();
  });

  it('runs nothing of a hostile plan', async () => {
    const { page, requests, said } = await open(write('hostile'));
    await openAll(page);
    expect(said).toEqual([]);
    expect(requests).toHaveLength(1);
    expect(
      await page.evaluate(() => [
        document.scripts.length,
        document.images.length,
        document.querySelectorAll('main a').length,
      ]),
    ).toEqual([1, 0, 0]);
    expect(await page.locator('main').innerText()).toContain('<script>alert(1)</script>');
    await page.close();
  });

  it.each(['light', 'dark'] as const)('can be read in %s: every text has a contrast of 4.5', async (colorScheme) => {
    const { page } = await open(write('aws-stateful', 'actions'), { colorScheme });
    await openAll(page);
    expect(await page.evaluate(lowContrast, 4.5)).toEqual([]);
    await page.close();
  });

  it('can be used by keyboard and screen reader: one main, headings in order, named controls', async () => {
    const { page } = await open(write('aws-stateful', 'actions'));
    const levels = await page.evaluate(() =>
      [...document.querySelectorAll('h1,h2,h3,h4')].map((heading) => Number(heading.tagName[1])),
    );
    expect(levels[0]).toBe(1);
    for (const [index, level] of levels.entries()) expect(level - (levels[index - 1] ?? 0)).toBeLessThanOrEqual(1);
    expect(await page.locator('main').count()).toBe(1);
    expect(await page.getByRole('searchbox', { name: 'Filter changes' }).count()).toBe(2);
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Skip to the previews');
    const group = page.locator('summary').first();
    await group.focus();
    await page.keyboard.press('Enter');
    expect(await page.locator('details').first().getAttribute('open')).not.toBeNull();
    await page.close();
  });

  it('filters two thousand changes as one types, and opens them all', async () => {
    const { page } = await open(write('thousands'));
    await page.getByRole('searchbox').fill('terraform_data.u["399"]');
    const shown = () => document.querySelectorAll('.change:not([hidden])').length;
    expect(await page.evaluate(shown)).toBe(1);
    expect(await page.locator('output').innerText()).toBe('1 shown');
    await page.getByRole('searchbox').fill('');
    await page.getByRole('button', { name: 'Open all' }).click();
    expect(await page.locator('details:not([open])').count()).toBe(0);
    await page.close();
  });

  it('fits a telephone without scrolling sideways', async () => {
    const { page } = await open(write('aws-stateful', 'hostile'), { viewport: { width: 360, height: 740 } });
    await openAll(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    await page.close();
  });
});
