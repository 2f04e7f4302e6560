/** Every class of bad configuration has a row that runs through every route; 1 to 8 are the routes themselves. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const CLASSES = Array.from({ length: 60 }, (_, index) => index + 1);
const ROUTES = 8;

it('has a row of each class that is no route', () => {
  const tables = readdirSync(__dirname)
    .filter((file) => file.endsWith('.test.ts'))
    .map((file) => readFileSync(join(__dirname, file), 'utf8'))
    .filter((text) => /from '.\/(generic|class)-routes'/.test(text));
  // A row's name begins with the number of its class.
  const named = tables.flatMap((text) =>
    [...text.matchAll(/['`](\d{1,2}) [a-z]/gi)].map(([, number]) => Number(number)),
  );
  expect(CLASSES.slice(ROUTES).filter((number) => !named.includes(number))).toEqual([]);
});
