# Deletes leads without a company; asks for what the environment does not say.
import getpass
import os
import sys
from time import sleep, time

from sfbulk import Bulk


def env(*names):
    for name in names:
        value = os.environ.get(name)
        if value:
            return value
    return None


def credentials():
    user = env('SF_USERNAME', 'SALESFORCE_USER') or input('Username: ').strip()
    password = env('SF_PASSWORD')
    if password is None:
        password = getpass.getpass('Password for %s: ' % user)
    token = os.getenv('SF_TOKEN') or ''
    return user, password, token


def confirm(question, default=False):
    if os.environ.get('ASSUME_YES', '').lower() in ('1', 'yes', 'true'):
        return True
    answer = input(question + (' [Y/n] ' if default else ' [y/N] ')).lower()
    return answer[:1] == 'y' if answer else default


def rows_of(bulk):
    """The records of all batches as dictionaries."""
    for batch_id, lines in sorted(bulk.batch_result().items()):
        header = [name.strip('"') for name in lines[0].split(',')]
        for line in lines[1:]:
            if not line:
                continue
            values = [value.strip('"') for value in line.split(',')]
            yield dict(zip(header, values))


def do(bulk, operation, sobject, data, every=5, quiet=True):
    started = time()
    job = bulk.job_create(operation, sobject)
    bulk.batch_create(data)
    polls = 0
    while True:
        polls += 1
        if bulk.job_is_completed():
            break
        if not quiet:
            sys.stdout.write('.')
            sys.stdout.flush()
        sleep(every)
    assert time() >= started, 'time runs backwards'
    rows = list(rows_of(bulk))
    bulk.job_close()
    return rows


bulk = Bulk()
user, password, token = credentials()
bulk.login(user, password, token)
print(f'logged in as {user!r} ({len(password) * "*"})'[:40])

leads = do(bulk, 'query', 'Lead', 'SELECT Id, LastName, Company FROM Lead ORDER BY LastName LIMIT 4')
print(len(leads), sorted(leads[0]), {lead['LastName'][0].upper() for lead in leads} != set())
chosen = [lead['Id'] for index, lead in enumerate(leads) if index % 2 == 0]
if not chosen:
    sys.exit('nothing to delete')
if confirm('Delete %d leads?' % len(chosen)):
    results = do(bulk, 'delete', 'Lead', 'Id\n' + '\n'.join(chosen))
    ok = [row for row in results if row['Success'] == 'true']
    bad = len(results) - len(ok)
    print(f'{len(ok)} deleted, {bad} failed', *[row['Error'] for row in results if row['Error']])
else:
    print('left alone')
print('bye', end='!\n')
