"""What each load came to, one namedtuple for each record, written as CSV."""
import csv
import io
import os
import re
import time
from collections import Counter, namedtuple

from sfbulk import Bulk

Result = namedtuple('Result', ['line', 'id', 'ok', 'code'])
ERROR = re.compile(r'^(?P<code>[A-Z_]+):(?P<text>.*?)(?::(?P<fields>[\w ]+))?(?: --)?$')


class Summary(namedtuple('Summary', 'name total failed')):
    __slots__ = ()

    @property
    def rate(self):
        return 100.0 * (self.total - self.failed) / self.total if self.total else 0.0

    def __str__(self):
        return '{0.name}: {0.total} rows, {1:.1f}% loaded'.format(self, self.rate)


def parse(number, fields):
    record_id, success, created, error = fields
    found = ERROR.match(error)
    code = found.group('code') if found else ''
    return Result(line=number, id=record_id or None, ok=success == 'true', code=code)


def load(bulk, sobject, rows):
    out = io.StringIO()
    writer = csv.DictWriter(out, fieldnames=['LastName', 'Company', 'Email'], extrasaction='ignore', lineterminator='\n')
    writer.writeheader()
    writer.writerows(rows)
    bulk.job_create('insert', sobject)
    bulk.batch_create(out.getvalue())
    while not bulk.job_is_completed():
        time.sleep(1)
    results = []
    for lines in bulk.batch_result().values():
        for number, fields in enumerate(csv.reader(lines[1:-1]), start=2):
            results.append(parse(number, fields))
    bulk.job_close()
    return results


def snake(name):
    return re.sub(r'(?<!^)([A-Z])', lambda m: '_' + m.group(1).lower(), name).lower()


def main():
    bulk = Bulk()
    bulk.login(os.environ['SF_USER'], os.environ['SF_PASSWORD'], os.environ['SF_TOKEN'])
    people = [
        {'LastName': 'Hopp', 'Company': 'Navy', 'Email': 'grace@example.com', 'Rank': 'Rear Admiral'},
        {'LastName': '', 'Company': 'Orbit, Inc.', 'Email': 'kath@example.com'},
        {'LastName': 'Turi', 'Company': 'Park', 'Email': 'not an address'},
    ]
    results = load(bulk, 'Lead', people)
    with open('results.csv', 'w', newline='') as handle:
        writer = csv.DictWriter(handle, fieldnames=[f for f in Result._fields if f != 'id'])
        writer.writeheader()
        for result in results:
            row = result._asdict()
            del row['id']
            writer.writerow(row)
    with open('results.csv') as handle:
        print(handle.read().strip().replace('\r', ''))
    failed = [r for r in results if not r.ok]
    summary = Summary('Lead', len(results), failed=len(failed))
    print(summary)
    print(repr(summary), summary[1:], summary._replace(failed=0).rate)
    for code, count in sorted(Counter(r.code for r in failed).items()):
        print('%-24s %d' % (code, count))
    first, *others = results
    print(first._replace(id='...'), len(others), max(results).line)
    print([snake(name) for name in ('LastName', 'Company', 'ExternalIdField')])


if __name__ == '__main__':
    main()
