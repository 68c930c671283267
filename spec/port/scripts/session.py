"""A job as a context manager, and everything around it."""
from contextlib import contextmanager
import re
import sys
from time import sleep
from typing import Dict, Iterator, List, Optional

from sfbulk import Bulk

TEMPLATE = 'SELECT {fields} FROM {object}'
ID = re.compile(r'^[a-zA-Z0-9]{15,18}$')


class Job:
    def __init__(self, bulk: Bulk, operation: str, sobject: str, external_id: Optional[str] = None):
        self.bulk = bulk
        self.operation = operation
        self.sobject = sobject
        self.external_id = external_id
        self.batches: List[str] = []

    def __enter__(self):
        if self.external_id:
            self.bulk.job_create(self.operation, self.sobject, self.external_id)
        else:
            self.bulk.job_create(self.operation, self.sobject)
        return self

    def __exit__(self, exc_type, exc_value, traceback):
        self.bulk.job_close()
        return False

    def __str__(self):
        return f'<{self.operation} {self.sobject}>'

    def add(self, data: str) -> None:
        self.batches.extend(self.bulk.batch_create(data))

    def wait(self, seconds: float = 2.5) -> int:
        polls = 1
        while not self.bulk.job_is_completed():
            sleep(seconds)
            polls += 1
        return polls

    @property
    def size(self) -> int:
        return len(self.batches)

    def lines(self) -> Iterator[str]:
        for lines in self.bulk.batch_result().values():
            yield from lines[1:-1]


class QueryJob(Job):
    def __init__(self, bulk, sobject):
        super().__init__(bulk, 'query', sobject)


def group(lines: list, size: int) -> list:
    return [lines[i:i + size] for i in range(0, len(lines), size)]


def count_letters(words) -> Dict[str, int]:
    counts: Dict[str, int] = {}
    for word in words:
        for letter in set(word):
            counts[letter] = counts.get(letter, 0) + 1
    return counts


bulk = Bulk()
bulk.login('ada@example.com', 'practice-password', 'PracticeSecurityToken024')

with QueryJob(bulk, 'Contact') as job:
    job.add(TEMPLATE.format(fields='Id, LastName', object='Contact') + ' LIMIT 5')
    polls = job.wait()
    print(f'{job}: {job.size} batch, {"polled" if polls > 1 else "at once"}')
    contacts = []
    for line in job.lines():
        contact_id, name = [part.strip('"') for part in line.split(',')]
        if not ID.match(contact_id):
            print('strange id', contact_id)
        contacts.append((contact_id, name))

print(len(contacts), [len(part) for part in group(contacts, 2)])

with Job(bulk, 'update', 'Contact') as job:
    rows = ['Id,Description'] + [f'{contact_id},"{name}, {number:03d}"' for number, (contact_id, name) in enumerate(contacts, start=1)]
    job.add('\n'.join(rows))
    job.wait(seconds=1)
    ok = sum(1 for line in job.lines() if line.split(',')[1] == '"true"')
print(ok, 'updated', sep=': ')

letters = count_letters(['ab', 'bc', 'b'])
top, *others = sorted(letters, key=lambda letter: (-letters[letter], letter))
print(top, others, letters['b'] if 'b' in letters else None)
match = re.search(r'(\d+)-(\d+)', 'rows 10-20')
if match:
    start, end = int(match.group(1)), int(match.group(2))
    print(end - start, re.sub(r'\s+', ' ', 'a  b   c'), re.findall(r'\d', 'a1b2'))
matrix = [[i * j for j in range(3)] for i in range(2)]
print(matrix, {k: v for k, v in zip('ab', (1, 2))}, 10 % 4, 2 ** 3)
n = 0
while True:
    n += 1
    if n % 2 == 0:
        continue
    if n > 5:
        break
print(n, 'even' if n % 2 == 0 else 'odd', not (n > 3 and n < 10), 3 < n <= 7)
print('{:>6}|{:<6}|{:^6}|{:,}|{:.1%}'.format('a', 'b', 'c', 1234567, 0.256))
sys.stdout.write('done\n')
