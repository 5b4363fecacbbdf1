// A picture of a running Parley, for the README:
//   npm run screenshot -- --url http://localhost:8080 --email ... --password ... --out ../docs/overview.png
//   [--path /runs/42] [--theme light|dark] [--width 1440] [--height 900] [--full]
// The password may also come from the environment, as PARLEY_PASSWORD.
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { isPresent, executablePath, launch } from './browser.mjs';

const { values } = parseArgs({
  options: {
    url: { type: 'string', default: 'http://localhost:8080' },
    email: { type: 'string' },
    password: { type: 'string', default: process.env.PARLEY_PASSWORD },
    path: { type: 'string', default: '/' },
    theme: { type: 'string', default: 'light' },
    width: { type: 'string', default: '1440' },
    height: { type: 'string', default: '900' },
    out: { type: 'string', default: 'target/screenshots/parley.png' },
    full: { type: 'boolean', default: false },
  },
});
if (!values.email || !values.password) {
  console.error('Give --email and --password (or PARLEY_PASSWORD).');
  process.exit(2);
}
if (!isPresent()) {
  console.error(`There is no browser at ${executablePath}; set CHROMIUM to the path of one.`);
  process.exit(2);
}
const browser = await launch();
try {
  const page = await browser.newPage({
    viewport: { width: Number(values.width), height: Number(values.height) },
    deviceScaleFactor: 2,
    colorScheme: values.theme === 'dark' ? 'dark' : 'light',
    reducedMotion: 'reduce',
    locale: 'en-GB',
  });
  const query = values.path === '/' ? '' : `?next=${encodeURIComponent(values.path)}`;
  await page.goto(`${values.url}/sign-in${query}`);
  await page.getByLabel('Email').fill(values.email);
  await page.getByLabel('Password', { exact: true }).fill(values.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.locator('#main h1').waitFor({ timeout: 15_000 });
  // Live pages never fall silent: wait for skeletons to be gone and the chart to be drawn instead.
  await page.waitForFunction(() => document.querySelectorAll('main [aria-busy=true]').length === 0, undefined, { timeout: 20_000 });
  await page.evaluate(() => document.fonts.ready);
  await page.waitForTimeout(900);
  mkdirSync(dirname(values.out), { recursive: true });
  await page.screenshot({ path: values.out, fullPage: values.full });
  console.log(values.out);
} finally {
  await browser.close();
}
