// Makes the pictures of docs/: a telephone and a desktop, light and dark, Korean and English.
// Run after `cargo build`: npm run pictures. Uses pngquant, if there is one, to keep them small.

import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { EN, fillsTheBallot, isPublished, joins, KO, proposes } from './story.js';
import { Town } from './town.js';

const DOCS = fileURLToPath(new URL('../../docs/', import.meta.url));
const DESKTOP = { width: 1440, height: 900 };
const PHONE = { width: 390, height: 844 };

async function takes(town, name) {
  const path = `${DOCS}page-${name}.png`;
  await town.page.mouse.move(0, 0);
  await town.page.evaluate(() => {
    document.activeElement.blur();
    for (const toast of document.querySelectorAll('.toast')) toast.remove();
    return Promise.all(document.getAnimations().filter(a => a.effect.getTiming().iterations === 1).map(a => a.finished.catch(() => {})));
  });
  await town.page.screenshot({ path });
  try { execFileSync('pngquant', ['--force', '--skip-if-larger', '--quality', '60-95', '--speed', '1', '--output', path, path]); } catch (error) {
    if (error.code !== 'ENOENT' && error.status !== 98) throw error;
  }
}

async function inBothSchemes(town, name) {
  for (const colorScheme of ['light', 'dark']) {
    await town.page.emulateMedia({ colorScheme });
    await takes(town, `${name}-${colorScheme}`);
  }
  await town.page.emulateMedia({ colorScheme: 'light' });
}

for (const [name, locale, words, as, who] of [['ko', 'ko-KR', KO, 'mina', '김민아'], ['en', 'en-US', EN, 'sarah', 'Sarah']]) {
  const town = await Town.open({ locale, viewport: DESKTOP });
  try {
    await town.goes('/');
    await town.page.setViewportSize(PHONE);
    await inBothSchemes(town, `people-${name}`);
    await town.page.setViewportSize(DESKTOP);
    await town.goes(`/?as=${as}&with=clerk`);
    const citizen = town.pane(who);
    const clerk = town.pane('정담당');
    await joins(citizen, words);
    await clerk.starts('오신 것을 환영해요');
    if (name === 'en') await clerk.says('/english', 'English');
    await isPublished(citizen, clerk, await proposes(citizen, words), words);
    await inBothSchemes(town, `desktop-${name}`);
    await town.page.locator('#inside').click();
    await town.page.locator('#tab-faults').click();
    await town.page.locator('[data-key=preset-bad_gateway]').click();
    await town.page.locator('[role=switch][aria-checked=true]').waitFor();
    await inBothSchemes(town, `faults-${name}`);
    await town.page.locator('[data-key=preset-bad_gateway]').click();
    await town.goes(`/?as=${as}`);
    await town.page.setViewportSize(PHONE);
    await fillsTheBallot(town.pane(who), words);
    await inBothSchemes(town, `phone-${name}`);
  } finally {
    await town.close();
  }
}
