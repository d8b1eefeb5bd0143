// Whether everybody can use the page: names, contrast and roles by axe, and room on a small screen.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { Town } from './town.js';

const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** What axe finds wrong, a line each. */
async function wrongs(page) {
  await page.evaluate(axe);
  // Nothing may be half faded in while colours are measured.
  await page.evaluate(() => Promise.all(document.getAnimations().filter(a => a.effect.getTiming().iterations === 1).map(a => a.finished.catch(() => {}))));
  const wish = { runOnly: RULES, rules: { region: { enabled: false } } }; // A menu lies over the landmarks, as a dialog does.
  const { violations } = await page.evaluate(wish => globalThis.axe.run(document, wish), wish);
  return violations.flatMap(({ id, nodes }) => nodes.map(node => `${id}: ${node.target.join(' ')} ${node.any[0]?.message ?? ''}`));
}

for (const [colorScheme, locale, words] of [['light', 'ko-KR', 'ko'], ['dark', 'en-US', 'en']]) {
  test(`every view has names, roles and contrast (${colorScheme}, ${words})`, async () => {
    const town = await Town.open({ locale, colorScheme });
    const { page } = town;
    const well = async what => assert.deepEqual(await wrongs(page), [], what);
    try {
      await town.goes('/');
      await well('the welcome');
      await town.goes('/?as=mina&with=clerk');
      const mina = town.pane('김민아');
      await mina.starts('챗봇이에요');
      await town.pane('정담당').starts('오신 것을 환영해요');
      await well('two chats');
      await page.locator('.person .note').first().hover();
      await well('a person under the pointer');
      await mina.node.locator('[data-key=attach]').click();
      await well('the menu of attachments');
      await page.getByRole('menuitem').nth(2).click();
      await mina.messages.locator('.turn.mine img').nth(2).waitFor();
      await well('an album');
      await page.locator('#clock').click();
      await well('the clock');
      await page.keyboard.press('Escape');
      await page.locator('#inside').click();
      await well('a message’s JSON');
      await page.locator('#tab-calls').click();
      await page.locator('.call').first().waitFor();
      await well('the calls');
      await page.locator('#tab-faults').click();
      await page.locator('[role=switch]').first().click();
      await page.locator('[role=switch][aria-checked=true]').waitFor();
      await well('the faults');
      await page.keyboard.press('Escape');
      await page.locator('[data-key=add]').click();
      await well('a new person');
      await page.keyboard.press('Escape');
      await page.locator('[data-key=add-group]').click();
      await well('a new group');
    } finally {
      await town.close();
    }
  });
}

for (const width of [320, 390]) {
  test(`nothing is cut off or has to be scrolled sideways at ${width} pixels`, async () => {
    const town = await Town.open({ viewport: { width, height: 844 } });
    const { page } = town;
    const fits = async what => {
      const wide = await page.evaluate(() => [document.documentElement, ...document.querySelectorAll('body *')]
        .filter(node => node.clientWidth > 0 && getComputedStyle(node).overflowX !== 'hidden' && getComputedStyle(node).clipPath === 'none')
        .filter(node => node.scrollWidth > node.clientWidth + 1 || node.getBoundingClientRect().right > innerWidth + 1)
        .filter(node => !node.closest('svg') && getComputedStyle(node).display !== 'inline')
        .map(node => `${node.tagName}.${node.className} ${node.scrollWidth} > ${node.clientWidth}`));
      assert.deepEqual(wide, [], what);
    };
    try {
      await town.goes('/');
      await fits('the people');
      await page.locator('[data-key=p101]').click();
      const mina = town.pane('김민아');
      await mina.starts('챗봇이에요');
      await fits('a chat');
      assert.equal(await page.locator('#people').isVisible(), false, 'one thing at a time');
      await mina.node.locator('[data-key=attach]').click();
      await fits('a menu');
      await page.keyboard.press('Escape');
      await page.locator('#clock').click();
      await fits('the clock');
      await page.keyboard.press('Escape');
      await page.locator('#inside').click();
      await page.locator('#tab-faults').click();
      await page.locator('[role=switch]').first().waitFor();
      await fits('the faults');
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: '사람 목록으로' }).click();
      await page.locator('[data-key=add]').click();
      await fits('a dialog');
    } finally {
      await town.close();
    }
  });
}
