"""Loads several objects in the order that a JSON file says; children name their parents by external ids."""
import json
import logging
import os
import sys
import time
from collections import OrderedDict, defaultdict

from sfbulk import Bulk

logging.basicConfig(level=logging.INFO, format='%(levelname)s %(message)s', stream=sys.stdout)

DEFAULTS = {'operation': 'insert', 'poll': 2, 'optional': False}


class ConfigError(ValueError):
    pass


class Step(object):
    def __init__(self, number, settings):
        self.number = number
        merged = dict(DEFAULTS)
        merged.update(settings)
        for key in ('object', 'fields', 'rows'):
            if key not in merged:
                raise ConfigError('step %d has no "%s"' % (number, key))
        self.object = merged['object']
        self.operation = merged['operation']
        self.external_id = merged.get('external_id')
        self.fields = merged['fields']
        self.rows = merged['rows']
        self.poll = merged['poll']
        self.is_optional = merged['optional']

    def __len__(self):
        return len(self.rows)

    def __iter__(self):
        for row in self.rows:
            yield OrderedDict((field, row.get(name, '')) for name, field in self.fields.items())

    def __eq__(self, other):
        return self.object == other.object and self.operation == other.operation

    def __repr__(self):
        return 'Step({0.number}, {0.operation} {0.object}, {1} rows)'.format(self, len(self))

    def csv(self):
        records = list(self)
        lines = [','.join(records[0].keys())]
        lines += [','.join(str(value) for value in record.values()) for record in records]
        return '\n'.join(lines) + '\n'


class Session(object):
    def __init__(self):
        self.bulk = Bulk()
        self.counts = defaultdict(lambda: {'ok': 0, 'failed': 0})

    def __enter__(self):
        self.bulk.login(os.environ['SF_USER'], os.environ['SF_PASSWORD'], os.environ['SF_TOKEN'])
        return self

    def __exit__(self, kind, error, trace):
        if kind is not None:
            logging.error('stopped by %s: %s', kind.__name__, error)
        for name, count in self.counts.items():
            logging.info('%s: %d ok, %d failed', name, count['ok'], count['failed'])
        return isinstance(error, ConfigError)

    def run(self, step):
        if step.external_id:
            self.bulk.job_create(step.operation, step.object, step.external_id)
        else:
            self.bulk.job_create(step.operation, step.object)
        self.bulk.batch_create(step.csv())
        while not self.bulk.job_is_completed():
            time.sleep(step.poll)
        count = self.counts[step.object]
        for lines in self.bulk.batch_result().values():
            for line in lines[1:-1]:
                count['ok' if '"true"' in line else 'failed'] += 1
        self.bulk.job_close()
        if count['failed'] and not step.is_optional:
            raise RuntimeError('%r has failures' % step)


def read_plan(path):
    with open(path) as handle:
        config = json.load(handle)
    for name in sorted(config['constants']):
        print('{0} = {1!r}'.format(name, config['constants'][name]))
    for number, settings in enumerate(config['steps'], 1):
        yield Step(number, settings)


def main():
    plan = list(read_plan(sys.argv[1] if len(sys.argv) > 1 else 'plan.json'))
    with Session() as session:
        for step in plan:
            logging.info('%r', step)
            session.run(step)
        if plan[0] == plan[-1]:
            print('the first step comes twice')
        Step(9, {'object': 'Lead'})
        print('never reached')
    print('done')


if __name__ == '__main__':
    main()
