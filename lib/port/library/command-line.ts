/** What a script is told from outside: options of its command line, and files of settings. */
import { BOOL, FLOAT, INT, instanceOf, listOf, NONE, STR, tupleOf } from '../analysis/types';
import { is, named, type Table } from './entry';

const NO_GROUPS = 'the help shows the options of a group with all others';
const help = is(NONE, '@printLine($0.help())');

const settings = named(
  'defaults dict_type allow_no_value interpolation',
  is(
    instanceOf('ConfigParser'),
    'new @ConfigParser()',
    'new @ConfigParser($1)',
    'new @ConfigParser($1)/*$2*/',
    'new @ConfigParser($1)/*$2$3*/',
    'new @ConfigParser($1)/*$2$3$4*/',
  ),
);

export const COMMAND_LINE_FUNCTIONS: Table = {
  'argparse.ArgumentParser': named(
    'description prog usage epilog formatter_class add_help',
    is(
      instanceOf('ArgumentParser'),
      "new @ArgumentParser('')",
      'new @ArgumentParser($1)',
      'new @ArgumentParser($1)/*$2*/',
      'new @ArgumentParser($1)/*$2$3*/',
      'new @ArgumentParser($1)/*$2$3$4*/',
      'new @ArgumentParser($1)/*$2$3$4$5*/',
      'new @ArgumentParser($1)/*$2$3$4$5$6*/',
    ),
  ),
  'ConfigParser.ConfigParser': settings,
  'ConfigParser.RawConfigParser': settings,
  'ConfigParser.SafeConfigParser': settings,
  // emit/calls/argument-parser.ts writes it.
  'optparse.OptionParser': is(instanceOf('OptionParser')),
  'optparse.OptionGroup': { ...is(instanceOf('OptionParser'), '$1', '$1/*$2*/', '$1/*$2$3*/'), note: NO_GROUPS },
};

export const COMMAND_LINE_METHODS: Readonly<Record<string, Table>> = {
  ConfigParser: {
    read: is(listOf(STR), '$0.read($1)'),
    get: is(STR, '$0.get($1, $2)'),
    getint: is(INT, '@int($0.get($1, $2))'),
    getfloat: is(FLOAT, '@float($0.get($1, $2))'),
    getboolean: is(BOOL, '$0.getboolean($1, $2)'),
    has_section: is(BOOL, '$0.has_section($1)'),
    has_option: is(BOOL, '$0.has_option($1, $2)'),
    sections: is(listOf(STR), '$0.sections()'),
    options: is(listOf(STR), 'Object.keys($0.section($1))'),
    items: is(listOf(tupleOf(STR, STR)), 'Object.entries($0.section($1))'),
  },
  ArgumentParser: {
    print_help: help,
    error: is(NONE, '$0.error($1)'),
    add_argument_group: {
      ...named('title description', is(instanceOf('ArgumentParser'), '$0', '$0/*$1*/', '$0/*$1$2*/')),
      note: NO_GROUPS,
    },
  },
  OptionParser: {
    print_help: help,
    print_usage: is(NONE, '@printLine($0.get_usage())'),
    get_usage: is(STR, '$0.get_usage()'),
    error: is(NONE, '$0.error($1)'),
    exit: is(NONE, '$0.exit()', '$0.exit($1)', '$0.exit($1, $2)'),
    add_option_group: is(NONE, 'void $1'),
  },
};
