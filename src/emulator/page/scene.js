// Where the page plays: a city of its own, or no place at all, where somebody's own bot is tried.

import { world } from './state.js';
import { lang, t } from './words.js';

const OWN_ZONE = new Intl.DateTimeFormat().resolvedOptions().timeZone;

/** Whether this is Madang's demonstration, else it is somebody's bot. */
export const isCity = () => Boolean(world.scene);
export const zone = () => world.scene?.time_zone ?? OWN_ZONE;
/** Places that one may send: {name, latitude, longitude}. */
export const places = () => world.scene?.places.map(place => ({ ...place, name: place[`name_${lang}`] })) ?? [];
export const groupTitle = () => world.scene?.[`group_${lang}`] ?? t('group_sample');
