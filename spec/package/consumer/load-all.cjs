// Loads every module of the library but the programs, and prints how many there were.
const { readdirSync } = require('node:fs');
const { dirname, join } = require('node:path');

const library = join(dirname(require.resolve('sfbulk/package.json')), 'dist/lib');
const modules = readdirSync(library, { recursive: true }).filter((file) => file.endsWith('.js') && !isProgram(file));
modules.forEach((file) => require(join(library, file)));
console.log(modules.length);

function isProgram(file) {
  return file === join('cli', 'sfbulk.js');
}
