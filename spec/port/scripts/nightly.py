#!/usr/bin/env python
# -*- coding: utf-8 -*-
"""Nightly load of contacts: reads a CSV, loads it in chunks, writes what failed.

Usage: nightly.py contacts.csv [size]
"""
import csv
import logging
import os
import sys
import time

from sfbulk import Bulk

logging.basicConfig(level=logging.INFO, format='%(levelname)s %(message)s', stream=sys.stdout)
log = logging.getLogger(__name__)

USERNAME = os.environ.get('SF_USERNAME', 'ada@example.com')
PASSWORD = os.environ['SF_PASSWORD']
TOKEN = os.environ.get('SF_TOKEN')
POLL = 15  # seconds


def read_rows(path):
    rows = []
    with open(path, 'rb') as handle:
        for row in csv.DictReader(handle):
            if not row['LastName'].strip():
                log.warning('no last name: %s', row['Email'])
                continue
            rows.append(row)
    return rows


def chunks(rows, size):
    for start in xrange(0, len(rows), size):
        yield rows[start:start + size]


def to_csv(rows, fields):
    lines = [','.join(fields)]
    for row in rows:
        lines.append(','.join('"%s"' % row[field].replace('"', '""') for field in fields))
    return '\n'.join(lines)


def load(bulk, rows, size=2):
    failed = []
    bulk.job_create('insert', 'Contact')
    try:
        for number, chunk in enumerate(chunks(rows, size), 1):
            bulk.batch_create(to_csv(chunk, ['LastName', 'Email']))
            log.info('chunk %d: %d rows', number, len(chunk))
        while not bulk.job_is_completed():
            time.sleep(POLL)
        for batch_id, lines in bulk.batch_result(only_invalid=True).iteritems():
            failed += [l for l in lines[1:] if l]
    finally:
        bulk.job_close()
    return failed


def main(argv):
    if len(argv) < 2:
        print >>sys.stderr, __doc__
        return 2
    size = int(argv[2]) if len(argv) > 2 else 200
    rows = read_rows(argv[1])
    bulk = Bulk()
    bulk.login(USERNAME, PASSWORD, TOKEN)
    failed = load(bulk, rows, size)
    if failed:
        print '%d failed' % len(failed)
        for line in failed:
            print >>sys.stderr, line
        return 1
    print 'All %d rows loaded' % len(rows)
    return 0


if __name__ == '__main__':
    sys.exit(main(sys.argv))
