#!/usr/bin/env python
# Moves accounts to contacts by a mapping file.
import csv, json, os, sys, time
from datetime import datetime
import sfbulk

bulk = None
DEBUG = False
STATES_DONE = ('Completed', 'Failed', 'NotProcessed')


def debug(msg, *args):
    if DEBUG:
        print msg % args


def connect():
    global bulk
    if bulk is not None:
        return bulk
    bulk = sfbulk.Bulk()
    bulk.login('ada@example.com', 'practice-password', 'PracticeSecurityToken024', 29.0, False)
    return bulk


def query(soql, sobject):
    b = connect()
    b.job_create('query', sobject)
    b.batch_create(soql)
    while not b.job_is_completed():
        time.sleep(3)
    rows = []
    for batch_id, lines in b.batch_result().items():
        reader = csv.reader(lines)
        header = None
        for line in reader:
            if not line:
                continue
            if header is None:
                header = line
                continue
            rows.append(dict(zip(header, line)))
    b.job_close()
    return rows


def transform(row, mapping, **extra):
    result = {}
    for source, target in mapping.items():
        value = row.get(source, '').strip()
        if value == '':
            value = '#N/A'
        result[target] = value
    result.update(extra)
    return result


def quote(value):
    return '"' + value.replace('"', '""') + '"'


def main():
    mapping = json.loads('{"Name": "LastName", "Phone": "Phone"}')
    accounts = query("""
        SELECT Id, Name, Phone
        FROM Account
        ORDER BY Name
        LIMIT 3
    """, 'Account')
    debug('%d accounts', len(accounts))
    contacts = [transform(a, mapping, Description='moved') for a in accounts]
    columns = sorted(contacts[0].keys())
    print columns
    lines = [','.join(columns)]
    for contact in contacts:
        lines.append(','.join([quote(contact[c]) for c in columns]))
    data = '\n'.join(lines) + '\n'

    b = connect()
    b.job_create('insert', 'Contact')
    ids = b.batch_create(data)
    try:
        done = False
        polls = 0
        while not done:
            time.sleep(1)
            polls += 1
            states = [s['state'] for s in b.batch_status().values()]
            done = all(state in STATES_DONE for state in states)
        print 'polled' if polls > 0 else 'not polled', states, len(ids)
    except KeyboardInterrupt:
        print 'interrupted'
        sys.exit(130)
    except (IOError, OSError), e:
        print 'io', e.errno
        raise
    finally:
        b.job_close()
    failed = sum(int(s['numberRecordsFailed']) for s in b.batch_status().values())
    print 'failed: %i of %i (%.1f%%)' % (failed, len(contacts), 100.0 * failed / len(contacts))
    if not os.path.isdir('done'):
        os.makedirs('done')
    stamp = datetime(2026, 3, 4).strftime('%Y%m%d')
    name = os.path.join('done', 'contacts_' + stamp + '.csv')
    f = open(name, 'w')
    try:
        f.write(data)
    finally:
        f.close()
    print os.listdir('done'), os.path.getsize(name) == len(data)
    for i, line in enumerate(open(name)):
        if i == 0:
            continue
        print i, line.rstrip().split(',')[0]


if __name__ == "__main__":
    main()
