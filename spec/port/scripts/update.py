import csv
import time
from sfbulk import Bulk

bulk = Bulk()
bulk.login('ada@example.com', 'practice-password', 'PracticeSecurityToken024')


def wait():
    """Polls until all batches are done."""
    while not bulk.job_is_completed():
        time.sleep(5)


bulk.job_create('query', 'Account')
bulk.batch_create('SELECT Id FROM Account')
wait()
ids = []
for lines in bulk.batch_result().values():
    for line in lines[1:-1]:
        ids.append(line.strip('"'))
bulk.job_close()

with open('accounts.csv', 'w') as f:
    writer = csv.writer(f)
    writer.writerow(['Id', 'Industry'])
    for account_id in ids:
        writer.writerow([account_id, 'Consulting, mostly'])

bulk.job_create('update', 'Account')
bulk.batch_create_from_csv('accounts.csv')
wait()
updated = 0
for lines in bulk.batch_result().values():
    updated += len(lines) - 2
bulk.job_close()
print("updated all: %s" % (updated == len(ids)))
