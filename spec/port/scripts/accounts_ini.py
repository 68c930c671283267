#!/usr/bin/python
"""Updates what settings.ini lists (Python 2, cron)."""
import ConfigParser
import os
import sys
import time

import sfbulk

HERE = os.path.dirname(os.path.abspath(__file__))


class Settings(object):
    """The sections of the file, with what they leave out."""

    defaults = {'poll': '10', 'limit': '5'}

    def __init__(self, path):
        self.parser = ConfigParser.SafeConfigParser(self.defaults)
        if not self.parser.read([path]):
            raise ValueError('no such file: %s' % path)
        self.path = path

    def get(self, section, name, default=None):
        try:
            return self.parser.get(section, name)
        except (ConfigParser.NoOptionError, ConfigParser.NoSectionError), e:
            if default is None:
                raise
            print >>sys.stderr, 'default for %s.%s: %s' % (section, name, e.__class__.__name__)
            return default

    def jobs(self):
        for name in self.parser.sections():
            if name.startswith('query:'):
                yield name[len('query:'):], dict(self.parser.items(name))


def wait(bulk, poll, timeout=600):
    start = waited = 0
    while not bulk.job_is_completed():
        if waited - start >= timeout:
            raise RuntimeError('timed out after %ds' % waited)
        time.sleep(poll)
        waited += poll
    return waited


def run(settings):
    bulk = sfbulk.Bulk()
    bulk.login(settings.get('salesforce', 'username'),
               settings.get('salesforce', 'password'),
               security_token=settings.get('salesforce', 'token'),
               sandbox=settings.parser.getboolean('salesforce', 'sandbox'))
    summary = {}
    for name, job in settings.jobs():
        bulk.job_create('query', job['object'])
        bulk.batch_create(job['soql'])
        poll = settings.parser.getint('job', 'poll') if settings.parser.has_option('job', 'poll') else 1
        wait(bulk, poll)
        count = sum(len(lines) - 2 for lines in bulk.batch_result().values())
        summary[name] = count, job['object']
        bulk.job_close()
    return summary


if __name__ == '__main__':
    path = sys.argv[1] if len(sys.argv) > 1 else 'settings.ini'
    try:
        settings = Settings(path)
        print 'mail to', settings.get('mail', 'to', 'nobody')
        for name, (count, sobject) in sorted(run(settings).items()):
            print '%-15s %3d %s' % (name, count, sobject)
        print settings.parser.has_section('mail'), settings.parser.getfloat('job', 'poll') / 2
        print Settings('missing.ini').path
    except ValueError, error:
        print 'error:', error
        sys.exit(2)
