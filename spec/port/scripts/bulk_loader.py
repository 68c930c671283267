# -*- coding: utf-8 -*-
"""A small framework of our own around sfbulk (Python 2)."""
import os
import sys
import time
from collections import OrderedDict

from sfbulk import Bulk

class LoadError(Exception):
    def __init__(self, message, results=None):
        Exception.__init__(self, message)
        self.results = results or []


class Loader(object):
    object_name = None
    operation = 'insert'
    instances = 0

    def __init__(self, username, password, token, **options):
        self.options = dict({'poll': 5, 'timeout': 300}, **options)
        self.bulk = None
        self._credentials = (username, password, token)
        self.log = []
        Loader.instances += 1

    def __enter__(self):
        self.connect()
        return self

    def __exit__(self, exc_type, exc_value, trace):
        self.close()
        return False

    def connect(self):
        if self.bulk is None:
            self.bulk = Bulk()
            self.bulk.login(*self._credentials)
            self._note('connected')

    def close(self):
        self.bulk = None
        self._note('closed')

    def _note(self, text, *args):
        self.log.append(text % args if args else text)

    def rows(self):
        raise NotImplementedError('rows() of %s' % type(self).__name__)

    def transform(self, row):
        return row

    def columns(self):
        return sorted(self.transform(self.rows()[0]).keys())

    def data(self):
        columns = self.columns()
        out = [u','.join(columns)]
        for row in self.rows():
            row = self.transform(row)
            out.append(u','.join(unicode(row.get(column, '')) for column in columns))
        return u'\n'.join(out).encode('utf-8')

    def run(self):
        self.bulk.job_create(self.operation, self.object_name)
        try:
            self.bulk.batch_create(self.data())
            self._wait()
            results = self._results()
        except Exception, e:
            self._note('failed: %s', e)
            raise
        else:
            self._note('%d results', len(results))
        finally:
            self.bulk.job_close()
        failed = [r for r in results if not r['success']]
        if failed:
            raise LoadError('%d of %d failed' % (len(failed), len(results)), failed)
        return results

    def _wait(self):
        waited = 0
        while not self.bulk.job_is_completed():
            if waited >= self.options['timeout']:
                raise LoadError('timeout')
            time.sleep(self.options['poll'])
            waited += self.options['poll']

    def _results(self):
        results = []
        for lines in self.bulk.batch_result().itervalues():
            for line in lines[1:]:
                parts = [part.strip('"') for part in line.split(',')]
                if len(parts) >= 4:
                    results.append({'id': parts[0] or None, 'success': parts[1] == 'true', 'error': parts[3]})
        return results


class AccountLoader(Loader):
    object_name = 'Account'

    def rows(self):
        return [{'Name': 'Acme %d' % number, 'Employees': number * 10} for number in xrange(1, 4)]

    def transform(self, row):
        return OrderedDict([('Name', row['Name'].upper()), ('NumberOfEmployees', row['Employees'])])


class BrokenLoader(Loader):
    object_name = 'Contact'

    def rows(self):
        return [{'FirstName': 'Nobody'}, {'FirstName': 'No one'}]


class EmptyLoader(Loader):
    object_name = 'Lead'


def load(loader):
    """0 when all went well."""
    name = loader.__class__.__name__
    try:
        with loader:
            results = loader.run()
            print '%s: %d loaded, first: %s' % (name, len(results), bool(results[0]['id']))
    except LoadError as error:
        print '%s: %s %s' % (name, error, [r['error'].split(':')[0] for r in error.results][:1])
        return 1
    except NotImplementedError as error:
        print '%s: not there: %s' % (name, error)
        return 2
    finally:
        print '   ', '; '.join(loader.log)
    return 0


def main():
    credentials = ['ada@example.com', 'practice-password', 'PracticeSecurityToken024']
    status = load(AccountLoader(*credentials))
    status = max(status, load(BrokenLoader(*credentials, poll=10)))
    status = max(status, load(EmptyLoader(*credentials)))
    print Loader.instances, 'loaders', AccountLoader.operation, EmptyLoader.object_name
    return status


if __name__ == '__main__':
    sys.exit(main())
