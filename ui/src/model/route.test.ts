import { expect, test } from 'vitest';
import { hashOf, isPage, placeOf, type Route, sameRoute } from './route';
import { instantOf } from './address';
import { emptyModel } from './state';

const ROUTES: readonly Route[] = [
  { page: 'build' },
  { page: 'segments' },
  { page: 'segment', name: 'Win-back / 2026 (50 %) ? & # “ü” 🧴' },
  { page: 'segment', name: '../..' },
  { page: 'segment' },
  { page: 'overlap' },
  { page: 'stages' },
  { page: 'stages', name: 'Life cycle' },
  { page: 'data' },
];

test('every page has an address, and its address leads there with what pages share', () => {
  const asOf = instantOf('2026-06-17T12:00:00Z');
  for (const route of ROUTES) {
    for (const model of [emptyModel(), { ...emptyModel(), asOf, workspace: 'a & b' }]) {
      const place = placeOf(hashOf(route, model));
      expect(place).toEqual({ route, asOf: model.asOf, workspace: model.workspace });
      expect(sameRoute(place.route, route)).toBe(true);
    }
  }
});

test('the builder’s own addresses stay as they are', () => {
  expect(isPage('at=2026-06-17T12:00Z&w=shop')).toBe(false);
  expect(placeOf('at=2026-06-17T12:00Z&w=shop')).toMatchObject({
    route: { page: 'build' },
    workspace: 'shop',
  });
  expect(hashOf({ page: 'build' }, emptyModel())).toBe('');
});

test('an address that leads nowhere leads to a page that is there', () => {
  expect(placeOf('/nowhere/at/all').route).toEqual({ page: 'build' });
  expect(placeOf('/segment').route).toEqual({ page: 'segment' });
  expect(placeOf('/segment/100%').route).toEqual({ page: 'segment', name: '100%' });
  expect(placeOf('/segment/a/b').route).toEqual({ page: 'segment', name: 'a/b' });
});

test('routes differ by page and by name', () => {
  expect(sameRoute({ page: 'stages' }, { page: 'stages', name: 'a' })).toBe(false);
  expect(sameRoute({ page: 'segments' }, { page: 'data' })).toBe(false);
});
