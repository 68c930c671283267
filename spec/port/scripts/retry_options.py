#!/usr/bin/env python
# -*- coding: utf-8 -*-
"""Loads a CSV file in slices, and again what failed."""
import csv
import logging
import os
import sys
import time
from optparse import OptionParser

from sfbulk import Bulk

log = logging.getLogger('retry')


def parse_options(argv=None):
    usage = "usage: %prog [options] OBJECT FILE"
    parser = OptionParser(usage=usage, version="%prog 0.3", prog="retry_options")
    parser.add_option("-s", "--slice", dest="slice", type="int", default=2,
                      help="records in a batch [default: %default]")
    parser.add_option("-o", "--operation", choices=["insert", "upsert"], default="insert")
    parser.add_option("-k", "--key", metavar="FIELD", help="external id, for an upsert")
    parser.add_option("-t", "--tries", type="int", default=3)
    parser.add_option("-d", "--set", action="append", dest="settings", metavar="FIELD=VALUE")
    parser.add_option("-v", "--verbose", action="store_true", default=False)
    (options, args) = parser.parse_args(argv)
    if len(args) != 2:
        parser.error("OBJECT and FILE are needed")
    if options.operation == 'upsert' and not options.key:
        parser.error("an upsert needs --key")
    return options, args[0], args[1]


def slices(rows, size):
    for start in xrange(0, len(rows), size):
        yield rows[start:start + size]


def to_csv(rows):
    fields = sorted(rows[0].keys())
    lines = [','.join(fields)]
    for row in rows:
        lines.append(','.join('"%s"' % row[f].replace('"', '""') for f in fields))
    return '\n'.join(lines) + '\n'


def load(bulk, options, sobject, rows):
    """The rows that were refused, with the reason."""
    if options.operation == 'upsert':
        bulk.job_create(options.operation, sobject, options.key)
    else:
        bulk.job_create(options.operation, sobject)
    parts = list(slices(rows, options.slice))
    for part in parts:
        bulk.batch_create(to_csv(part))
    while not bulk.job_is_completed():
        time.sleep(5)
    refused = []
    results = bulk.batch_result()
    for part, batch_id in zip(parts, results):
        for row, line in zip(part, csv.reader(results[batch_id][1:-1])):
            if line[1] != 'true':
                refused.append((row, line[3].split(':')[0]))
    bulk.job_close()
    return refused


def main():
    options, sobject, path = parse_options()
    if options.verbose:
        log.setLevel(logging.DEBUG)
    try:
        rows = [dict((key, value.strip()) for key, value in row.items()) for row in csv.DictReader(open(path))]
    except IOError, e:
        print >>sys.stderr, "cannot read %s: %s" % (path, e.strerror)
        return 1
    for setting in options.settings or []:
        field, _, value = setting.partition('=')
        for row in rows:
            row[field] = value

    bulk = Bulk()
    bulk.login(os.environ['SF_USER'], os.environ['SF_PASSWORD'], os.environ.get('SF_TOKEN', ''))
    print "%d rows, %d at a time, %s" % (len(rows), options.slice, options.operation)
    attempt = 1
    while rows and attempt <= options.tries:
        refused = load(bulk, options, sobject, rows)
        print "try %d of %d: %d loaded, %d refused" % (attempt, options.tries, len(rows) - len(refused), len(refused))
        for row, reason in refused:
            print "  %(Email)-20s" % row, reason
            if not row['LastName']:
                row['LastName'] = row['Email'].split('@')[0].title()
        rows = [row for row, _ in refused]
        attempt += 1
    if rows:
        print >>sys.stderr, "%d rows were never loaded" % len(rows)
    return len(rows) and 2


if __name__ == '__main__':
    sys.exit(main())
