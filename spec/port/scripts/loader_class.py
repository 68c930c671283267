import time
import sfbulk


class LoadError(Exception):
    pass


class Loader(object):
    """Loads one object at a time."""

    poll_seconds = 10

    def __init__(self, username, password, token, verbose=False):
        self.bulk = sfbulk.Bulk()
        self.bulk.login(username, password, token)
        self.verbose = verbose
        self.counts = {}
        self.last_error = None

    def say(self, text):
        if self.verbose:
            print('[loader] ' + text)

    def wait(self, timeout=600):
        waited = 0
        while not self.bulk.job_is_completed():
            if waited >= timeout:
                raise LoadError('timed out after %d seconds' % waited)
            time.sleep(self.poll_seconds)
            waited += self.poll_seconds
        self.say('done after {} seconds'.format('some' if waited else 'no'))

    def insert(self, sobject, data):
        self.bulk.job_create('insert', sobject)
        try:
            self.bulk.batch_create(data)
            self.wait()
            good = 0
            for lines in self.bulk.batch_result().values():
                for line in lines[1:]:
                    fields = line.split(',')
                    if len(fields) < 2:
                        continue
                    if fields[1] == '"true"':
                        good += 1
                    else:
                        self.last_error = fields[3]
            self.counts[sobject] = self.counts.get(sobject, 0) + good
        except LoadError as e:
            print('failed: %s' % e)
            raise
        finally:
            self.bulk.job_close()
        return good


loader = Loader('ada@example.com', 'practice-password', 'PracticeSecurityToken024', verbose=True)
loader.insert('Account', 'Name\nAcme\nGlobex\n')
loader.insert('Account', 'Name\nInitech\n')
loader.insert('Lead', 'LastName,Company\nHopp,\nTuri,Bletchley\n')
for name in sorted(loader.counts):
    print('%-10s|%5d' % (name, loader.counts[name]))
print(loader.last_error is not None)
print(loader.counts)
