// Prints every file that the package named on the command line brings into memory.
require(process.argv[2]);
console.log(Object.keys(require.cache).join('\n'));
