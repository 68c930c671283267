import fc from 'fast-check';

const cell = fc.string({
  unit: fc.constantFrom('a', '"', ',', '^', '|', '\t', '`', '\ufeff', '\n', '\r', '\r\n', ' ', 'é', '😀', ';'),
  maxLength: 6,
});

/** Rows of one to four cells, with everything in them that has a meaning in CSV. */
export const csvTable = fc
  .integer({ min: 1, max: 4 })
  .chain((columns) =>
    fc.array(fc.array(cell, { minLength: columns, maxLength: columns }), { minLength: 1, maxLength: 8 }),
  );
