"""Reads, changes and writes CSV, in memory and on disk."""
import csv
import io
import os

FIELDS = ['LastName', 'Email', 'Source']

with open('contacts.csv', newline='') as f:
    reader = csv.reader(f)
    header = next(reader)
    rows = [row for row in reader]
print(header, len(rows))

buffer = io.StringIO()
writer = csv.DictWriter(buffer, fieldnames=FIELDS, lineterminator='\n')
writer.writeheader()
for name, email in rows:
    if not name.strip():
        continue
    writer.writerow({'LastName': name, 'Email': email.upper(), 'Source': None})
print(buffer.getvalue(), end='')

with open('out.csv', 'w', newline='') as out:
    out.write(buffer.getvalue())
print(os.path.exists('out.csv'), os.path.basename('/tmp/out.csv'), os.path.splitext('out.csv')[1])

emails = {}
with open('out.csv') as f:
    for number, record in enumerate(csv.DictReader(f), start=1):
        emails[record['Email'].lower()] = number
print(emails)

with open('out.csv') as f:
    first = f.readline().rstrip('\n')
    others = f.readlines()
print(first, len(others))

tabs = list(csv.reader(['a\tb', '"c\td"\te'], delimiter='\t'))
print(tabs)
lookup = {name: i for i, (name, _) in enumerate(rows) if name != ' '}
print([k for k, v in lookup.items() if v > 0])

try:
    open('missing.csv')
except IOError as e:
    print('cannot open')
