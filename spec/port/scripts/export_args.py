#!/usr/bin/env python3
# -*- coding: utf-8 -*-
"""Exports an object to CSV, or counts it.

  export_args.py count Contact
  export_args.py export Contact -f Id -f LastName --limit 3 -o out.csv
"""
from __future__ import print_function

import argparse
import os
import sys
import time

from sfbulk import Bulk, BulkException

DEFAULT_FIELDS = ['Id', 'Name']


def positive(text):
    number = int(text)
    if number <= 0:
        raise argparse.ArgumentTypeError('%r is not above zero' % text)
    return number


def get_parser():
    parser = argparse.ArgumentParser(
        description=__doc__.splitlines()[0],
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument('command', choices=('count', 'export'), help='what to do')
    parser.add_argument('object', nargs='?', default='Account', help='API name (default: %(default)s)')
    parser.add_argument('-f', '--field', dest='fields', action='append', metavar='FIELD', help='may be repeated')
    parser.add_argument('-n', '--limit', type=positive, default=None, help='at most so many')
    parser.add_argument('-o', '--output', default='-')
    parser.add_argument('--poll', type=float, default=2.5, help='seconds between polls')
    parser.add_argument('-v', '--verbose', action='count', default=0)
    parser.add_argument('-q', '--quiet', action='store_true')
    parser.add_argument('--no-header', dest='header', action='store_false', help='leave out the header')
    parser.add_argument('--order', choices=['asc', 'desc'], default='asc')
    parser.add_argument('--version', action='version', version='%(prog)s 1.2')
    return parser


def soql_for(options):
    fields = options.fields or DEFAULT_FIELDS
    if options.command == 'count':
        fields = ['Id']
    soql = 'SELECT {0} FROM {1}'.format(', '.join(fields), options.object)
    soql += ' ORDER BY {} {}'.format(fields[-1], options.order.upper())
    if options.limit is not None:
        soql = '%s LIMIT %d' % (soql, options.limit)
    return soql


def fetch(bulk, options, soql):
    waited = 0.0
    bulk.job_create('query', options.object)
    try:
        bulk.batch_create(soql)
        while not bulk.job_is_completed():
            time.sleep(options.poll)
            waited += options.poll
        if options.verbose > 1:
            print('waited', waited >= options.poll, file=sys.stderr)
        lines = []
        for batch_lines in bulk.batch_result().values():
            lines.extend(line for line in batch_lines if line.strip())
        return lines
    finally:
        bulk.job_close()


def main(argv=None):
    parser = get_parser()
    options = parser.parse_args(argv)
    if options.quiet and options.verbose:
        parser.error('-q and -v exclude each other')
    bulk = Bulk()
    try:
        bulk.login(os.environ['SF_USER'], os.environ['SF_PASSWORD'], os.environ.get('SF_TOKEN', ''))
    except (BulkException, IOError) as error:
        print('login: {}'.format(error), file=sys.stderr)
        return 3
    soql = soql_for(options)
    if options.verbose:
        print('SOQL:', soql, file=sys.stderr)
    lines = fetch(bulk, options, soql)
    header, rows = lines[0], lines[1:]
    if options.command == 'count':
        print('{:<10}{:>6,}'.format(options.object, len(rows)))
        return 0
    out = sys.stdout if options.output == '-' else open(options.output, 'w')
    try:
        if options.header:
            out.write(header + '\n')
        for row in rows:
            out.write(row + '\n')
    finally:
        if out is not sys.stdout:
            out.close()
    if not options.quiet:
        print('%d row%s' % (len(rows), 's' if len(rows) != 1 else ''), file=sys.stderr)
    return 0 if rows else 1


if __name__ == '__main__':
    sys.exit(main())
