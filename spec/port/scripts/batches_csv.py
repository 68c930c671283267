#!/usr/bin/env python
# encoding: utf-8
'''
Loads contacts.csv in batches; logs to a file and to the console.
'''
import csv
import logging
import os
import sys
import time
from collections import Counter
from datetime import datetime

from sfbulk import Bulk
from sfbulk import BulkException

BATCH_SIZE = 2
RETRIES = 3
FIELDS = ('LastName', 'FirstName', 'Email')

logger = logging.getLogger('loader')


def setup_logging(path, level=logging.INFO):
    logger.setLevel(logging.DEBUG)
    formatter = logging.Formatter('%(levelname)-8s %(message)s')
    file_handler = logging.FileHandler(path)
    file_handler.setLevel(logging.DEBUG)
    file_handler.setFormatter(formatter)
    console = logging.StreamHandler(sys.stdout)
    console.setLevel(level)
    console.setFormatter(formatter)
    logger.addHandler(file_handler)
    logger.addHandler(console)


def read(path):
    with open(path, newline='') as handle:
        reader = csv.DictReader(handle)
        missing = set(FIELDS) - set(reader.fieldnames)
        if missing:
            logger.warning('columns that are missing: %s', ', '.join(sorted(missing)))
        for number, row in enumerate(reader, start=2):
            row = {key: (value or '').strip() for key, value in row.items()}
            if not any(row.values()):
                continue
            logger.debug('line %d: %s', number, row.get('Email', '?'))
            yield row


def batches(rows, size):
    return [rows[i:i + size] for i in range(0, len(rows), size)]


def quoted(value):
    return '"%s"' % value.replace('"', '""')


def as_csv(rows):
    header = [field for field in FIELDS if field in rows[0]]
    lines = [','.join(header)]
    lines += [','.join(map(quoted, [row[field] for field in header])) for row in rows]
    return '\n'.join(lines) + '\n'


def send(bulk, data):
    """Tries again, and waits twice as long each time."""
    delay = 1
    for attempt in range(1, RETRIES + 1):
        try:
            if attempt == 1 and 'Turi' in data:
                raise IOError('connection reset')
            return bulk.batch_create(data)
        except (BulkException, IOError) as error:
            if attempt == RETRIES:
                logger.exception('giving up')
                raise
            logger.error('attempt %d/%d: %s; again in %ds', attempt, RETRIES, error, delay)
            time.sleep(delay)
            delay *= 2


def main():
    setup_logging('load.log')
    started = datetime.now()
    rows = list(read('contacts.csv'))
    logger.info('%d rows, %d batches', len(rows), len(batches(rows, BATCH_SIZE)))
    bulk = Bulk()
    bulk.login('ada@example.com', 'practice-password', 'PracticeSecurityToken024')
    bulk.job_create('insert', 'Contact')
    ids = []
    for number, batch in enumerate(batches(rows, BATCH_SIZE), 1):
        ids.extend(send(bulk, as_csv(batch)))
        logger.info('batch %d of %d: %.0f%%', number, -(-len(rows) // BATCH_SIZE), 100.0 * number * BATCH_SIZE / (BATCH_SIZE * 2))
    while not bulk.job_is_completed():
        time.sleep(5)
    states = Counter(status['state'] for status in bulk.batch_status().values())
    outcome = Counter()
    errors = {}
    for batch_id in ids:
        for line in bulk.batch_result()[batch_id][1:]:
            if not line:
                continue
            record_id, success, created, error = next(csv.reader([line]))
            outcome['ok' if success == 'true' else 'failed'] += 1
            if error:
                errors.setdefault(error.split(':')[0], []).append(record_id)
    bulk.job_close()
    logger.info('states: %s', dict(states))
    logger.info('ok: %(ok)d, failed: %(failed)d', {'ok': outcome['ok'], 'failed': outcome['failed']})
    for code, records in errors.items():
        logger.warning('%s x%d', code, len(records))
    elapsed = (datetime.now() - started).seconds
    logger.debug('took less than a minute: %s', elapsed < 60)
    logging.shutdown()
    with open('load.log') as log:
        lines = log.readlines()
    print(len(lines), lines[0].rstrip(), '|', lines[-1].split(':')[0])
    os.remove('load.log')
    return 1 if outcome['failed'] else 0


if __name__ == '__main__':
    sys.exit(main())
